import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Unavailable } from '../platform/errors.ts';
import { parse } from '../platform/parse.ts';
import { isConditionFailure, queryAll, type Table } from '../platform/table.ts';
import type { DayUpdate, Entry } from './group-updates.ts';
import { DayRecord } from './model.ts';

/** Ids from which on a page is full: it never changes again, and the next page takes what follows. */
export const FULL_PAGE = 48;

/** How often one update is tried against others that write the same page. */
const MAX_ATTEMPTS = 20;

const partition = (organization: string, member: string) => `ORG#${organization}#MEMBER#${member}`;
const pagesPrefix = ({ day, community }: Pick<DayUpdate, 'day' | 'community'>) => `DAY#${day}#${community}#`;
const COUNTER = 'n:';

/** What became of an update: the ids that it added, and those that were there already. */
export interface Applied {
  readonly recorded: readonly string[];
  readonly duplicates: readonly string[];
}

/** The days of a range, both inclusive; an absent bound is open. */
export interface DayRange {
  readonly from?: string | undefined;
  readonly through?: string | undefined;
}

/** @see createEngagementStore */
export type EngagementStore = ReturnType<typeof createEngagementStore>;

type Item = Readonly<Record<string, unknown>>;

const bytes = (id: string): Uint8Array => new Uint8Array(Buffer.from(id, 'hex'));
const seenOf = (page: Item): string[] =>
  page['seen'] instanceof Set
    ? [...page['seen']].map((id) => Buffer.from(id as Uint8Array).toString('hex'))
    : [];

/** The one write: adds ids and counts to a page unless it is full or has seen one of the ids. */
const updateOf = (
  table: string,
  update: DayUpdate,
  page: number,
  entries: readonly Entry[],
): UpdateCommand => {
  const counts = new Map<string, number>();
  for (const counter of entries.flatMap(({ counters }) => counters)) {
    counts.set(counter, (counts.get(counter) ?? 0) + 1);
  }
  const counted = [...counts].map(([counter, by], i) => ({ counter, by, name: `#n${i}`, value: `:n${i}` }));
  const ids = entries.map(({ id }, i) => ({ id, value: `:i${i}` }));
  const fields = (['organization', 'member', 'community', 'day'] as const).map((field) => ({
    field,
    name: `#${field}`,
    value: `:${field}`,
  }));
  return new UpdateCommand({
    TableName: table,
    Key: { pk: partition(update.organization, update.member), sk: `${pagesPrefix(update)}${page}` },
    UpdateExpression: [
      `SET ${fields.map(({ name, value }) => `${name} = ${value}`).join(', ')}`,
      `ADD #seen :seen, ${counted.map(({ name, value }) => `${name} ${value}`).join(', ')}`,
    ].join(' '),
    ConditionExpression: [
      'attribute_not_exists(#seen) OR (size(#seen) < :full',
      ...ids.map(({ value }) => `NOT contains(#seen, ${value})`),
    ]
      .join(' AND ')
      .concat(')'),
    ExpressionAttributeNames: {
      '#seen': 'seen',
      ...Object.fromEntries(fields.map(({ name, field }) => [name, field])),
      ...Object.fromEntries(counted.map(({ name, counter }) => [name, COUNTER + counter])),
    },
    ExpressionAttributeValues: {
      ':full': FULL_PAGE,
      ':seen': new Set(ids.map(({ id }) => bytes(id))),
      ...Object.fromEntries(ids.map(({ id, value }) => [value, bytes(id)])),
      ...Object.fromEntries(fields.map(({ field, value }) => [value, update[field]])),
      ...Object.fromEntries(counted.map(({ value, by }) => [value, by])),
    },
  });
};

const recordOf = (pages: readonly Item[]): DayRecord => {
  const counts: Record<string, number> = {};
  for (const [name, by] of pages.flatMap((page) => Object.entries(page))) {
    if (!name.startsWith(COUNTER)) continue;
    const counter = name.slice(COUNTER.length);
    counts[counter] = (counts[counter] ?? 0) + Number(by);
  }
  const { organization, member, community, day } = pages[0] ?? {};
  return parse(DayRecord, { organization, member, community, day, counts }, 'engagement record');
};

/**
 * Engagement as it is kept: what each member did in each community on each day, exactly once.
 *
 * | access | key |
 * |---|---|
 * | add to a day (the one commit) | pk `ORG#o#MEMBER#m`, sk `DAY#day#c#page`, page 1, 2, … |
 * | a day's pages, to see what is known | pk, sk begins with `DAY#day#c#` |
 * | a member's records of some days | pk, sk between `DAY#from` and `DAY#through#~` |
 * | which members have records | scan of the table, in segments (for a backfill only) |
 *
 * A page holds the short hashes of the events it has seen. An event stands in one page only: a page is written
 * only after every page before it was read full, and a full page never changes.
 */
export const createEngagementStore = (table: Table) => {
  const read = async (condition: string, values: Readonly<Record<string, string>>): Promise<Item[]> => {
    const items: Item[] = [];
    for await (const item of queryAll(table, {
      KeyConditionExpression: `pk = :pk AND ${condition}`,
      ExpressionAttributeValues: values,
      ConsistentRead: true,
    })) {
      items.push(item);
    }
    return items;
  };
  const pagesOf = async (update: DayUpdate) => {
    const prefix = pagesPrefix(update);
    const pk = partition(update.organization, update.member);
    const pages = await read('begins_with(sk, :sk)', { ':pk': pk, ':sk': prefix });
    return pages
      .map((page) => ({ number: Number(String(page['sk']).slice(prefix.length)), seen: seenOf(page) }))
      .sort((a, b) => a.number - b.number);
  };

  return {
    /**
     * Adds an update's events to a day's record, each exactly once whatever was added before: a retry, a duplicate
     * and another writer at the same time end in the same record. One write where nothing was known before.
     *
     * @throws {Unavailable} where others kept changing the record through every attempt; nothing is half added.
     */
    async apply(update: DayUpdate): Promise<Applied> {
      let entries = update.entries;
      let page = 1;
      for (let attempt = 0; attempt < MAX_ATTEMPTS && entries.length > 0; attempt += 1) {
        try {
          await table.client.send(updateOf(table.name, update, page, entries));
          break;
        } catch (thrown) {
          if (!isConditionFailure(thrown)) throw thrown;
        }
        if (attempt === MAX_ATTEMPTS - 1) {
          throw new Unavailable(
            `a record of ${update.day} is being changed by others all the time; try again later`,
          );
        }
        const pages = await pagesOf(update);
        const seen = new Set(pages.flatMap((known) => known.seen));
        entries = entries.filter(({ id }) => !seen.has(id));
        const last = pages.at(-1) ?? { number: 1, seen: [] };
        page = last.seen.length >= FULL_PAGE ? last.number + 1 : last.number;
      }
      const recorded = new Set(entries.map(({ id }) => id));
      const all = update.entries.map(({ id }) => id);
      return { recorded: [...recorded], duplicates: all.filter((id) => !recorded.has(id)) };
    },

    /** A member's records of some days, pages merged, by day and community; consistent with every write before. */
    async recordsOf(organization: string, member: string, range: DayRange = {}): Promise<DayRecord[]> {
      // DynamoDB refuses a range that ends before it begins; here it is an empty one.
      if (range.from !== undefined && range.through !== undefined && range.through < range.from) return [];
      const pages = await read('sk BETWEEN :from AND :through', {
        ':pk': partition(organization, member),
        ':from': `DAY#${range.from ?? ''}`,
        ':through': range.through === undefined ? 'DAY#~' : `DAY#${range.through}#~`,
      });
      const days = Map.groupBy(pages, (page) => String(page['sk']).replace(/#\d+$/, ''));
      return [...days.values()].map(recordOf);
    },

    /**
     * The members of an organization that have records, from one of `segments` parts of the table read side by
     * side; a member may come more than once. Reads the whole table: for a backfill, never for a page or an event.
     */
    async *membersOf(organization: string, segment = 0, segments = 1): AsyncGenerator<string> {
      let start: Record<string, unknown> | undefined;
      do {
        const page = await table.client.send(
          new ScanCommand({
            TableName: table.name,
            Segment: segment,
            TotalSegments: segments,
            ConsistentRead: true,
            FilterExpression: '#organization = :organization',
            ProjectionExpression: '#member',
            ExpressionAttributeNames: { '#organization': 'organization', '#member': 'member' },
            ExpressionAttributeValues: { ':organization': organization },
            ...(start && { ExclusiveStartKey: start }),
          }),
        );
        const members = new Set((page.Items ?? []).map((item) => String(item['member'])));
        yield* members;
        start = page.LastEvaluatedKey;
      } while (start);
    },
  };
};
