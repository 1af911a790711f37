import type { LedgerEntry } from '../../shared/credits/model.ts';
import { corrections, earnedOn } from '../../shared/credits/standing.ts';
import { formatAmount, formatDay } from '../format.ts';

/** What an entry is for: a counter-entry says what it takes back, and an entry that was taken back says so. */
const ForWhat = ({ entry, takenBackBy }: { entry: LedgerEntry; takenBackBy: number | undefined }) => {
  const { activity, reason, corrects, minutes, program, source } = entry;
  if (corrects !== undefined) {
    return (
      <>
        <span class="tag">Correction</span> takes back entry {corrects}: {reason}
      </>
    );
  }
  const instead = source === 'correction' && ' Stands instead of an entry that was taken back.';
  return (
    <>
      {takenBackBy !== undefined && <span class="tag">Taken back by entry {takenBackBy}</span>}{' '}
      {activity !== undefined && activity !== reason ? `${activity}: ${reason}` : reason}
      {minutes !== undefined && program !== undefined && source === 'report' && ` (${minutes} minutes)`}
      {instead}
    </>
  );
};

/**
 * A member's credit ledger as a table, the latest entry first; corrections stand beside what they take back.
 *
 * @param ledger - whole and in the order of its numbers.
 */
export const LedgerTable = ({ ledger }: { readonly ledger: readonly LedgerEntry[] }) => {
  const corrected = corrections(ledger);
  return (
    <div class="scroll" role="region" aria-label="Entries of the credit ledger" tabindex={0}>
      <table class="cards">
        <caption class="visually-hidden">Credits, the latest first</caption>
        <thead>
          <tr>
            <th scope="col">Entry</th>
            <th scope="col">Earned</th>
            <th scope="col">For what</th>
            <th scope="col" class="number">
              Credit
            </th>
            <th scope="col">Unit</th>
          </tr>
        </thead>
        <tbody>
          {ledger.toReversed().map((entry) => (
            <tr id={`entry-${entry.entry}`}>
              <th scope="row" data-label="Entry">
                {entry.entry}
              </th>
              <td data-label="Earned">
                <time datetime={earnedOn(entry)}>{formatDay(earnedOn(entry))}</time>
              </td>
              <td data-label="For what">
                <ForWhat entry={entry} takenBackBy={corrected.get(entry.entry)} />
              </td>
              <td class="number" data-label="Credit">
                {formatAmount(entry.amount)}
              </td>
              <td data-label="Unit">{entry.unit}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** What a ledger adds up to, per unit. */
export const CreditTotals = ({ totals }: { readonly totals: ReadonlyMap<string, number> }) => (
  <dl class="figures">
    {[...totals].map(([unit, total]) => (
      <div>
        <dt>{unit}</dt>
        <dd>{formatAmount(total)}</dd>
      </div>
    ))}
  </dl>
);
