import { Instant } from '../events/envelope.ts';
import { getAll } from '../platform/batches.ts';
import { queryAll, type Table } from '../platform/table.ts';
import { heldPk, keysPk, withheldKey } from './feed-keys.ts';
import { FeedItem } from './model.ts';

const StoredFeedItem = FeedItem.strip();

/** What of a feed is withheld: held back by a facilitator, or removed. */
export const createFeedWithheld = (table: Table) => ({
  /** What is held back in a community, in the order of the posts' identifiers. */
  listHeld: async (organization: string, community: string): Promise<FeedItem[]> => {
    const held: FeedItem[] = [];
    for await (const item of queryAll(table, {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': heldPk(organization, community) },
    })) {
      held.push(StoredFeedItem.parse(item));
    }
    return held;
  },

  /**
   * When something was last held back or removed, of those of the communities where anything ever was: one batch,
   * eventually consistent.
   *
   * @throws {Unavailable} where the table keeps leaving keys unprocessed.
   */
  withheldAt: async (organization: string, communities: readonly string[]): Promise<Map<string, string>> => {
    const byPk = new Map(communities.map((one) => [withheldKey(organization, one).pk, one]));
    const items = await getAll(
      table,
      communities.map((one) => withheldKey(organization, one)),
    );
    return new Map(
      items.flatMap(({ pk, at }): [string, string][] => {
        const community = byPk.get(String(pk));
        return community === undefined ? [] : [[community, Instant.parse(at)]];
      }),
    );
  },

  /**
   * Those of the posts that are held back or removed at this moment, as `community/post`: one batch per hundred, eventually
   * consistent. A post of before natural keys were kept is none of them.
   *
   * @throws {Unavailable} where the table keeps leaving keys unprocessed.
   */
  notTold: async (
    organization: string,
    posts: readonly Pick<FeedItem, 'community' | 'post'>[],
  ): Promise<Set<string>> => {
    const keys = posts.map(({ community, post }) => ({ pk: keysPk(organization, community), sk: post }));
    const items = await getAll(table, keys);
    const marked = items.filter((item) => item['heldBack'] === true || item['removed'] === true);
    const places = new Set(marked.map((item) => `${String(item['pk'])}/${String(item['sk'])}`));
    return new Set(
      posts
        .filter((_, i) => places.has(`${keys[i]?.pk}/${keys[i]?.sk}`))
        .map(({ community, post }) => `${community}/${post}`),
    );
  },
});
