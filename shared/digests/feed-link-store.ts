import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';
import { Conflict } from '../platform/errors.ts';
import { newToken, sha256Hex } from '../platform/ids.ts';
import { isConditionFailure, type Table } from '../platform/table.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                          | pk                       | sk        |
 * |-------------------------------|--------------------------|-----------|
 * | a member's private feed       | ORG#o#MEMBER#m           | FEED-LINK |
 * | whose private feed a token is | FEED-LINK#sha256(token)  | FEED-LINK |
 */
const SK = 'FEED-LINK';
const memberKey = (organization: string, member: string) => ({
  pk: `ORG#${organization}#MEMBER#${member}`,
  sk: SK,
});
/** The token itself is in no key. */
const tokenKey = (token: string) => ({ pk: `FEED-LINK#${sha256Hex(token)}`, sk: SK });

/** Whose a private feed is, and since when it has its address. */
const FeedLink = z.object({ organization: Identifier, member: Identifier, createdAt: Instant });
const OwnFeedLink = FeedLink.extend({ token: z.string().min(20).max(64) });
/** @see FeedLink */
export type FeedLink = z.output<typeof FeedLink>;

/** The capabilities that open members' private feeds: one of each member at most. */
export const createFeedLinksStore = (table: Table, tokens: () => string = newToken) => {
  const get = async (key: { readonly pk: string; readonly sk: string }) => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }),
    );
    return Item;
  };
  const own = async (organization: string, member: string) => {
    const item = await get(memberKey(organization, member));
    return item && OwnFeedLink.parse(item);
  };

  /** Puts a link in the place of the present one, or of none; nothing where `next` is undefined. */
  const replace = async (
    organization: string,
    member: string,
    next: z.output<typeof OwnFeedLink> | undefined,
  ): Promise<void> => {
    const present = await own(organization, member);
    const TableName = table.name;
    const unchanged = present
      ? { ConditionExpression: '#token = :present', ExpressionAttributeValues: { ':present': present.token } }
      : { ConditionExpression: 'attribute_not_exists(#token)' };
    const condition = { ...unchanged, ExpressionAttributeNames: { '#token': 'token' } };
    const Key = memberKey(organization, member);
    const writes = next
      ? [
          { Put: { TableName, Item: { ...next, ...Key }, ...condition } },
          {
            Put: {
              TableName,
              Item: { ...tokenKey(next.token), organization, member, createdAt: next.createdAt },
            },
          },
        ]
      : [{ Delete: { TableName, Key, ...condition } }];
    const gone = present ? [{ Delete: { TableName, Key: tokenKey(present.token) } }] : [];
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems: [...writes, ...gone] }));
    } catch (cause) {
      if (!isConditionFailure(cause)) throw cause;
      throw new Conflict(
        'the address of your feed was changed somewhere else in the meantime; open your settings again to see it',
        { cause },
      );
    }
  };

  return {
    /** The token of a member's feed, or undefined where they have none. One read. */
    tokenOf: async (organization: string, member: string): Promise<string | undefined> =>
      (await own(organization, member))?.token,
    /** Whose feed a token opens, or undefined where it opens none (any more). One read. */
    find: async (token: string): Promise<FeedLink | undefined> => {
      const item = await get(tokenKey(token));
      return item && FeedLink.parse(item);
    },
    /**
     * Makes a member's feed an address, and ends the one it had.
     *
     * @throws {Conflict} where somebody else did so at the same time.
     */
    renew: async (organization: string, member: string, now: Date): Promise<void> => {
      const createdAt = now.toISOString();
      await replace(organization, member, { organization, member, createdAt, token: tokens() });
    },
    /**
     * Ends a member's feed; nothing opens it any more.
     *
     * @throws {Conflict} where somebody else renewed it at the same time.
     */
    end: (organization: string, member: string): Promise<void> => replace(organization, member, undefined),
  };
};

/** @see createFeedLinksStore */
export type FeedLinksStore = ReturnType<typeof createFeedLinksStore>;
