import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  ListTablesCommand,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Engine, tableNamed } from '../engine.ts';

/** One item at a time, and several: what is written is read, and what a condition forbids is not written. */
export const describeItems = (engine: Engine): void => {
  const client = clientOf(engine);
  const TableName = 'items';

  beforeAll(async () => {
    await client.send(new CreateTableCommand(tableNamed(TableName)));
  });

  describe('tables', () => {
    it('describes and lists a table, and refuses it twice', async () => {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      expect(Table).toMatchObject({
        TableName,
        TableStatus: 'ACTIVE',
        KeySchema: tableNamed(TableName).KeySchema,
      });
      expect((await client.send(new ListTablesCommand({}))).TableNames).toContain(TableName);
      await expect(client.send(new CreateTableCommand(tableNamed(TableName)))).rejects.toMatchObject({
        name: 'ResourceInUseException',
      });
    });

    it('forgets a table that is deleted, with all that was in it', async () => {
      const gone = 'short-lived';
      await client.send(new CreateTableCommand(tableNamed(gone)));
      await client.send(new PutCommand({ TableName: gone, Item: { pk: 'a', sk: '1' } }));
      await client.send(new DeleteTableCommand({ TableName: gone }));
      await expect(
        client.send(new GetCommand({ TableName: gone, Key: { pk: 'a', sk: '1' } })),
      ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
      await client.send(new CreateTableCommand(tableNamed(gone)));
      const { Item } = await client.send(new GetCommand({ TableName: gone, Key: { pk: 'a', sk: '1' } }));
      expect(Item).toBeUndefined();
    });
  });

  describe('single items', () => {
    it('gives back every type as it was put', async () => {
      const item = {
        pk: 'types',
        sk: '1',
        text: 'Grüße, 世界 🌍',
        blank: '',
        number: 12.5,
        yes: true,
        nothing: null,
        bytes: new Uint8Array([0, 255, 128]),
        words: new Set(['a', 'b']),
        numbers: new Set([1, 2.5]),
        hashes: new Set([new Uint8Array([255, 254]), new Uint8Array([1])]),
        things: [1, 'two', { three: 3 }],
        nested: { deep: { er: [] } },
      };
      await client.send(new PutCommand({ TableName, Item: item }));
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: { pk: 'types', sk: '1' }, ConsistentRead: true }),
      );
      expect(Item).toEqual(item);
    });

    it('shows what an item was, where asked', async () => {
      const Key = { pk: 'returns', sk: '1' };
      const first = await client.send(
        new PutCommand({ TableName, Item: { ...Key, v: 1 }, ReturnValues: 'ALL_OLD' }),
      );
      expect(first.Attributes).toBeUndefined();
      const second = await client.send(
        new PutCommand({ TableName, Item: { ...Key, v: 2 }, ReturnValues: 'ALL_OLD' }),
      );
      expect(second.Attributes).toEqual({ ...Key, v: 1 });
      const updated = await client.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: 'SET v = :three, w = :four',
          ExpressionAttributeValues: { ':three': 3, ':four': 4 },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      expect(updated.Attributes).toEqual({ v: 3, w: 4 });
      const gone = await client.send(new DeleteCommand({ TableName, Key, ReturnValues: 'ALL_OLD' }));
      expect(gone.Attributes).toEqual({ ...Key, v: 3, w: 4 });
      expect((await client.send(new GetCommand({ TableName, Key }))).Item).toBeUndefined();
    });

    it('reads only what a projection names', async () => {
      const Key = { pk: 'projection', sk: '1' };
      await client.send(
        new PutCommand({ TableName, Item: { ...Key, a: { b: 1, c: 2 }, things: [1, 2, 3], d: 4 } }),
      );
      const { Item } = await client.send(
        new GetCommand({ TableName, Key, ProjectionExpression: 'a.b, things[1]' }),
      );
      expect(Item).toEqual({ a: { b: 1 }, things: [2] });
    });

    it('refuses a key that is not the table’s, and an item above 400 KB', async () => {
      await expect(
        client.send(new PutCommand({ TableName, Item: { pk: 'no sort key' } })),
      ).rejects.toMatchObject({ name: 'ValidationException' });
      await expect(
        client.send(new GetCommand({ TableName, Key: { pk: 'no sort key' } })),
      ).rejects.toMatchObject({ name: 'ValidationException' });
      await expect(
        client.send(new PutCommand({ TableName, Item: { pk: 'a', sk: 'b', big: 'x'.repeat(410_000) } })),
      ).rejects.toMatchObject({ name: 'ValidationException' });
    });

    it('counts the size of an item in UTF-8 bytes', async () => {
      const Item = { pk: 'large', sk: 'b', big: '界'.repeat(140_000) };
      await expect(client.send(new PutCommand({ TableName, Item }))).rejects.toMatchObject({
        name: 'ValidationException',
      });
    });
  });

  describe('batches', () => {
    it('writes 25 items in one call and reads them back, deleting others', async () => {
      const items = Array.from({ length: 25 }, (_, i) => ({ pk: 'batch', sk: String(i), i }));
      await client.send(
        new BatchWriteCommand({
          RequestItems: { [TableName]: items.map((Item) => ({ PutRequest: { Item } })) },
        }),
      );
      await client.send(
        new BatchWriteCommand({
          RequestItems: { [TableName]: [{ DeleteRequest: { Key: { pk: 'batch', sk: '3' } } }] },
        }),
      );
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetCommand({
          RequestItems: { [TableName]: { Keys: items.map(({ pk, sk }) => ({ pk, sk })) } },
        }),
      );
      const found = (Responses?.[TableName] ?? []).map(({ i }) => Number(i)).sort((a, b) => a - b);
      expect(found).toEqual(items.map(({ i }) => i).filter((i) => i !== 3));
      expect(UnprocessedKeys).toEqual({});
    });

    it('refuses the same item twice and more than 25', async () => {
      const put = (sk: string) => ({ PutRequest: { Item: { pk: 'batch-refused', sk } } });
      const many = Array.from({ length: 26 }, (_, i) => put(String(i)));
      for (const requests of [[put('1'), put('1')], many]) {
        await expect(
          client.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } })),
        ).rejects.toMatchObject({ name: 'ValidationException' });
      }
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: { pk: 'batch-refused', sk: '1' } }),
      );
      expect(Item).toBeUndefined();
    });
  });
};
