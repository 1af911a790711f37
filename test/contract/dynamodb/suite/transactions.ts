import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  PutCommand,
  TransactGetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Engine, tableNamed } from '../engine.ts';

type Actions = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** Transactions: all or nothing, with the reason for nothing. */
export const describeTransactions = (engine: Engine): void => {
  const client = clientOf(engine);
  const TableName = 'transactions';
  const other = 'transactions-too';

  beforeAll(async () => {
    await client.send(new CreateTableCommand(tableNamed(TableName)));
    await client.send(new CreateTableCommand(tableNamed(other)));
  });

  const read = async (pk: string, table = TableName) =>
    (await client.send(new GetCommand({ TableName: table, Key: { pk, sk: '1' }, ConsistentRead: true })))
      .Item;
  const put = (pk: string, more: Record<string, unknown> = {}): Actions[number] => ({
    Put: { TableName, Item: { pk, sk: '1', ...more } },
  });
  const transact = (TransactItems: Actions, more: Partial<TransactWriteCommandInput> = {}) =>
    client.send(new TransactWriteCommand({ TransactItems, ...more }));

  describe('transactions', () => {
    it('puts, updates, deletes and checks over two tables at one stroke', async () => {
      await transact([put('t1', { n: 1 }), put('t2'), put('t3')]);
      await transact([
        {
          Update: {
            TableName,
            Key: { pk: 't1', sk: '1' },
            UpdateExpression: 'ADD n :one',
            ExpressionAttributeValues: { ':one': 1 },
          },
        },
        { Delete: { TableName, Key: { pk: 't2', sk: '1' } } },
        { Put: { TableName: other, Item: { pk: 't4', sk: '1' } } },
        {
          ConditionCheck: {
            TableName,
            Key: { pk: 't3', sk: '1' },
            ConditionExpression: 'attribute_exists(pk)',
          },
        },
      ]);
      expect(await read('t1')).toMatchObject({ n: 2 });
      expect(await read('t2')).toBeUndefined();
      expect(await read('t4', other)).toBeDefined();
    });

    it('does nothing where one condition fails, and says which, with the item where asked', async () => {
      await transact([put('r1', { n: 7 })]);
      await expect(
        transact([
          put('r2'),
          {
            Update: {
              TableName,
              Key: { pk: 'r1', sk: '1' },
              UpdateExpression: 'SET n = :zero',
              ConditionExpression: 'n = :zero',
              ExpressionAttributeValues: { ':zero': 0 },
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
          {
            ConditionCheck: {
              TableName,
              Key: { pk: 'r9', sk: '1' },
              ConditionExpression: 'attribute_exists(pk)',
            },
          },
        ]),
      ).rejects.toMatchObject({
        name: 'TransactionCanceledException',
        message: expect.stringContaining('[None, ConditionalCheckFailed, ConditionalCheckFailed]') as string,
        CancellationReasons: [
          { Code: 'None' },
          { Code: 'ConditionalCheckFailed', Item: { pk: { S: 'r1' }, n: { N: '7' } } },
          { Code: 'ConditionalCheckFailed' },
        ],
      });
      expect(await read('r2')).toBeUndefined();
      expect(await read('r1')).toMatchObject({ n: 7 });
    });

    it('refuses one item twice, more than a hundred, and none', async () => {
      const many = Array.from({ length: 101 }, (_, i) => put(`many${i}`));
      for (const actions of [[put('d1'), put('d1')], many, []]) {
        await expect(transact(actions)).rejects.toMatchObject({ name: 'ValidationException' });
      }
      expect(await read('d1')).toBeUndefined();
      expect(await read('many0')).toBeUndefined();
      await transact(many.slice(1));
      expect(await read('many100')).toBeDefined();
    });

    it('does a transaction once for its token, and refuses the token for another', async () => {
      const increment: Actions = [
        {
          Update: {
            TableName,
            Key: { pk: 'token', sk: '1' },
            UpdateExpression: 'ADD n :one',
            ExpressionAttributeValues: { ':one': 1 },
          },
        },
      ];
      const ClientRequestToken = 'the-one-and-only';
      await transact(increment, { ClientRequestToken });
      await transact(increment, { ClientRequestToken });
      expect(await read('token')).toMatchObject({ n: 1 });
      await expect(transact([put('else')], { ClientRequestToken })).rejects.toMatchObject({
        name: 'IdempotentParameterMismatchException',
      });
      expect(await read('else')).toBeUndefined();
    });

    it('counts right however many come at once', async () => {
      const increment = () =>
        transact([
          {
            Update: {
              TableName,
              Key: { pk: 'left', sk: '1' },
              UpdateExpression: 'ADD n :one',
              ExpressionAttributeValues: { ':one': 1 },
            },
          },
          {
            Update: {
              TableName,
              Key: { pk: 'right', sk: '1' },
              UpdateExpression: 'ADD n :one',
              ExpressionAttributeValues: { ':one': 1 },
            },
          },
        ]);
      const done = await Promise.allSettled(Array.from({ length: 20 }, increment));
      const made = done.filter(({ status }) => status === 'fulfilled').length;
      const conflicts = done.filter(
        (result) =>
          result.status === 'rejected' &&
          result.reason instanceof Error &&
          /TransactionCanceled|TransactionConflict/.test(result.reason.name),
      ).length;
      expect(made + conflicts).toBe(20);
      expect(made).toBeGreaterThan(0);
      expect(await read('left')).toMatchObject({ n: made });
      expect(await read('right')).toMatchObject({ n: made });
    });

    it('reads several items at one moment', async () => {
      await client.send(new PutCommand({ TableName, Item: { pk: 'g1', sk: '1', a: 1, b: 2 } }));
      const { Responses } = await client.send(
        new TransactGetCommand({
          TransactItems: [
            { Get: { TableName, Key: { pk: 'g1', sk: '1' }, ProjectionExpression: 'b' } },
            { Get: { TableName, Key: { pk: 'nobody', sk: '1' } } },
          ],
        }),
      );
      expect(Responses?.map(({ Item }) => Item)).toEqual([{ b: 2 }, undefined]);
    });
  });
};
