import { createHash } from 'node:crypto';
import type { LedgerEntry } from './model.ts';

/** The `previous` of a member's first entry. */
export const NO_ENTRY = '0'.repeat(64);

/** An entry before it has its place in the chain. */
export type EntryFields = Omit<LedgerEntry, 'entry' | 'previous' | 'hash'>;

/**
 * An entry's hash: SHA-256, as 64 hex digits, over the canonical JSON (RFC 8785) of all its fields but `hash`.
 * An entry is flat and of strings and finite numbers, so that sorted keys are all that canonical asks for.
 */
export const hashEntry = (entry: Omit<LedgerEntry, 'hash'>): string => {
  const fields = Object.entries(entry)
    .filter(([name]) => name !== 'hash')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify(Object.fromEntries(fields)))
    .digest('hex');
};

/** The entry that follows `last` in a member's ledger, or the first where there is none. */
export const entryAfter = (last: LedgerEntry | undefined, fields: EntryFields): LedgerEntry => {
  const entry = { ...fields, entry: (last?.entry ?? 0) + 1, previous: last?.hash ?? NO_ENTRY };
  return { ...entry, hash: hashEntry(entry) };
};
