import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { memberPk } from '../members/member-items.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import { isConditionFailure, LOOKUP_INDEX, type Table } from '../platform/table.ts';
import { afterLifting, MailLifting, MailStanding } from './standing.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                                   | pk             | sk                | lookupPk / lookupSk              |
 * |----------------------------------------|----------------|-------------------|----------------------------------|
 * | how a member's address stands          | ORG#o#MEMBER#m | MAIL-STANDING     | ORG#o#MAIL-SUPPRESSED / since#m  |
 * | that staff lifted a suppression (audit)| ORG#o#MEMBER#m | MAIL-LIFTED#at    |                                  |
 * | whose mail is stopped or paused        |                |                   | ORG#o#MAIL-SUPPRESSED, newest first |
 *
 * A standing is in the index while it is stopped or paused, and stays there after a pause has run out, until it changes.
 */

const StoredStanding = MailStanding.strip();

const LIFTED_PREFIX = 'MAIL-LIFTED#';

/** The key of a member's standing. */
const standingKey = (organization: string, member: string) => ({
  pk: memberPk(organization, member),
  sk: 'MAIL-STANDING',
});

/**
 * A put of a standing over the one it was decided from, for a transaction or by itself.
 *
 * @param event - rides on the item and is published from there; the one before is left where there is none.
 */
export const putStanding = (table: Table, standing: MailStanding, event?: object) => {
  const { organization, member, stopped, paused, revision } = standing;
  const since = (stopped ?? paused)?.since;
  return {
    TableName: table.name,
    Item: {
      ...standing,
      ...standingKey(organization, member),
      ...(since !== undefined && {
        lookupPk: `ORG#${organization}#MAIL-SUPPRESSED`,
        lookupSk: `${since}#${member}`,
      }),
      ...(event && { event }),
    },
    ...(revision === 1
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'revision = :seen',
          ExpressionAttributeValues: { ':seen': revision - 1 },
        }),
  };
};

/** How members' addresses stand with the mail of their organization, in the table `community`. */
export const createMailStandingsStore = (table: Table) => {
  const get = async (organization: string, member: string): Promise<MailStanding | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({
        TableName: table.name,
        Key: standingKey(organization, member),
        ConsistentRead: true,
      }),
    );
    return Item && StoredStanding.parse(Item);
  };

  return {
    /** A member's standing as it is now (one consistent read), or undefined where nothing ever came back. */
    get,

    /**
     * The standings of an organization that are stopped or were paused, newest first, at most `limit`.
     *
     * @param before - the `next` of the page before.
     */
    listSuppressed: async (
      organization: string,
      { limit, before }: { readonly limit: number; readonly before?: string | undefined },
    ): Promise<{ readonly standings: readonly MailStanding[]; readonly next: string | undefined }> => {
      const { Items = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: LOOKUP_INDEX,
          KeyConditionExpression:
            before === undefined ? 'lookupPk = :pk' : 'lookupPk = :pk AND lookupSk < :before',
          ExpressionAttributeValues: {
            ':pk': `ORG#${organization}#MAIL-SUPPRESSED`,
            ...(before !== undefined && { ':before': before }),
          },
          ScanIndexForward: false,
          // One more than a page, to know whether there is another.
          Limit: limit + 1,
        }),
      );
      const page = Items.slice(0, limit);
      return {
        standings: page.map((item) => StoredStanding.parse(item)),
        next: Items.length > limit ? String(page.at(-1)?.['lookupSk']) : undefined,
      };
    },

    /**
     * Lets mail go to a member's address again, and writes down who decided that and why, in one transaction.
     *
     * @throws {NotFound} where nothing is known of the member's address.
     * @throws {Conflict} where the standing changed at the same time.
     */
    lift: async (lifting: MailLifting): Promise<void> => {
      const { organization, member, at } = lifting;
      const standing = await get(organization, member);
      if (!standing) throw new NotFound('Nothing keeps mail from this member.');
      try {
        await table.client.send(
          new TransactWriteCommand({
            TransactItems: [
              { Put: putStanding(table, afterLifting(standing, new Date(at))) },
              {
                Put: {
                  TableName: table.name,
                  Item: { ...lifting, pk: memberPk(organization, member), sk: `${LIFTED_PREFIX}${at}` },
                },
              },
            ],
          }),
        );
      } catch (cause) {
        if (!isConditionFailure(cause)) throw cause;
        throw new Conflict(
          'More came back from this address just now. Load the page again and decide anew.',
          {
            cause,
          },
        );
      }
    },

    /** Writes a standing over the one it was decided from. @throws {Conflict} where that has changed. */
    put: async (standing: MailStanding): Promise<void> => {
      try {
        await table.client.send(new PutCommand(putStanding(table, standing)));
      } catch (cause) {
        if (!isConditionFailure(cause)) throw cause;
        throw new Conflict('The standing of an address was changed by somebody else.', { cause });
      }
    },

    /** The times that staff lifted a member's suppression, oldest first, at most 100. */
    listLiftings: async (organization: string, member: string): Promise<MailLifting[]> => {
      const { Items = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': memberPk(organization, member), ':prefix': LIFTED_PREFIX },
          Limit: 100,
        }),
      );
      return Items.map((item) => MailLifting.strip().parse(item));
    },
  };
};

/** @see createMailStandingsStore */
export type MailStandingsStore = ReturnType<typeof createMailStandingsStore>;
