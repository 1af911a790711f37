import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Engine, tableNamed } from '../engine.ts';

const hash = (value: number) => new Uint8Array([255, 254, 253, 252, 251, 250, value >> 8, value & 255]);

/** Update expressions, and the one conditional update on which engagement rests. */
export const describeUpdates = (engine: Engine): void => {
  const client = clientOf(engine);
  const TableName = 'updates';

  beforeAll(async () => {
    await client.send(new CreateTableCommand(tableNamed(TableName)));
  });

  const update = async (
    sk: string,
    before: Record<string, unknown> | undefined,
    UpdateExpression: string,
    values?: Record<string, unknown>,
  ) => {
    const Key = { pk: 'update', sk };
    if (before) await client.send(new PutCommand({ TableName, Item: { ...Key, ...before } }));
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName,
        Key,
        UpdateExpression,
        ...(values && { ExpressionAttributeValues: values }),
        ReturnValues: 'ALL_NEW',
      }),
    );
    const { pk, sk: sort, ...rest }: Record<string, unknown> = Attributes ?? {};
    expect({ pk, sk: sort }).toEqual(Key);
    return rest;
  };

  describe('updates', () => {
    it('makes an item that is not there', async () => {
      expect(await update('new', undefined, 'SET a = :a', { ':a': 1 })).toEqual({ a: 1 });
    });

    it('adds to numbers, from nothing too', async () => {
      expect(await update('add', { n: 1 }, 'ADD n :two, m :two', { ':two': 2 })).toEqual({ n: 3, m: 2 });
      expect(await update('add', { n: 0.1 }, 'ADD n :v', { ':v': 0.2 })).toEqual({ n: 0.3 });
      expect(await update('add', { n: 1 }, 'SET n = n - :v', { ':v': 1.5 })).toEqual({ n: -0.5 });
    });

    it('adds to sets and takes from them; a set that is empty is gone', async () => {
      const before = { s: new Set(['a', 'b']), b: new Set([hash(1)]) };
      expect(
        await update('sets', before, 'ADD s :s, b :b', {
          ':s': new Set(['b', 'c']),
          ':b': new Set([hash(2), hash(1)]),
        }),
      ).toEqual({ s: new Set(['a', 'b', 'c']), b: new Set([hash(1), hash(2)]) });
      expect(
        await update('sets', before, 'DELETE s :s, b :b', { ':s': new Set(['a']), ':b': new Set([hash(1)]) }),
      ).toEqual({ s: new Set(['b']) });
    });

    it('sets paths within maps and lists, and appends', async () => {
      const before = { nested: { a: { b: 1 } }, things: [1, 2] };
      expect(
        await update('paths', before, 'SET nested.a.c = :v, things[0] = :v, things[9] = :v', { ':v': 'x' }),
      ).toEqual({ nested: { a: { b: 1, c: 'x' } }, things: ['x', 2, 'x'] });
      expect(await update('append', before, 'SET things = list_append(:v, things)', { ':v': [0] })).toEqual({
        nested: { a: { b: 1 } },
        things: [0, 1, 2],
      });
    });

    it('reads every operand from the item as it was', async () => {
      const before = { a: 1, b: 2 };
      expect(await update('swap', before, 'SET a = b, b = a')).toEqual({ a: 2, b: 1 });
      expect(await update('copy', before, 'SET a = b ADD b :one', { ':one': 1 })).toEqual({ a: 2, b: 3 });
      expect(
        await update('default', { a: 1 }, 'SET a = if_not_exists(a, :x), c = if_not_exists(c, :x) + :x', {
          ':x': 5,
        }),
      ).toEqual({ a: 1, c: 10 });
    });

    it('removes by the positions a list had before', async () => {
      expect(
        await update('remove', { things: [0, 1, 2, 3], gone: 1 }, 'REMOVE things[0], things[2], gone'),
      ).toEqual({
        things: [1, 3],
      });
    });

    it('refuses what does not fit and leaves the item as it was', async () => {
      const Key = { pk: 'update', sk: 'refused' };
      await client.send(new PutCommand({ TableName, Item: { ...Key, s: 'text', n: 1 } }));
      for (const [UpdateExpression, values] of [
        ['ADD s :one', { ':one': 1 }],
        ['SET n = s + :one', { ':one': 1 }],
        ['SET absent.deep = :one', { ':one': 1 }],
        ['SET n = absent', undefined],
        ['SET pk = :one', { ':one': 'other' }],
        ['SET n = :one, n = :one', { ':one': 1 }],
        ['SET lookupPk = :one', { ':one': 1 }],
      ] as const) {
        await expect(
          client.send(
            new UpdateCommand({
              TableName,
              Key,
              UpdateExpression,
              ...(values && { ExpressionAttributeValues: values }),
            }),
          ),
        ).rejects.toMatchObject({ name: 'ValidationException' });
      }
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      expect(Item).toEqual({ ...Key, s: 'text', n: 1 });
    });
  });

  describe('the conditional update of an engagement record', () => {
    const Key = { pk: 'ORG#o#MEMBER#m', sk: 'DAY#2026-11-22#c#1' };
    const MAX = 48;
    const record = (ids: readonly Uint8Array[]) =>
      client.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: 'ADD seen :ids, #n :count',
          ConditionExpression: ['(attribute_not_exists(seen) OR size(seen) < :max)']
            .concat(ids.map((_, i) => `NOT contains(seen, :id${i})`))
            .join(' AND '),
          ExpressionAttributeNames: { '#n': 'n:post.created' },
          ExpressionAttributeValues: {
            ':ids': new Set(ids),
            ':count': ids.length,
            ':max': MAX,
            ...Object.fromEntries(ids.map((id, i) => [`:id${i}`, id])),
          },
        }),
      );

    it('counts each id once, whoever comes first, until the page is full', async () => {
      await record([hash(1), hash(2)]);
      await record([hash(3)]);
      await expect(record([hash(4), hash(2)])).rejects.toMatchObject({
        name: 'ConditionalCheckFailedException',
      });
      const twice = await Promise.allSettled([record([hash(4)]), record([hash(4)]), record([hash(4)])]);
      expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      await record(Array.from({ length: MAX - 4 }, (_, i) => hash(100 + i)));
      await expect(record([hash(999)])).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      expect(Item?.['n:post.created']).toBe(MAX);
      expect(Item?.['seen']).toHaveProperty('size', MAX);
    });
  });
};
