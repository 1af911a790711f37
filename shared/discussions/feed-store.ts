import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { PostKind } from '../events/catalogue.ts';
import { Instant } from '../events/envelope.ts';
import { Unavailable } from '../platform/errors.ts';
import { inTurn } from '../platform/in-turn.ts';
import { isConditionFailure, type Table } from '../platform/table.ts';
import type { Removal } from './feed-change.ts';
import { createFeedCuration } from './feed-curation-store.ts';
import { feedPk, headsPk, heldPk, instant, keysPk, newsPk, withheldUpdate } from './feed-keys.ts';
import { createFeedReads } from './feed-reads-store.ts';
import { createFeedWithheld } from './feed-withheld-store.ts';
import type { FeedItem } from './model.ts';
import type { NewsItem } from './news.ts';
import { placeOf } from './tell-at.ts';

/** Where a post that was kept stands, from its natural key. */
const Stood = z.object({ kind: PostKind, tellAt: Instant });

/** What a feed knows after something was told to it: it is new, or was known (or removed) before. */
export type Told = 'added' | 'known';

/**
 * The feed: one item per post and piece of news, whether it was written here or reported by another system. Keys and
 * cost stand in `feed-keys.ts`.
 */
export const createFeedStore = (table: Table) => {
  /** Writes an item and its natural key, both or neither. */
  const putOnce = async (key: Record<string, unknown>, item: Record<string, unknown>): Promise<Told> => {
    const put = (Item: Record<string, unknown>) => ({
      Put: { TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(pk)' },
    });
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems: [put(key), put(item)] }));
      return 'added';
    } catch (cause) {
      if (isConditionFailure(cause)) return 'known';
      if (!(cause instanceof TransactionCanceledException)) throw cause;
      throw new Unavailable('the same post is being written by somebody else; try again later', { cause });
    }
  };

  /** True where the post was kept before natural keys were: it stands at the time it was posted. */
  const wasKept = async ({ organization, community, kind, post, postedAt }: FeedItem): Promise<boolean> => {
    const Key = {
      pk: feedPk(organization, community, kind),
      sk: placeOf({ post, postedAt }),
    };
    return (await table.client.send(new GetCommand({ TableName: table.name, Key }))).Item !== undefined;
  };

  return {
    ...createFeedReads(table),
    ...createFeedCuration(table),
    ...createFeedWithheld(table),

    /**
     * Adds a post by its natural key; one that is known stays as it was first told, and one that was removed stays
     * removed.
     *
     * @throws {Unavailable} where the same post is being written at the same moment.
     */
    add: async (item: FeedItem): Promise<Told> => {
      const { organization, community, kind, post } = item;
      const postedAt = instant(item.postedAt);
      const stored = { ...item, postedAt, tellAt: instant(item.tellAt ?? postedAt) };
      if (stored.tellAt !== postedAt && (await wasKept(stored))) return 'known';
      return putOnce(
        {
          pk: keysPk(organization, community),
          sk: post,
          // A topic's key is read for what its replies belong to, so it holds the whole of it.
          ...(kind === 'topic' ? stored : { kind, tellAt: stored.tellAt }),
        },
        { pk: feedPk(organization, community, kind), sk: placeOf(stored), ...stored },
      );
    },

    /**
     * Adds news by its natural key; what is known stays as it was first told.
     *
     * @throws {Unavailable} where the same is being written at the same moment.
     */
    addNews: async (item: NewsItem): Promise<Told> => {
      const { organization, community, kind, id, tellAt } = item;
      return putOnce(
        { pk: keysPk(organization, community), sk: `${kind}#${id}`, tellAt },
        { pk: newsPk(organization, community), sk: `${instant(tellAt)}#${kind}#${id}`, ...item },
      );
    },

    /**
     * Takes a post out for good; its natural key stays without a word of the text, so that an event that tells of the
     * post, late or again, does not bring it back. May come before the post, and may come again.
     */
    remove: async ({ organization, community, post, kind, postedAt }: Removal, at: Date): Promise<void> => {
      const { Attributes: known } = await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: { pk: keysPk(organization, community), sk: post },
          UpdateExpression:
            'SET removed = :removed, kind = if_not_exists(kind, :kind) REMOVE title, excerpt, link, mentions, #member, heldBack, heldAt, pinned',
          ExpressionAttributeNames: { '#member': 'member' },
          ExpressionAttributeValues: { ':removed': true, ':kind': kind },
          ReturnValues: 'ALL_NEW',
        }),
      );
      const stood = Stood.safeParse(known).data;
      const keys = [
        { pk: heldPk(organization, community), sk: post },
        // As it was kept before natural keys were.
        { pk: feedPk(organization, community, kind), sk: placeOf({ post, postedAt }) },
        ...(kind === 'topic' ? [{ pk: headsPk(organization, community), sk: post }] : []),
        ...(stood
          ? [{ pk: feedPk(organization, community, stood.kind), sk: `${stood.tellAt}#${post}` }]
          : []),
      ];
      await Promise.all(
        keys.map((Key) => table.client.send(new DeleteCommand({ TableName: table.name, Key }))),
      );
      // At last: what is read because of it must find the post gone. Others are withheld side by side.
      await inTurn(() =>
        table.client.send(
          new UpdateCommand({ TableName: table.name, ...withheldUpdate(organization, community, at) }),
        ),
      );
    },
  };
};

/** @see createFeedStore */
export type FeedStore = ReturnType<typeof createFeedStore>;
