import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Engine, tableNamed } from '../engine.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

/** Conditions as DynamoDB documents them, and what a refused write says. */
export const describeConditions = (engine: Engine): void => {
  const client = clientOf(engine);
  const TableName = 'conditions';
  const Key = { pk: 'subject', sk: '1' };
  const subject = {
    ...Key,
    n: 10,
    lengthy: 12345678901234,
    s: 'middle',
    b: bytes(128, 129, 130),
    seen: new Set([bytes(255, 1), bytes(254, 2), bytes(253, 3)]),
    words: new Set(['a', 'b']),
    numbers: new Set([1, 2]),
    things: ['x', 2, { deep: true }],
    nested: { a: 1, b: { c: 'd' } },
    blank: '',
  };

  beforeAll(async () => {
    await client.send(new CreateTableCommand(tableNamed(TableName)));
    await client.send(new PutCommand({ TableName, Item: subject }));
  });

  /** True where the condition holds for the subject: a delete of another item's absence is never made. */
  const holds = async (
    ConditionExpression: string,
    values: Record<string, unknown> = {},
    key: Record<string, string> = Key,
  ): Promise<boolean> => {
    try {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: key,
          UpdateExpression: 'REMOVE nothing',
          ConditionExpression,
          ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
      throw error;
    }
  };

  describe('conditions', () => {
    const cases: [condition: string, values: Record<string, unknown>, expected: boolean][] = [
      ['attribute_exists(n)', {}, true],
      ['attribute_not_exists(n)', {}, false],
      ['attribute_not_exists(absent)', {}, true],
      ['attribute_exists(nested.b.c)', {}, true],
      ['attribute_type(seen, :v)', { ':v': 'BS' }, true],
      ['attribute_type(seen, :v)', { ':v': 'SS' }, false],
      ['n = :v', { ':v': 10 }, true],
      ['n = :v', { ':v': '10' }, false],
      ['n <> :v', { ':v': 10 }, false],
      ['absent <> :v', { ':v': 10 }, true],
      ['n < :v', { ':v': 10.5 }, true],
      ['n > :v', { ':v': 9 }, true],
      ['n >= :v', { ':v': 100 }, false],
      ['lengthy > :v', { ':v': 9999999999999 }, true],
      ['absent > :v', { ':v': 1 }, false],
      ['s < :v', { ':v': 'middles' }, true],
      ['s BETWEEN :a AND :b', { ':a': 'm', ':b': 'n' }, true],
      ['n BETWEEN :a AND :b', { ':a': 1, ':b': 9 }, false],
      ['n IN (:a, :b)', { ':a': 9, ':b': 10 }, true],
      ['begins_with(s, :v)', { ':v': 'mid' }, true],
      ['begins_with(b, :v)', { ':v': bytes(128, 129) }, true],
      ['begins_with(b, :v)', { ':v': bytes(200, 129) }, false],
      ['contains(s, :v)', { ':v': 'ddl' }, true],
      ['contains(words, :v)', { ':v': 'b' }, true],
      ['contains(words, :v)', { ':v': 'c' }, false],
      ['contains(numbers, :v)', { ':v': 2 }, true],
      ['contains(things, :v)', { ':v': 2 }, true],
      ['contains(seen, :v)', { ':v': bytes(254, 2) }, true],
      // Not valid UTF-8, so that whoever compares decoded text takes one for the other.
      ['contains(seen, :v)', { ':v': bytes(252, 2) }, false],
      ['contains(absent, :v)', { ':v': bytes(252, 2) }, false],
      ['NOT contains(seen, :v)', { ':v': bytes(252, 2) }, true],
      ['size(seen) = :v', { ':v': 3 }, true],
      ['size(words) < :v', { ':v': 2 }, false],
      ['size(s) = :v', { ':v': 6 }, true],
      ['size(b) = :v', { ':v': 3 }, true],
      ['size(things) = :v', { ':v': 3 }, true],
      ['size(nested) = :v', { ':v': 2 }, true],
      ['size(blank) = :v', { ':v': 0 }, true],
      ['things = :v', { ':v': ['x', 2, { deep: true }] }, true],
      ['things = :v', { ':v': ['x', { deep: true }, 2] }, false],
      ['nested = :v', { ':v': { b: { c: 'd' }, a: 1 } }, true],
      ['words = :v', { ':v': new Set(['b', 'a']) }, true],
      ['n = :a AND (s = :b OR s = :c)', { ':a': 10, ':b': 'no', ':c': 'middle' }, true],
      ['NOT (n = :a AND s = :b)', { ':a': 10, ':b': 'middle' }, false],
    ];
    it.each(cases)('%s with %o is %s', async (condition, values, expected) => {
      expect(await holds(condition, values)).toBe(expected);
    });

    it('holds of nothing where there is no item, but its absence', async () => {
      const nobody = { pk: 'nobody', sk: '1' };
      expect(await holds('attribute_exists(pk)', {}, nobody)).toBe(false);
      expect(await holds('attribute_not_exists(pk) OR n > :v', { ':v': 1 }, { pk: 'new', sk: '1' })).toBe(
        true,
      );
    });

    it('shows the item that made it fail, where asked, and changes nothing', async () => {
      for (const command of [
        new PutCommand({
          TableName,
          Item: { ...Key, n: 0 },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
        new DeleteCommand({
          TableName,
          Key,
          ConditionExpression: 'n = :zero',
          ExpressionAttributeValues: { ':zero': 0 },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      ]) {
        await expect(client.send<never, never>(command as never)).rejects.toMatchObject({
          name: 'ConditionalCheckFailedException',
          Item: { pk: { S: 'subject' }, n: { N: '10' } },
        });
      }
      expect(await holds('n = :v', { ':v': 10 })).toBe(true);
    });

    it('refuses an expression that is wrong, names or values that are unused, and one above 4 KB', async () => {
      for (const input of [
        { ConditionExpression: 'n = = :v', ExpressionAttributeValues: { ':v': 1 } },
        { ConditionExpression: 'n = :absent' },
        { ConditionExpression: 'n = :v', ExpressionAttributeValues: { ':v': 1, ':unused': 2 } },
        { ConditionExpression: 'status = :v', ExpressionAttributeValues: { ':v': 1 } },
        {
          ConditionExpression: Array.from({ length: 300 }, (_, i) => `attribute_exists(a${i})`).join(' OR '),
        },
      ]) {
        await expect(client.send(new DeleteCommand({ TableName, Key, ...input }))).rejects.toMatchObject({
          name: 'ValidationException',
        });
      }
    });
  });
};
