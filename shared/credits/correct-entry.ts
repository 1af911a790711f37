import type { EntryFields } from './hash-entry.ts';
import { LedgerEntry } from './model.ts';
import type { CreditProgram } from './program-model.ts';
import { standards } from './standards/index.ts';
import { corrections } from './standing.ts';

/** What an entry says, without its place in the chain. */
const WithoutPlace = LedgerEntry.omit({ entry: true, previous: true, hash: true }).strip();

/** What staff decided about an entry that is wrong. */
export interface Correction {
  /** The number of the entry to be taken back. */
  readonly entry: number;
  readonly reason: string;
  /** The amount that is right instead; absent where none is, or where it follows from the minutes. */
  readonly instead?: number | undefined;
  /** The minutes that are right instead; absent where those of the entry are. */
  readonly minutes?: number | undefined;
  readonly by: string;
  readonly at: Date;
}

/** Why a correction is not made. */
type Because =
  | 'own-ledger'
  | 'no-such-entry'
  | 'counter-entry'
  | 'corrected-already'
  | 'same-amount'
  | 'no-program'
  | 'too-few-minutes'
  | 'no-such-amount'
  | 'more-than-minutes';

/** What a correction appends, in this order, or why nothing. */
export type CorrectionDecision =
  | { readonly outcome: 'corrected'; readonly entries: readonly [EntryFields, ...EntryFields[]] }
  | { readonly outcome: 'refused'; readonly because: Because };

/** What stands instead of an entry, or why it cannot; nothing where the entry is taken back and that is all. */
const insteadOf = (
  wrong: LedgerEntry,
  { instead, minutes: said }: Pick<Correction, 'instead' | 'minutes'>,
  program: CreditProgram | undefined,
): { readonly amount: number; readonly minutes?: number } | Because | undefined => {
  if (instead === undefined && said === undefined) return undefined;
  const minutes = said ?? wrong.minutes;
  const measured = minutes !== undefined && { minutes };
  if (program === undefined) {
    // Without a standard minutes earn nothing, and an entry that names a program is never measured without it.
    if (instead === undefined || said !== undefined || wrong.program !== undefined) return 'no-program';
    return { amount: instead, ...measured };
  }
  const standard = standards[program.standard];
  const { increment } = program;
  const options = { increment, deliveryMethod: wrong.deliveryMethod ?? program.deliveryMethod };
  const earned = minutes === undefined ? undefined : standard.fromMinutes(minutes, options);
  if (earned === 0) return 'too-few-minutes';
  const amount = instead ?? earned;
  if (amount === undefined || !standard.allows(amount, options)) return 'no-such-amount';
  if (earned !== undefined && amount > earned) return 'more-than-minutes';
  return { amount, ...measured };
};

/**
 * Decides on a correction: a counter-entry that takes the whole entry back and, where another amount is right, an
 * entry of that amount for the same. That amount is one that the standard of the entry's program awards, and no more
 * than the minutes earn. An entry is corrected once; its counter-entry never; the entry instead can be. Nobody
 * corrects their own.
 *
 * @param ledger - the member's whole ledger, in order.
 * @param program - that of the entry, as it was at the entry's revision of it; undefined where it is under none.
 */
export const correctEntry = (
  ledger: readonly LedgerEntry[],
  { entry: number, reason, by, at, ...asked }: Correction,
  program: CreditProgram | undefined,
): CorrectionDecision => {
  const wrong = ledger[number - 1];
  if (wrong === undefined) return { outcome: 'refused', because: 'no-such-entry' };
  if (wrong.member === by) return { outcome: 'refused', because: 'own-ledger' };
  if (wrong.corrects !== undefined) return { outcome: 'refused', because: 'counter-entry' };
  if (corrections(ledger).has(number)) return { outcome: 'refused', because: 'corrected-already' };
  const instead = insteadOf(wrong, asked, program);
  if (typeof instead === 'string') return { outcome: 'refused', because: instead };
  if (instead?.amount === wrong.amount && instead.minutes === wrong.minutes)
    return { outcome: 'refused', because: 'same-amount' };
  const same = WithoutPlace.parse(wrong);
  const made = {
    ...same,
    at: at.toISOString(),
    by,
    source: 'correction',
    sourceId: `entry-${number}`,
  } as const;
  const counter: EntryFields = { ...made, amount: -wrong.amount, corrects: number, reason };
  const right = instead === undefined ? [] : [{ ...made, ...instead }];
  return { outcome: 'corrected', entries: [counter, ...right] };
};
