import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Engine, tableNamed } from '../engine.ts';

/** What DynamoDB would charge, by the rules of its developer guide. */
export const describeCapacity = (engine: Engine): void => {
  const client = clientOf(engine);
  const TableName = 'capacity';
  const usage = { TableName, ReturnConsumedCapacity: 'INDEXES' } as const;
  const item = (sk: string, bytes: number, more: Record<string, string> = {}) => {
    const base: Record<string, string> = { pk: 'p', sk, ...more };
    const used = Object.entries(base).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
    return { ...base, x: 'x'.repeat(Math.max(0, bytes - used - 1)) };
  };
  const parts = (consumed: unknown) => {
    const { CapacityUnits, Table, GlobalSecondaryIndexes } = consumed as {
      CapacityUnits: number;
      Table?: { CapacityUnits: number };
      GlobalSecondaryIndexes?: Record<string, { CapacityUnits: number }>;
    };
    return [CapacityUnits, Table?.CapacityUnits, GlobalSecondaryIndexes?.['lookup']?.CapacityUnits];
  };
  const put = async (Item: Record<string, unknown>) =>
    parts((await client.send(new PutCommand({ ...usage, Item }))).ConsumedCapacity);

  beforeAll(async () => {
    await client.send(new CreateTableCommand(tableNamed(TableName)));
  });

  describe('capacity', () => {
    it('says nothing unless asked, and only the total where that is asked', async () => {
      expect(
        (await client.send(new PutCommand({ TableName, Item: item('0', 10) }))).ConsumedCapacity,
      ).toBeUndefined();
      expect(
        (
          await client.send(
            new PutCommand({ TableName, Item: item('0', 10), ReturnConsumedCapacity: 'TOTAL' }),
          )
        ).ConsumedCapacity,
      ).toEqual({ TableName, CapacityUnits: 1 });
    });

    it('charges a write by begun kilobytes of the larger of before and after', async () => {
      expect(await put(item('w', 1024))).toEqual([1, 1, undefined]);
      expect(await put(item('w', 1025))).toEqual([2, 2, undefined]);
      expect(await put(item('w', 100))).toEqual([2, 2, undefined]);
      const { ConsumedCapacity } = await client.send(
        new UpdateCommand({
          ...usage,
          Key: { pk: 'p', sk: 'w' },
          UpdateExpression: 'SET more = :more',
          ExpressionAttributeValues: { ':more': 'x'.repeat(3000) },
        }),
      );
      expect(parts(ConsumedCapacity)).toEqual([4, 4, undefined]);
      const gone = await client.send(new DeleteCommand({ ...usage, Key: { pk: 'p', sk: 'w' } }));
      expect(parts(gone.ConsumedCapacity)).toEqual([4, 4, undefined]);
    });

    it('charges an index for what changes in it: made, changed, moved, left alone, removed', async () => {
      const at = (lookupSk: string, more = {}) => item('i', 500, { lookupPk: 'L', lookupSk, ...more });
      expect(await put(at('1'))).toEqual([2, 1, 1]);
      expect(await put(at('1', { other: 'changed' }))).toEqual([2, 1, 1]);
      expect(await put(at('2', { other: 'changed' }))).toEqual([3, 1, 2]);
      expect(await put(at('2', { other: 'changed' }))).toEqual([1, 1, undefined]);
      const gone = await client.send(new DeleteCommand({ ...usage, Key: { pk: 'p', sk: 'i' } }));
      expect(parts(gone.ConsumedCapacity)).toEqual([2, 1, 1]);
    });

    it('charges a read by begun 4 KB, half where it may be stale, and something for nothing', async () => {
      await put(item('r', 5000));
      const get = async (sk: string, ConsistentRead: boolean) =>
        (await client.send(new GetCommand({ ...usage, Key: { pk: 'p', sk }, ConsistentRead })))
          .ConsumedCapacity?.CapacityUnits;
      expect(await get('r', true)).toBe(2);
      expect(await get('r', false)).toBe(1);
      expect(await get('nobody', true)).toBe(1);
      expect(await get('nobody', false)).toBe(0.5);
    });

    it('charges a query for the sum of what it read, filtered or not', async () => {
      for (const sk of ['1', '2', '3']) await put({ ...item(sk, 3000), pk: 'q' });
      const { ConsumedCapacity, Count } = await client.send(
        new QueryCommand({
          ...usage,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :p',
          FilterExpression: 'sk2 = :p',
          ExpressionAttributeValues: { ':p': 'q' },
        }),
      );
      expect(Count).toBe(0);
      expect(ConsumedCapacity?.CapacityUnits).toBe(3);
    });

    it('charges a batch for its parts, and a transaction twice', async () => {
      const batch = await client.send(
        new BatchWriteCommand({
          ReturnConsumedCapacity: 'TOTAL',
          RequestItems: {
            [TableName]: [
              { PutRequest: { Item: item('b1', 1500) } },
              { PutRequest: { Item: item('b2', 100, { lookupPk: 'B', lookupSk: '1' }) } },
            ],
          },
        }),
      );
      expect(batch.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 4 }]);
      const written = await client.send(
        new TransactWriteCommand({
          ReturnConsumedCapacity: 'TOTAL',
          TransactItems: [
            { Put: { TableName, Item: item('t1', 1500) } },
            { Put: { TableName, Item: item('t2', 100) } },
          ],
        }),
      );
      expect(written.ConsumedCapacity).toMatchObject([{ TableName, CapacityUnits: 6 }]);
      const read = await client.send(
        new TransactGetCommand({
          ReturnConsumedCapacity: 'TOTAL',
          TransactItems: [
            { Get: { TableName, Key: { pk: 'p', sk: 't1' } } },
            { Get: { TableName, Key: { pk: 'p', sk: 'r' } } },
          ],
        }),
      );
      expect(read.ConsumedCapacity).toMatchObject([{ TableName, CapacityUnits: 6 }]);
    });
  });
};
