import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { PostKind } from '../events/catalogue.ts';
import { Instant } from '../events/envelope.ts';
import type { Table } from '../platform/table.ts';
import { feedPk, keysPk } from './feed-keys.ts';
import { FeedItem } from './model.ts';

const StoredFeedItem = FeedItem.strip();

/** A post's natural key, as far as it says where the post stands. */
const Key = z.object({
  kind: PostKind.optional(),
  tellAt: Instant.optional(),
  removed: z.literal(true).optional(),
});

/** Finds single posts of the feed by their natural key; the keys stand in `feed-keys.ts`. */
export const createPostFinder = (table: Table) => {
  const get = async (pk: string, sk: string): Promise<Record<string, unknown> | undefined> =>
    (
      await table.client.send(
        new GetCommand({ TableName: table.name, Key: { pk, sk }, ConsistentRead: true }),
      )
    ).Item;

  return {
    /**
     * A post as it is told now, whether or not it is held back; `removed` where it was taken out for good, undefined
     * where the feed does not know it (yet). Two consistent reads.
     */
    findPost: async (
      organization: string,
      community: string,
      post: string,
    ): Promise<FeedItem | 'removed' | undefined> => {
      const found = await get(keysPk(organization, community), post);
      if (!found) return undefined;
      const { kind, tellAt, removed } = Key.parse(found);
      if (removed || !kind || !tellAt) return 'removed';
      const item = await get(feedPk(organization, community, kind), `${tellAt}#${post}`);
      return item && StoredFeedItem.parse(item);
    },
  };
};

/** @see createPostFinder */
export type PostFinder = ReturnType<typeof createPostFinder>;
