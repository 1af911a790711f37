import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Instant } from '../../events/envelope.ts';
import { isConditionFailure, queryAll, type Table } from '../../platform/table.ts';
import { bitsPk, listNumber } from '../credential-items.ts';
import { Standing, type StatusPlace } from '../model.ts';
import { createStatusRegister } from './status-register-store.ts';
import { LIST_BITS, placeAt, StatusList } from './status-spread.ts';

/*
 * Access patterns on the table `credentials` (nothing is ever deleted):
 *
 * | what                                    | pk                | sk             |
 * |-----------------------------------------|-------------------|----------------|
 * | a status list: its counter and spread   | ORG#o#STATUS      | LIST#0001      |
 * | an organization's newest list           | ORG#o#STATUS      | the last LIST# |
 * | the list's two documents as published   | ORG#o#STATUS      | PUBLISHED#0001 |
 * | a bit that is or was set (see store.ts) | ORG#o#STATUS#0001 | INDEX#000123   |
 */
const statusPk = (organization: string): string => `ORG#${organization}#STATUS`;
const listKey = (organization: string, list: number) => ({
  pk: statusPk(organization),
  sk: `LIST#${listNumber(list)}`,
});
const publishedKey = (organization: string, list: number) => ({
  pk: statusPk(organization),
  sk: `PUBLISHED#${listNumber(list)}`,
});

const StoredList = StatusList.strip();

/** A bit as a change of a credential left it, with whose it is and why. */
const Bit = z.object({
  index: z.number().int(),
  credential: z.uuid(),
  standing: Standing,
  at: Instant,
  reason: z.string(),
});
/** @see Bit */
export type StatusBit = z.output<typeof Bit>;

/** The two signed documents of a list, by their purposes, as JSON text. */
const PublishedLists = z.object({
  /** 1 for the first publication, then one more each. */
  version: z.number().int().positive(),
  revocation: z.string().min(2),
  suspension: z.string().min(2),
  /** Until when both are valid; what was published before lists ran out has none. */
  validUntil: Instant.optional(),
});
/** @see PublishedLists */
export type PublishedLists = z.output<typeof PublishedLists>;

/** An organization's status lists: whose places are given away, which bits are set, what was published of them. */
export const createStatusStore = (table: Table) => ({
  ...createStatusRegister(table),

  /** The list whose places are given away now; undefined where the organization has none yet. */
  newest: async (organization: string): Promise<StatusList | undefined> => {
    const { Items } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :list)',
        ExpressionAttributeValues: { ':pk': statusPk(organization), ':list': 'LIST#' },
        ScanIndexForward: false,
        Limit: 1,
        ConsistentRead: true,
      }),
    );
    const [item] = Items ?? [];
    return item && StoredList.parse(item);
  },

  /** Opens a list; the one that is there already stays. */
  open: async (list: StatusList): Promise<void> => {
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: { ...list, ...listKey(list.organization, list.list) },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    } catch (thrown) {
      if (!isConditionFailure(thrown)) throw thrown;
    }
  },

  /**
   * Gives away places of a list, in one write, to nobody else ever again; undefined where it has too few left.
   *
   * @param count - at least 1.
   */
  take: async (list: StatusList, count: number): Promise<StatusPlace[] | undefined> => {
    try {
      const { Attributes } = await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: listKey(list.organization, list.list),
          UpdateExpression: 'SET #next = #next + :count',
          ConditionExpression: '#next <= :most',
          ExpressionAttributeNames: { '#next': 'next' },
          ExpressionAttributeValues: { ':count': count, ':most': LIST_BITS - count },
          ReturnValues: 'ALL_NEW',
        }),
      );
      const first = StoredList.parse(Attributes).next - count;
      return Array.from({ length: count }, (_, i) => placeAt(list, first + i));
    } catch (thrown) {
      if (isConditionFailure(thrown)) return undefined;
      throw thrown;
    }
  },

  /** Every bit of a list that is or was set, by index; consistent with every change made before. */
  bitsOf: async (organization: string, list: number): Promise<StatusBit[]> => {
    const bits: StatusBit[] = [];
    for await (const item of queryAll(table, {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': bitsPk(organization, list) },
      ConsistentRead: true,
    })) {
      bits.push(Bit.parse(item));
    }
    return bits;
  },

  /** What was published of a list last; undefined where nothing was. */
  published: async (organization: string, list: number): Promise<PublishedLists | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({
        TableName: table.name,
        Key: publishedKey(organization, list),
        ConsistentRead: true,
      }),
    );
    return Item && PublishedLists.parse(Item);
  },

  /** Publishes a list in the place of the version before it; false where somebody else did so first. */
  publish: async (organization: string, list: number, published: PublishedLists): Promise<boolean> => {
    const before = published.version - 1;
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: { ...published, organization, list, ...publishedKey(organization, list) },
          ...(before === 0
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'version = :before',
                ExpressionAttributeValues: { ':before': before },
              }),
        }),
      );
      return true;
    } catch (thrown) {
      if (isConditionFailure(thrown)) return false;
      throw thrown;
    }
  },
});

/** @see createStatusStore */
export type StatusStore = ReturnType<typeof createStatusStore>;
