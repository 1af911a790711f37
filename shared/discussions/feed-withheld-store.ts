import * as z from 'zod';
import { Instant } from '../events/envelope.ts';
import { getAll } from '../platform/batches.ts';
import { queryAll, type Table } from '../platform/table.ts';
import { heldPk, withheldKey } from './feed-keys.ts';
import { FeedItem } from './model.ts';

const StoredFeedItem = FeedItem.strip();

const StoredWithheld = z.object({ at: Instant, changes: z.number().int().positive() });

/** What was last withheld in a community: when, and how many were by then. */
export type Withheld = z.output<typeof StoredWithheld>;

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
   * What was last held back or removed, of those of the communities where anything ever was: one batch, eventually
   * consistent.
   *
   * @throws {Unavailable} where the table keeps leaving keys unprocessed.
   */
  lastWithheld: async (
    organization: string,
    communities: readonly string[],
  ): Promise<Map<string, Withheld>> => {
    const byPk = new Map(communities.map((one) => [withheldKey(organization, one).pk, one]));
    const items = await getAll(
      table,
      communities.map((one) => withheldKey(organization, one)),
    );
    return new Map(
      items.flatMap(({ pk, ...item }): [string, Withheld][] => {
        const community = byPk.get(String(pk));
        return community === undefined ? [] : [[community, StoredWithheld.parse(item)]];
      }),
    );
  },
});
