import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { queryAll, type Table } from '../platform/table.ts';
import { addDays, type DayOfMail, type MailCount, mailCounts, quietDay } from './mail-counts.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                               | pk                | sk            |
 * |------------------------------------|-------------------|---------------|
 * | a part of a day's mail             | ORG#o#MAIL-COUNTS | day#shard     |
 * | an organization's mail, by day     | ORG#o#MAIL-COUNTS | day to day    |
 *
 * A part is an item of under 300 bytes; 30 days of all parts are one query of 72 KB at most, 9 read units.
 */

/**
 * Into how many parts a day is split: transactions that count in the same item at the same time get in each other's
 * way, and one that does is tried again in another part.
 */
const SHARDS = 8;

const SKIPPED = 'skipped-';
const UNTOLD = 'untold-';

const StoredPart = z.looseObject({ sk: z.string() });

/** What is added to a day. */
export interface AddedMail {
  readonly counts?: Readonly<Partial<Record<MailCount, number>>>;
  readonly skipped?: Readonly<Record<string, number>>;
  readonly untold?: Readonly<Record<string, number>>;
}

/** An update that adds to a part of a day, for a transaction or by itself. `part`: any whole number from 0 on. */
export const addToDay = (table: Table, organization: string, day: string, part: number, added: AddedMail) => {
  const values = [
    ...Object.entries(added.counts ?? {}),
    ...Object.entries(added.skipped ?? {}).map(([reason, n]) => [`${SKIPPED}${reason}`, n] as const),
    ...Object.entries(added.untold ?? {}).map(([reason, n]) => [`${UNTOLD}${reason}`, n] as const),
  ];
  return {
    TableName: table.name,
    Key: { pk: `ORG#${organization}#MAIL-COUNTS`, sk: `${day}#${part % SHARDS}` },
    UpdateExpression: `ADD ${values.map((_, i) => `#c${i} :n${i}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(values.map(([name], i) => [`#c${i}`, name])),
    ExpressionAttributeValues: Object.fromEntries(values.map(([, n], i) => [`:n${i}`, n])),
  };
};

const partOf = (item: Record<string, unknown>): DayOfMail => {
  const { sk } = StoredPart.parse(item);
  const quiet = quietDay(sk.slice(0, 10));
  const counts = { ...quiet.counts };
  for (const count of mailCounts) counts[count] = Number(item[count] ?? 0);
  const named = (prefix: string): Record<string, number> =>
    Object.fromEntries(
      Object.entries(item)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, n]) => [name.slice(prefix.length), Number(n)]),
    );
  return { ...quiet, counts, skipped: named(SKIPPED), untold: named(UNTOLD) };
};

/** Each day's figures of an organization's mail, in the table `community`. */
export const createMailCountsStore = (table: Table) => ({
  /**
   * Adds to a day what happened once and is written down elsewhere: digests and notifications not sent, readers who ended their mail. A
   * function that ends between that and this leaves the figure too low, by one batch at most; it is never too high,
   * because whoever comes again finds it done and adds nothing.
   *
   * @param part - any whole number from 0 on; two that differ are less in each other's way.
   */
  add: async (organization: string, day: string, added: AddedMail, part = 0): Promise<void> => {
    const parts = [added.counts, added.skipped, added.untold];
    if (parts.every((part = {}) => Object.keys(part).length === 0)) return;
    await table.client.send(new UpdateCommand(addToDay(table, organization, day, part, added)));
  },

  /** The figures of these days, which are in order and without a gap; a day on which nothing happened is all zeros. */
  of: async (organization: string, days: readonly string[]): Promise<DayOfMail[]> => {
    const found = new Map(days.map((day) => [day, quietDay(day)]));
    for await (const item of queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :until',
      ExpressionAttributeValues: {
        ':pk': `ORG#${organization}#MAIL-COUNTS`,
        ':from': days[0] ?? '',
        // `$` follows `#`: every part of the last day is included.
        ':until': `${days.at(-1) ?? ''}$`,
      },
    })) {
      const part = partOf(item);
      found.set(part.day, addDays(found.get(part.day) ?? quietDay(part.day), part));
    }
    return [...found.values()];
  },
});

/** @see createMailCountsStore */
export type MailCountsStore = ReturnType<typeof createMailCountsStore>;
