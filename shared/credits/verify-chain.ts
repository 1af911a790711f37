import { hashEntry, NO_ENTRY } from './hash-entry.ts';
import type { LedgerEntry } from './model.ts';

/** What an audit of a ledger finds; `entry` is the number of the first entry that is wrong. */
export type ChainVerdict =
  | { readonly intact: true; readonly entries: number; readonly head: string }
  | { readonly intact: false; readonly entry: number; readonly problem: string };

/**
 * Checks a member's whole ledger: that the numbers run from 1 without a gap, that every entry is what its hash was
 * made over, and that each names the hash of the one before.
 *
 * A ledger whose last entries were cut off is intact by itself: whoever audits compares `head` with one kept
 * elsewhere.
 *
 * @param entries - in their order.
 */
export const verifyChain = (entries: readonly LedgerEntry[]): ChainVerdict => {
  let head = NO_ENTRY;
  for (const [i, entry] of entries.entries()) {
    const broken = (problem: string): ChainVerdict => ({ intact: false, entry: i + 1, problem });
    if (entry.entry !== i + 1) return broken(`has the number ${entry.entry}`);
    if (entry.organization !== entries[0]?.organization || entry.member !== entries[0].member) {
      return broken("is of another member's ledger");
    }
    if (entry.previous !== head) return broken('does not name the hash of the entry before it');
    if (hashEntry(entry) !== entry.hash) return broken('is not what its hash was made over');
    head = entry.hash;
  }
  return { intact: true, entries: entries.length, head };
};
