import type { EventOf } from '../events/catalogue.ts';
import { parse } from '../platform/parse.ts';
import { queryAll, type Table } from '../platform/table.ts';
import { LedgerEntry } from './model.ts';

const partition = (organization: string, member: string) => `ORG#${organization}#MEMBER#${member}`;
const PREFIX = 'LEDGER#';

/** Digits of an entry's number in its key, so that entries sort by number: enough for 999,999,999 of a member. */
const DIGITS = 9;

/** An entry as the table holds it, with the event that its appending is; for the one transaction that adds it. */
export const ledgerItem = (entry: LedgerEntry, event: EventOf<'credit.awarded'>) => ({
  ...entry,
  pk: partition(entry.organization, entry.member),
  sk: `${PREFIX}${String(entry.entry).padStart(DIGITS, '0')}`,
  event,
});

const StoredEntry = LedgerEntry.strip();

/** @see createLedgerStore */
export type LedgerStore = ReturnType<typeof createLedgerStore>;

/**
 * The credit ledger: append-only, one chain per member. Entries are appended by the awards' commit alone.
 *
 * | access | key |
 * |---|---|
 * | all entries of a member, in order | pk `ORG#o#MEMBER#m`, sk begins with `LEDGER#` |
 * | the last one | the same, from the end, one item |
 */
export const createLedgerStore = (table: Table) => {
  const query = (organization: string, member: string) => ({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': partition(organization, member), ':sk': PREFIX },
    ConsistentRead: true,
  });
  const read = (item: unknown) => parse(StoredEntry, item, 'ledger entry');

  return {
    /** A member's whole ledger, from entry 1 on. */
    async entriesOf(organization: string, member: string): Promise<LedgerEntry[]> {
      const entries: LedgerEntry[] = [];
      for await (const item of queryAll(table, query(organization, member))) entries.push(read(item));
      return entries;
    },

    /** A member's last entry, after every write before; undefined where there is none. */
    async lastEntry(organization: string, member: string): Promise<LedgerEntry | undefined> {
      const newestFirst = { ...query(organization, member), ScanIndexForward: false, Limit: 1 };
      for await (const item of queryAll(table, newestFirst)) return read(item);
      return undefined;
    },
  };
};
