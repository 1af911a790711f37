import { setTimeout as sleep } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { Unavailable } from '../platform/errors.ts';
import { parse } from '../platform/parse.ts';
import { queryAll, type Table } from '../platform/table.ts';
import { eventOfEntry } from './entry-event.ts';
import { type EntryFields, entryAfter } from './hash-entry.ts';
import { LedgerEntry } from './model.ts';

const partition = (organization: string, member: string) => `ORG#${organization}#MEMBER#${member}`;
const PREFIX = 'LEDGER#';

/** Digits of an entry's number in its key, so that entries sort by number: enough for 999,999,999 of a member. */
const DIGITS = 9;

/** Entries read at once where the end of a ledger is read, and how far its entries' times are in disorder at most, in ms. */
const PAGE = 10;
const DISORDER = 3_600_000;

/** How often an append is tried against others of the same ledger. */
const MAX_ATTEMPTS = 14;
/**
 * Milliseconds of the first wait between two of them at most, and of any; each is twice the one before, and a random
 * part of it is waited. All of them add up to less than 2 s.
 */
const FIRST_WAIT = 20;
const LONGEST_WAIT = 180;

/** What the waits between attempts are made of. */
export interface Waiting {
  /** From 0 to less than 1. */
  readonly random: () => number;
  /** Waits so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<unknown>;
}
const ownWaiting: Waiting = { random: Math.random, wait: (milliseconds) => sleep(milliseconds) };

/** An entry as the table holds it, with the event that its appending is. */
const ledgerItem = (entry: LedgerEntry) => ({
  ...entry,
  pk: partition(entry.organization, entry.member),
  sk: `${PREFIX}${String(entry.entry).padStart(DIGITS, '0')}`,
  event: eventOfEntry(entry),
});

const StoredEntry = LedgerEntry.strip();

type Writes = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** What is appended, and what else is written in the same transaction. */
export interface Append {
  /** One or more, in their order, all of one member. */
  readonly entries: readonly [EntryFields, ...EntryFields[]];
  /**
   * The item of the table that makes it once: where one of its key is there, nothing is appended. It keeps what was
   * appended as `ledgerEntry` and `ledgerHash` of the last one and `ledgerCount`, so that an audit finds a ledger
   * whose end was cut off, and an entry that nothing was appended for.
   */
  readonly marker: Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };
  /** Writes whose conditions are asked together with the marker's; where one fails, nothing is appended. */
  readonly also?: Writes;
}

/** What became of an append: `known` where its marker is there, `refused` where a condition beside it failed. */
export type AppendOutcome =
  | { readonly outcome: 'appended'; readonly entries: readonly LedgerEntry[] }
  | { readonly outcome: 'known' | 'refused' };

/** The natural keys that are no grant's: what an entry was made for, once. */
export const creditedMarker = (organization: string, member: string, ...key: readonly string[]) => ({
  organization,
  member,
  pk: partition(organization, member),
  sk: `CREDITED#${key.join('#')}`,
});

/** Why a transaction was cancelled, by the place of its writes; empty where it was not. */
const cancellation = (thrown: unknown): (string | undefined)[] =>
  thrown instanceof TransactionCanceledException
    ? (thrown.CancellationReasons ?? []).map(({ Code }) => Code)
    : [];

/** @see createLedgerStore */
export type LedgerStore = ReturnType<typeof createLedgerStore>;

/**
 * The credit ledger: append-only, one chain per member. Whatever is appended goes through `append`.
 *
 * | access | key |
 * |---|---|
 * | all entries of a member, in order | pk `ORG#o#MEMBER#m`, sk begins with `LEDGER#` |
 * | the last one | the same, from the end, one item |
 * | what was credited once | pk `ORG#o#MEMBER#m`, sk `CREDITED#meeting#c#meeting#program`, `CREDITED#report#r`, `CREDITED#correction#entry`, or a grant's |
 */
export const createLedgerStore = (table: Table, { random, wait }: Waiting = ownWaiting) => {
  const query = (organization: string, member: string) => ({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': partition(organization, member), ':sk': PREFIX },
    ConsistentRead: true,
  });
  const read = (item: unknown) => parse(StoredEntry, item, 'ledger entry');
  const putNew = (Item: Readonly<Record<string, unknown>>) => ({
    Put: { TableName: table.name, Item: { ...Item }, ConditionExpression: 'attribute_not_exists(pk)' },
  });

  /** A member's last entry, after every write before; undefined where there is none. */
  const lastEntry = async (organization: string, member: string): Promise<LedgerEntry | undefined> => {
    const newestFirst = { ...query(organization, member), ScanIndexForward: false, Limit: 1 };
    for await (const item of queryAll(table, newestFirst)) return read(item);
    return undefined;
  };

  /** One try to append to the ledger as it is now; 'overtaken' where it no longer was. */
  const tryAppend = async ({ entries, marker, also = [] }: Append): Promise<AppendOutcome | 'overtaken'> => {
    const [{ organization, member }] = entries;
    const chained: LedgerEntry[] = [];
    let last = await lastEntry(organization, member);
    for (const fields of entries) chained.push((last = entryAfter(last, fields)));
    const marked = {
      ...marker,
      ledgerEntry: last?.entry,
      ledgerHash: last?.hash,
      ledgerCount: chained.length,
    };
    const writes: Writes = [putNew(marked), ...chained.map((entry) => putNew(ledgerItem(entry))), ...also];
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems: writes }));
      return { outcome: 'appended', entries: chained };
    } catch (thrown) {
      const reasons = cancellation(thrown);
      if (reasons[0] === 'ConditionalCheckFailed') return { outcome: 'known' };
      const beside = reasons.slice(1 + chained.length);
      if (beside.includes('ConditionalCheckFailed')) return { outcome: 'refused' };
      if (reasons.some((reason) => reason === 'ConditionalCheckFailed' || reason === 'TransactionConflict'))
        return 'overtaken';
      throw thrown;
    }
  };

  return {
    /** A member's whole ledger, from entry 1 on. */
    async entriesOf(organization: string, member: string): Promise<LedgerEntry[]> {
      const entries: LedgerEntry[] = [];
      for await (const item of queryAll(table, query(organization, member))) entries.push(read(item));
      return entries;
    },

    /**
     * A member's entries of a stretch of time, `from` inclusive, `until` exclusive, oldest first. Reads the ledger from
     * its end, and no further back than an hour before: entries are numbered as they are appended, and one that was
     * decided before another and appended after it is seconds behind.
     */
    async entriesBetween(
      organization: string,
      member: string,
      { from, until }: { readonly from: string; readonly until: string },
    ): Promise<LedgerEntry[]> {
      const entries: LedgerEntry[] = [];
      const first = Date.parse(from);
      const newestFirst = { ...query(organization, member), ScanIndexForward: false, Limit: PAGE };
      for await (const item of queryAll(table, newestFirst)) {
        const entry = read(item);
        const at = Date.parse(entry.at);
        if (at < first - DISORDER) break;
        if (at >= first && at < Date.parse(until)) entries.unshift(entry);
      }
      return entries;
    },

    lastEntry,

    /**
     * Appends to a member's ledger and writes the marker, and what else there is, in one transaction, again and again
     * while others append to the same ledger, after growing waits of random length, so that they do not meet again;
     * each entry carries its event.
     *
     * @throws {Unavailable} where others kept adding to the ledger through every attempt.
     */
    async append(append: Append): Promise<AppendOutcome> {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        if (attempt > 0) await wait(random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)));
        const outcome = await tryAppend(append);
        if (outcome !== 'overtaken') return outcome;
      }
      const [{ member }] = append.entries;
      throw new Unavailable(`the ledger of member ${member} is being added to by others; try again later`);
    },
  };
};
