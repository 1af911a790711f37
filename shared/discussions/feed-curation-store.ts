import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { PostKind } from '../events/catalogue.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import { inTurn } from '../platform/in-turn.ts';
import { isConditionFailure, type Table } from '../platform/table.ts';
import { feedPk, heldPk, keysPk, withheldUpdate } from './feed-keys.ts';
import { FeedItem } from './model.ts';
import { LONGEST_WINDOW, placeOf } from './tell-at.ts';

const StoredFeedItem = FeedItem.strip();

/**
 * Since when a post that is held back at an instant may have been withheld from somebody: where it was let go so lately
 * that not every digest has told it since, from the hold before.
 */
const heldSince = ({ heldAt, releasedAt }: FeedItem, at: Date): Date => {
  const isStillNews = releasedAt !== undefined && at.getTime() - Date.parse(releasedAt) < LONGEST_WINDOW;
  return isStillNews && heldAt !== undefined ? new Date(heldAt) : at;
};

/** What a facilitator does with a community's feed, for its digests. */
export const createFeedCuration = (table: Table) => {
  const get = async (pk: string, sk: string): Promise<Record<string, unknown> | undefined> =>
    (
      await table.client.send(
        new GetCommand({ TableName: table.name, Key: { pk, sk }, ConsistentRead: true }),
      )
    ).Item;

  const find = async (organization: string, community: string, post: string) => {
    const keyKey = { pk: keysPk(organization, community), sk: post };
    const key = await get(keyKey.pk, keyKey.sk);
    const kind = PostKind.safeParse(key?.['kind']).data;
    const place = `${String(key?.['tellAt'])}#${post}`;
    const itemKey = kind && { pk: feedPk(organization, community, kind), sk: place };
    const item = itemKey && (await get(itemKey.pk, itemKey.sk));
    if (!key || !itemKey || !item) {
      throw new NotFound('there is no such post in the feed of this community; it may have been removed');
    }
    return {
      keyKey,
      itemKey,
      heldKey: { pk: heldPk(organization, community), sk: post },
      item: StoredFeedItem.parse(item),
    };
  };

  type Found = Awaited<ReturnType<typeof find>>;
  type Write = NonNullable<ConstructorParameters<typeof TransactWriteCommand>[0]['TransactItems']>[number];

  /** Writes what the state that was seen allows: the post is there, told as it was, and not removed meanwhile. */
  const commit = async (
    { keyKey, item }: Found,
    update: { readonly expression: string; readonly values?: Record<string, unknown> },
    writes: readonly Write[],
  ): Promise<void> => {
    const key = {
      Update: {
        TableName: table.name,
        Key: keyKey,
        UpdateExpression: update.expression,
        ConditionExpression: 'tellAt = :seen AND attribute_not_exists(removed)',
        ExpressionAttributeValues: { ':seen': item.tellAt, ...update.values },
      },
    };
    try {
      // Something else of the community may be withheld at this very moment.
      await inTurn(() => table.client.send(new TransactWriteCommand({ TransactItems: [key, ...writes] })));
    } catch (cause) {
      if (!isConditionFailure(cause)) throw cause;
      throw new Conflict(
        'the post was changed or removed by somebody else in the meantime; look at the page again',
        { cause },
      );
    }
  };

  const mark = ({ itemKey }: Found, expression: string, values?: Record<string, unknown>): Write => ({
    Update: {
      TableName: table.name,
      Key: itemKey,
      UpdateExpression: expression,
      ConditionExpression: 'attribute_exists(pk)',
      ...(values && { ExpressionAttributeValues: values }),
    },
  });
  const SET_PINNED = { expression: 'SET pinned = :true', values: { ':true': true } };

  return {
    /**
     * Keeps a post out of every digest until it is released, and with a topic all that is said in it. One that is held
     * back stays so; nothing is written then.
     *
     * @throws {NotFound} where the community has no such post, or it was kept before posts had natural keys.
     * @throws {Conflict} where it was changed at the same time.
     */
    hold: async (organization: string, community: string, post: string, at: Date): Promise<void> => {
      const found = await find(organization, community, post);
      if (found.item.heldBack) return;
      const heldAt = heldSince(found.item, at).toISOString();
      const expression = 'SET heldBack = :true, heldAt = :heldAt';
      const values = { ':true': true, ':heldAt': heldAt };
      await commit(found, { expression, values }, [
        mark(found, expression, values),
        { Put: { TableName: table.name, Item: { ...found.item, heldBack: true, heldAt, ...found.heldKey } } },
        { Update: { TableName: table.name, ...withheldUpdate(organization, community, at) } },
      ]);
    },

    /**
     * Lets a post that was held back be told, as news of `at`: whenever it was written, each digest that is due from
     * then on tells it once, but not to who had read it. One that is not held back stays as it is.
     *
     * @throws {NotFound} where the community has no such post.
     * @throws {Conflict} where it was changed at the same time.
     */
    release: async (organization: string, community: string, post: string, at: Date): Promise<void> => {
      const found = await find(organization, community, post);
      const { heldBack, ...item } = found.item;
      if (!heldBack) return;
      const place = placeOf({ ...item, tellAt: at.toISOString() });
      const moved = place > found.itemKey.sk;
      const tellAt = moved ? at.toISOString() : item.tellAt;
      await commit(found, { expression: 'SET tellAt = :at REMOVE heldBack', values: { ':at': tellAt } }, [
        { Delete: { TableName: table.name, Key: found.heldKey } },
        ...(moved
          ? [
              { Delete: { TableName: table.name, Key: found.itemKey } },
              {
                Put: {
                  TableName: table.name,
                  Item: { ...item, tellAt, releasedAt: tellAt, pk: found.itemKey.pk, sk: place },
                },
              },
            ]
          : // It is told later than now in any case: its own clock is ahead of this one.
            [mark(found, 'REMOVE heldBack')]),
      ]);
    },

    /**
     * Puts a post before others in the digest that tells it.
     *
     * @throws {NotFound} where the community has no such post.
     * @throws {Conflict} where it was changed at the same time.
     */
    pin: async (organization: string, community: string, post: string): Promise<void> => {
      const found = await find(organization, community, post);
      await commit(found, SET_PINNED, [mark(found, SET_PINNED.expression, SET_PINNED.values)]);
    },

    /**
     * Takes a pin away.
     *
     * @throws {NotFound} where the community has no such post.
     * @throws {Conflict} where it was changed at the same time.
     */
    unpin: async (organization: string, community: string, post: string): Promise<void> => {
      const found = await find(organization, community, post);
      await commit(found, { expression: 'REMOVE pinned' }, [mark(found, 'REMOVE pinned')]);
    },
  };
};
