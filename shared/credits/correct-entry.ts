import type { EntryFields } from './hash-entry.ts';
import { LedgerEntry } from './model.ts';
import { corrections } from './standing.ts';

/** What an entry says, without its place in the chain. */
const WithoutPlace = LedgerEntry.omit({ entry: true, previous: true, hash: true }).strip();

/** What staff decided about an entry that is wrong. */
export interface Correction {
  /** The number of the entry to be taken back. */
  readonly entry: number;
  readonly reason: string;
  /** The amount that is right instead; absent where none is. */
  readonly instead?: number;
  readonly by: string;
  readonly at: Date;
}

/** What a correction appends, in this order, or why nothing. */
export type CorrectionDecision =
  | { readonly outcome: 'corrected'; readonly entries: readonly [EntryFields, ...EntryFields[]] }
  | {
      readonly outcome: 'refused';
      readonly because:
        | 'own-ledger'
        | 'no-such-entry'
        | 'counter-entry'
        | 'corrected-already'
        | 'same-amount';
    };

/**
 * Decides on a correction: a counter-entry that takes the whole entry back and, where another amount is right, an
 * entry of that amount for the same. An entry is corrected once; its counter-entry never; the entry instead can be. Nobody
 * corrects their own.
 *
 * @param ledger - the member's whole ledger, in order.
 */
export const correctEntry = (
  ledger: readonly LedgerEntry[],
  { entry: number, reason, instead, by, at }: Correction,
): CorrectionDecision => {
  const wrong = ledger[number - 1];
  if (wrong === undefined) return { outcome: 'refused', because: 'no-such-entry' };
  if (wrong.member === by) return { outcome: 'refused', because: 'own-ledger' };
  if (wrong.corrects !== undefined) return { outcome: 'refused', because: 'counter-entry' };
  if (corrections(ledger).has(number)) return { outcome: 'refused', because: 'corrected-already' };
  if (instead === wrong.amount) return { outcome: 'refused', because: 'same-amount' };
  const same = WithoutPlace.parse(wrong);
  const made = {
    ...same,
    at: at.toISOString(),
    by,
    source: 'correction',
    sourceId: `entry-${number}`,
  } as const;
  const counter: EntryFields = { ...made, amount: -wrong.amount, corrects: number, reason };
  const right = instead === undefined ? [] : [{ ...made, amount: instead }];
  return { outcome: 'corrected', entries: [counter, ...right] };
};
