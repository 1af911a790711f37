import { BatchGetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { PostKind } from '../events/catalogue.ts';
import { Unavailable } from '../platform/errors.ts';
import { isConditionFailure, type Table } from '../platform/table.ts';
import { FeedItem } from './model.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                                    | pk                             | sk            |
 * |-----------------------------------------|--------------------------------|---------------|
 * | a post, wherever it was written         | ORG#o#COMMUNITY#c#FEED#kind    | postedAt#post |
 * | a community's posts of a kind, by time  | ORG#o#COMMUNITY#c#FEED#kind    | between       |
 * | a topic's first post, by its identifier | ORG#o#COMMUNITY#c#FEED#HEADS   | topic         |
 *
 * A reply names its topic and not when that began; the head is how a digest learns whose topic it is.
 */
const feedPk = (organization: string, community: string, kind: PostKind): string =>
  `ORG#${organization}#COMMUNITY#${community}#FEED#${kind}`;
const headsPk = (organization: string, community: string): string =>
  `ORG#${organization}#COMMUNITY#${community}#FEED#HEADS`;

const StoredFeedItem = FeedItem.strip();

/** Most keys one `BatchGetItem` takes (service quota). */
const BATCH_GET_LIMIT = 100;

/** How often keys that the table left unprocessed are asked for again. */
const ATTEMPTS = 8;

/** Instants of one length, so that their text sorts as time does (`…:00.5Z` would sort before `…:00Z`). */
const instant = (text: string): string => new Date(text).toISOString();

/** The feed: one item per post, whether it was written here or reported by another system. */
export const createFeedStore = (table: Table) => {
  const putOnce = async (item: Record<string, unknown>): Promise<'added' | 'known'> => {
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: item,
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return 'added';
    } catch (error) {
      if (isConditionFailure(error)) return 'known';
      throw error;
    }
  };

  const newestFirst = async (
    organization: string,
    community: string,
    kind: PostKind,
    range: { condition: string; values: Record<string, string> },
    limit: number,
  ): Promise<FeedItem[]> => {
    const found: FeedItem[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: `pk = :pk${range.condition}`,
          ExpressionAttributeValues: { ':pk': feedPk(organization, community, kind), ...range.values },
          ScanIndexForward: false,
          Limit: limit - found.length,
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      for (const item of page.Items ?? []) found.push(StoredFeedItem.parse(item));
      start = page.LastEvaluatedKey;
    } while (start && found.length < limit);
    return found;
  };

  return {
    /** Adds a post by its natural key; a post that is known stays as it was first told. */
    add: async (item: FeedItem): Promise<'added' | 'known'> => {
      const { organization, community, kind, post } = item;
      const stored = { ...item, postedAt: instant(item.postedAt) };
      // The head first: whoever stops between the two comes again for the feed item and finds the head known.
      if (kind === 'topic')
        await putOnce({ pk: headsPk(organization, community), sk: item.topic, ...stored });
      return putOnce({
        pk: feedPk(organization, community, kind),
        sk: `${stored.postedAt}#${post}`,
        ...stored,
      });
    },
    /** Posts of a kind from `from` inclusive to `until` exclusive: the newest `limit` of them, newest first. */
    between: (
      organization: string,
      community: string,
      kind: PostKind,
      from: string,
      until: string,
      limit: number,
    ): Promise<FeedItem[]> =>
      // A sort key at the instant itself is longer than the instant, so that BETWEEN leaves `until` out.
      newestFirst(
        organization,
        community,
        kind,
        {
          condition: ' AND sk BETWEEN :from AND :until',
          values: { ':from': instant(from), ':until': instant(until) },
        },
        limit,
      ),
    /** The newest `limit` posts of a kind, newest first; only those before the instant `before`, where given. */
    latest: (
      organization: string,
      community: string,
      kind: PostKind,
      limit: number,
      before?: string,
    ): Promise<FeedItem[]> =>
      newestFirst(
        organization,
        community,
        kind,
        before === undefined
          ? { condition: '', values: {} }
          : { condition: ' AND sk < :before', values: { ':before': instant(before) } },
        limit,
      ),
    /** The first posts of topics of one community, by topic; those that are not known here are left out. */
    topicHeads: async (
      organization: string,
      community: string,
      topics: readonly string[],
    ): Promise<Map<string, FeedItem>> => {
      const heads = new Map<string, FeedItem>();
      let keys = [...new Set(topics)].map((topic) => ({ pk: headsPk(organization, community), sk: topic }));
      for (let attempt = 1; keys.length > 0; attempt += 1) {
        const left = keys.slice(BATCH_GET_LIMIT);
        const { Responses, UnprocessedKeys } = await table.client.send(
          new BatchGetCommand({ RequestItems: { [table.name]: { Keys: keys.slice(0, BATCH_GET_LIMIT) } } }),
        );
        const items = Responses?.[table.name] ?? [];
        for (const item of items) {
          const head = StoredFeedItem.parse(item);
          heads.set(head.topic, head);
        }
        const unprocessed = (UnprocessedKeys?.[table.name]?.Keys ?? []) as typeof keys;
        if (unprocessed.length === 0) attempt = 0;
        else if (attempt >= ATTEMPTS) {
          throw new Unavailable('The table did not answer for all topics of a community. Try again later.');
        }
        keys = [...unprocessed, ...left];
      }
      return heads;
    },
  };
};

/** @see createFeedStore */
export type FeedStore = ReturnType<typeof createFeedStore>;
