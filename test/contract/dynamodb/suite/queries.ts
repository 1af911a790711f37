import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
} from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Engine, tableNamed } from '../engine.ts';

/** Reads of ranges, of the table and of its index. */
export const describeQueries = (engine: Engine): void => {
  const client = clientOf(engine);
  const TableName = 'queries';
  // Text order is the order of UTF-8 bytes: digits, then small letters, then everything beyond ASCII.
  const sorts = ['1', '10', '11', '2', 'a', 'ab', 'b', 'é', '世'];

  beforeAll(async () => {
    await client.send(new CreateTableCommand(tableNamed(TableName)));
    const items = sorts.map((sk, i) => ({
      pk: 'p',
      sk,
      i,
      even: i % 2 === 0,
      ...(i < 6 && { lookupPk: 'L', lookupSk: String(9 - i) }),
    }));
    await client.send(
      new BatchWriteCommand({
        RequestItems: {
          [TableName]: [...items, { pk: 'pp', sk: '1' }, { pk: 'q', sk: '1' }].map((Item) => ({
            PutRequest: { Item },
          })),
        },
      }),
    );
  });

  const find = async (input: Omit<QueryCommandInput, 'TableName'>) => {
    const { Items = [] } = await client.send(new QueryCommand({ TableName, ...input }));
    return Items.map(({ sk }) => String(sk));
  };
  const where = (
    condition: string,
    values: Record<string, unknown> = {},
    more: Partial<QueryCommandInput> = {},
  ) =>
    find({
      KeyConditionExpression: `pk = :p${condition && ` AND ${condition}`}`,
      ExpressionAttributeValues: { ':p': 'p', ...values },
      ...more,
    });

  describe('queries', () => {
    it('gives a partition in order, and in reverse', async () => {
      expect(await where('')).toEqual(sorts);
      expect(await where('', {}, { ScanIndexForward: false })).toEqual(sorts.toReversed());
    });

    it.each([
      ['sk = :a', { ':a': '10' }, ['10']],
      ['sk < :a', { ':a': '11' }, ['1', '10']],
      ['sk <= :a', { ':a': '11' }, ['1', '10', '11']],
      ['sk > :a', { ':a': 'ab' }, ['b', 'é', '世']],
      ['sk >= :a', { ':a': 'ab' }, ['ab', 'b', 'é', '世']],
      ['sk BETWEEN :a AND :b', { ':a': '10', ':b': 'a' }, ['10', '11', '2', 'a']],
      ['begins_with(sk, :a)', { ':a': '1' }, ['1', '10', '11']],
      ['begins_with(sk, :a)', { ':a': 'a' }, ['a', 'ab']],
    ])('%s with %o', async (condition, values, expected) => {
      expect(await where(condition, values)).toEqual(expected);
    });

    it('filters after reading, and counts both', async () => {
      const result = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :p',
          FilterExpression: 'even = :yes',
          ExpressionAttributeValues: { ':p': 'p', ':yes': true },
        }),
      );
      expect(result).toMatchObject({ Count: 5, ScannedCount: 9 });
    });

    it.each([{}, { ScanIndexForward: false }, { IndexName: 'lookup' }])(
      'gives every item once, page by page %o',
      async (more) => {
        const index = 'IndexName' in more;
        const seen: string[] = [];
        let start: QueryCommandInput['ExclusiveStartKey'];
        do {
          const page = await client.send(
            new QueryCommand({
              TableName,
              KeyConditionExpression: index ? 'lookupPk = :p' : 'pk = :p',
              ExpressionAttributeValues: { ':p': index ? 'L' : 'p' },
              Limit: 2,
              ...(start && { ExclusiveStartKey: start }),
              ...more,
            }),
          );
          expect(page.Items?.length).toBeLessThanOrEqual(2);
          seen.push(...(page.Items ?? []).map(({ sk }) => String(sk)));
          start = page.LastEvaluatedKey;
        } while (start);
        const expected = index
          ? sorts.slice(0, 6).toReversed()
          : 'ScanIndexForward' in more
            ? sorts.toReversed()
            : sorts;
        expect(seen).toEqual(expected);
      },
    );

    it('breaks a page at 1 MB', async () => {
      const big = 'x'.repeat(300_000);
      for (let i = 0; i < 5; i++) {
        await client.send(new PutCommand({ TableName, Item: { pk: 'big', sk: String(i), big } }));
      }
      const first = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :p',
          ExpressionAttributeValues: { ':p': 'big' },
        }),
      );
      expect(first.Items).toHaveLength(4);
      expect(first.LastEvaluatedKey).toEqual({ pk: 'big', sk: '3' });
    });

    it('answers an index by its own keys, and only with items that have them', async () => {
      expect(
        await find({
          IndexName: 'lookup',
          KeyConditionExpression: 'lookupPk = :l AND lookupSk >= :s',
          ExpressionAttributeValues: { ':l': 'L', ':s': '7' },
        }),
      ).toEqual(['11', '10', '1']);
      await expect(
        find({
          IndexName: 'lookup',
          ConsistentRead: true,
          KeyConditionExpression: 'lookupPk = :l',
          ExpressionAttributeValues: { ':l': 'L' },
        }),
      ).rejects.toMatchObject({ name: 'ValidationException' });
    });

    it('keeps many items of one index key apart', async () => {
      const items = Array.from({ length: 25 }, (_, i) => ({
        pk: `same${i}`,
        sk: '1',
        lookupPk: 'same',
        lookupSk: 'same',
      }));
      await client.send(
        new BatchWriteCommand({
          RequestItems: { [TableName]: items.map((Item) => ({ PutRequest: { Item } })) },
        }),
      );
      const { Count } = await client.send(
        new QueryCommand({
          TableName,
          IndexName: 'lookup',
          KeyConditionExpression: 'lookupPk = :l',
          ExpressionAttributeValues: { ':l': 'same' },
          Select: 'COUNT',
        }),
      );
      expect(Count).toBe(25);
    });

    it('scans everything once, in segments too', async () => {
      const whole = await client.send(new ScanCommand({ TableName, ProjectionExpression: 'pk, sk' }));
      const segments = await Promise.all(
        [0, 1, 2].map((Segment) =>
          client.send(
            new ScanCommand({ TableName, ProjectionExpression: 'pk, sk', Segment, TotalSegments: 3 }),
          ),
        ),
      );
      const names = (items: Record<string, unknown>[] = []) =>
        items.map(({ pk, sk }) => `${String(pk)}/${String(sk)}`).sort();
      expect(whole.LastEvaluatedKey).toBeDefined();
      const rest = await client.send(
        new ScanCommand({
          TableName,
          ProjectionExpression: 'pk, sk',
          ...(whole.LastEvaluatedKey && { ExclusiveStartKey: whole.LastEvaluatedKey }),
        }),
      );
      const all = names([...(whole.Items ?? []), ...(rest.Items ?? [])]);
      expect(new Set(all).size).toBe(all.length);
      expect(names(segments.flatMap(({ Items = [] }) => Items)).length).toBeGreaterThan(0);
      expect(all).toEqual(expect.arrayContaining(names(segments.flatMap(({ Items = [] }) => Items))));
    });
  });
};
