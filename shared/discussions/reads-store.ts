import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { epochSeconds } from '../platform/clock.ts';
import type { Table } from '../platform/table.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                                    | pk             | sk                                  |
 * |-----------------------------------------|----------------|-------------------------------------|
 * | what a member read in a month (UTC)     | ORG#o#MEMBER#m | READ#2026-11                        |
 * | what they read since an instant         | ORG#o#MEMBER#m | between READ#<its month> and the end |
 *
 * An item has an attribute `IN#community/topic` for each topic that was read: up to which instant, in ms since 1970.
 * It carries `expiresAt`, after which the table forgets it.
 */
const PREFIX = 'READ#';
const IN = 'IN#';
const partition = (organization: string, member: string): string => `ORG#${organization}#MEMBER#${member}`;
const monthOf = (instant: Date): string => instant.toISOString().slice(0, 7);

/** Days for which it is known what was read: longer than the window of any digest but one that stood still for months. */
const KEPT_DAYS = 100;
const DAY = 86_400_000;

/** A topic that was read: up to the newest post that was shown (RFC 3339). */
export interface TopicRead {
  readonly organization: string;
  readonly member: string;
  readonly community: string;
  readonly topic: string;
  readonly upTo: string;
}

/**
 * What members have read. Kept as the instant of the newest post a page showed, and not as that of the visit: what was
 * written while the page was made was not on it.
 */
export const createReadsStore = (table: Table) => ({
  /** Records that a topic was read. One write, of the size of what its member read in the month: about 60 bytes a topic. */
  record: async ({ organization, member, community, topic, upTo }: TopicRead, now: Date): Promise<void> => {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { pk: partition(organization, member), sk: `${PREFIX}${monthOf(now)}` },
        UpdateExpression: 'SET #topic = :upTo, expiresAt = :expiresAt',
        ExpressionAttributeNames: { '#topic': `${IN}${community}/${topic}` },
        ExpressionAttributeValues: {
          ':upTo': Date.parse(upTo),
          ':expiresAt': epochSeconds(new Date(now.getTime() + KEPT_DAYS * DAY)),
        },
      }),
    );
  },

  /** Up to which instant (ms since 1970) a member has read, by `community/topic`, of what they read since `from`. One query. */
  readSince: async (organization: string, member: string, from: string): Promise<Map<string, number>> => {
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :last',
        ExpressionAttributeValues: {
          ':pk': partition(organization, member),
          ':from': `${PREFIX}${monthOf(new Date(from))}`,
          ':last': `${PREFIX}~`,
        },
      }),
    );
    const reads = new Map<string, number>();
    for (const item of Items) {
      for (const [name, upTo] of Object.entries(item)) {
        if (!name.startsWith(IN) || typeof upTo !== 'number') continue;
        const key = name.slice(IN.length);
        reads.set(key, Math.max(reads.get(key) ?? 0, upTo));
      }
    }
    return reads;
  },
});

/** @see createReadsStore */
export type ReadsStore = ReturnType<typeof createReadsStore>;
