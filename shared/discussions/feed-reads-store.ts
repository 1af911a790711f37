import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { z } from 'zod';
import type { PostKind } from '../events/catalogue.ts';
import { getAll } from '../platform/batches.ts';
import type { Table } from '../platform/table.ts';
import { feedPk, headsPk, instant, keysPk, newsPk } from './feed-keys.ts';
import { FeedItem } from './model.ts';
import { NewsItem } from './news.ts';

const StoredFeedItem = FeedItem.strip();
const StoredNewsItem = NewsItem.strip();

/** A part of a partition, in the words of a key condition. */
interface Range {
  readonly condition: string;
  readonly values: Readonly<Record<string, string>>;
}

// A sort key at the instant itself is longer than the instant, so that BETWEEN leaves `until` out.
const between = (from: string, until: string): Range => ({
  condition: ' AND sk BETWEEN :from AND :until',
  values: { ':from': instant(from), ':until': instant(until) },
});

/** A place as {@link placeOf} has it, or an instant; its text sorts as the sort keys do. */
const placeFrom = (text: string): string => {
  const [at = '', post] = text.split('#');
  return post === undefined ? instant(at) : `${instant(at)}#${post}`;
};

/** What is read of the feed, by the time it is told: as it was posted, or when it was reported late or released. */
export const createFeedReads = (table: Table) => {
  const newestFirst = async <Schema extends z.ZodType>(
    schema: Schema,
    pk: string,
    range: Range,
    limit: number,
    ConsistentRead = false,
  ): Promise<z.output<Schema>[]> => {
    const found: z.output<Schema>[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: `pk = :pk${range.condition}`,
          ExpressionAttributeValues: { ':pk': pk, ...range.values },
          ScanIndexForward: false,
          Limit: limit - found.length,
          ConsistentRead,
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      for (const item of page.Items ?? []) found.push(schema.parse(item));
      start = page.LastEvaluatedKey;
    } while (start && found.length < limit);
    return found;
  };

  /**
   * How topics of one community stand, by topic: their first posts, held back or not, or that they were taken out; those
   * that are not known here are left out. One batch per hundred topics, and one more for those of before natural keys.
   *
   * @param consistent - sees every write before, at twice the price.
   * @throws {Unavailable} where the table keeps leaving keys unprocessed.
   */
  const topicStates = async (
    organization: string,
    community: string,
    topics: readonly string[],
    consistent = false,
  ): Promise<Map<string, FeedItem | 'removed'>> => {
    const states = new Map<string, FeedItem | 'removed'>();
    const missing = new Set(topics);
    const read = async (pk: string): Promise<void> => {
      for (const item of await getAll(
        table,
        [...missing].map((sk) => ({ pk, sk })),
        { consistent },
      )) {
        const topic = String(item['sk']);
        missing.delete(topic);
        const head = StoredFeedItem.safeParse(item).data;
        if (item['removed'] === true) states.set(topic, 'removed');
        else if (head?.kind === 'topic') states.set(head.topic, head);
      }
    };
    await read(keysPk(organization, community));
    await read(headsPk(organization, community));
    return states;
  };

  return {
    topicStates,

    /**
     * Posts of a kind told from `from` inclusive to `until` exclusive: the newest `limit` of them, newest first. What is
     * held back is among them, and says so: it is for whoever tells to leave it out.
     *
     * @param consistent - sees every write before, at twice the price.
     */
    between: (
      organization: string,
      community: string,
      kind: PostKind,
      from: string,
      until: string,
      limit: number,
      consistent = false,
    ): Promise<FeedItem[]> =>
      newestFirst(
        StoredFeedItem,
        feedPk(organization, community, kind),
        between(from, until),
        limit,
        consistent,
      ),

    /**
     * The newest `limit` posts of a kind, newest first; only those before `before`, where given: an instant, or the
     * place of a post ({@link placeOf}), after which no other of the same instant is missed.
     */
    latest: (
      organization: string,
      community: string,
      kind: PostKind,
      limit: number,
      before?: string,
    ): Promise<FeedItem[]> =>
      newestFirst(
        StoredFeedItem,
        feedPk(organization, community, kind),
        before === undefined
          ? { condition: '', values: {} }
          : { condition: ' AND sk < :before', values: { ':before': placeFrom(before) } },
        limit,
      ),

    /** News beside posts told from `from` inclusive to `until` exclusive: the newest `limit` of it, newest first. */
    newsBetween: (
      organization: string,
      community: string,
      from: string,
      until: string,
      limit: number,
    ): Promise<NewsItem[]> =>
      newestFirst(StoredNewsItem, newsPk(organization, community), between(from, until), limit),

    /**
     * The first posts of topics of one community, by topic; those that are not known here, or were removed, are left
     * out. Costs what {@link topicStates} does.
     *
     * @throws {Unavailable} where the table keeps leaving keys unprocessed.
     */
    topicHeads: async (
      organization: string,
      community: string,
      topics: readonly string[],
    ): Promise<Map<string, FeedItem>> => {
      const heads = new Map<string, FeedItem>();
      for (const [topic, head] of await topicStates(organization, community, topics)) {
        if (head !== 'removed') heads.set(topic, head);
      }
      return heads;
    },
  };
};
