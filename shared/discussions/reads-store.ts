import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { epochSeconds } from '../platform/clock.ts';
import { queryAll, type Table } from '../platform/table.ts';
import { PROMPT } from './tell-at.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                                    | pk             | sk                                  |
 * |-----------------------------------------|----------------|-------------------------------------|
 * | what a member read in a month (UTC)     | ORG#o#MEMBER#m | READ#2026-11                        |
 * | what they read since an instant         | ORG#o#MEMBER#m | between READ#<its month> and the end |
 *
 * An item has an attribute `IN#community/topic` for each topic that was read: two numbers, up to which instant and
 * when, in ms since 1970; one number in those of before the second was kept. It carries `expiresAt`, after which the table forgets it.
 */
const PREFIX = 'READ#';
const IN = 'IN#';
const partition = (organization: string, member: string): string => `ORG#${organization}#MEMBER#${member}`;
const monthOf = (instant: Date): string => instant.toISOString().slice(0, 7);

/** Days for which it is known what was read: longer than the window of any digest but one that stood still for months. */
const KEPT_DAYS = 100;
const DAY = 86_400_000;

/** What was read of a topic, in ms since 1970. */
export interface ReadOf {
  /** When the newest post that was shown was written. */
  readonly upTo: number;
  /** When it was read: what arrived later was not there, however long ago it was written. */
  readonly at: number;
}

/** One kept of before the second number was: it was read then or later, and what was there had arrived. */
const readOf = (value: unknown): ReadOf | undefined => {
  if (typeof value === 'number') return { upTo: value, at: value + PROMPT };
  if (!Array.isArray(value)) return undefined;
  const [upTo, at] = value as unknown[];
  return typeof upTo === 'number' && typeof at === 'number' ? { upTo, at } : undefined;
};

/** A topic that was read: up to the newest post that was shown (RFC 3339). */
export interface TopicRead {
  readonly organization: string;
  readonly member: string;
  readonly community: string;
  readonly topic: string;
  readonly upTo: string;
}

/**
 * What members have read. Kept as the instant of the newest post a page showed, because what was written while the page
 * was made was not on it; and as that of the visit, because what other systems tell of late was not either.
 */
export const createReadsStore = (table: Table) => ({
  /**
   * Records that a topic was read. One write, of the size of what its member read in the month: about 70 bytes a topic.
   *
   * @param at - when it was read: before what was shown was asked for.
   */
  record: async ({ organization, member, community, topic, upTo }: TopicRead, at: Date): Promise<void> => {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { pk: partition(organization, member), sk: `${PREFIX}${monthOf(at)}` },
        UpdateExpression: 'SET #topic = :read, expiresAt = :expiresAt',
        ExpressionAttributeNames: { '#topic': `${IN}${community}/${topic}` },
        ExpressionAttributeValues: {
          ':read': [Date.parse(upTo), at.getTime()],
          ':expiresAt': epochSeconds(new Date(at.getTime() + KEPT_DAYS * DAY)),
        },
      }),
    );
  },

  /** What a member has read since `from`, by `community/topic`: the last time, where it was several. One query, page by page. */
  readSince: async (organization: string, member: string, from: string): Promise<Map<string, ReadOf>> => {
    const reads = new Map<string, ReadOf>();
    // Month by month, oldest first: a later one says what is so now.
    for await (const item of queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :last',
      ExpressionAttributeValues: {
        ':pk': partition(organization, member),
        ':from': `${PREFIX}${monthOf(new Date(from))}`,
        ':last': `${PREFIX}~`,
      },
    })) {
      for (const [name, value] of Object.entries(item)) {
        const read = name.startsWith(IN) ? readOf(value) : undefined;
        if (read) reads.set(name.slice(IN.length), read);
      }
    }
    return reads;
  },
});

/** @see createReadsStore */
export type ReadsStore = ReturnType<typeof createReadsStore>;
