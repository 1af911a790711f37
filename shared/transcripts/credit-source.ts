import type { LedgerEntry } from '../credits/model.ts';
import { corrections } from '../credits/standing.ts';

/**
 * The entry that stands for an entry: itself, or where it was corrected, the one that was made instead, or instead of that
 * one; undefined where it was taken back for nothing.
 *
 * @param ledger - the member's whole ledger.
 */
const entryThatStands = (ledger: readonly LedgerEntry[], first: LedgerEntry): LedgerEntry | undefined => {
  const corrected = corrections(ledger);
  let entry: LedgerEntry | undefined = first;
  while (entry !== undefined && corrected.has(entry.entry)) {
    const { entry: number }: LedgerEntry = entry;
    entry = ledger.find(
      ({ corrects, source, sourceId }) =>
        corrects === undefined && source === 'correction' && sourceId === `entry-${number}`,
    );
  }
  return entry;
};

/**
 * The credit that came with a credential: what the award gave that first issued it, as it stands today.
 *
 * @param credentials - its identifier, and those of the credentials it was issued in the place of.
 */
export const creditOfCredentials = (
  ledger: readonly LedgerEntry[],
  credentials: readonly string[],
): LedgerEntry | undefined => {
  const first = ledger.find(
    ({ source, sourceId }) => source === 'award' && sourceId !== undefined && credentials.includes(sourceId),
  );
  return first && entryThatStands(ledger, first);
};
