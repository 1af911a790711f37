import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { startFixture, startOn } from './local-system.ts';

const item = (sk: number, text: string | undefined, more = {}) => ({
  pk: { S: 'p' },
  sk: { S: String(sk).padStart(4, '0') },
  ...(text !== undefined && { text: { S: text } }),
  ...more,
});
const put = (sk: number, text?: string) => new PutItemCommand({ TableName: 'Table', Item: item(sk, text) });

describe("a table's stream", () => {
  it('brings every change that the filter lets through, in order', async () => {
    const { system, fixture, tables } = await startFixture();
    for (let n = 0; n < 30; n += 1) await tables.send(put(n, n % 3 === 0 ? undefined : String(n)));
    await tables.send(
      new DeleteItemCommand({ TableName: 'Table', Key: { pk: { S: 'p' }, sk: { S: '0001' } } }),
    );
    await tables.send(
      new TransactWriteItemsCommand({
        TransactItems: ['a', 'b'].map((text, i) => ({
          Put: { TableName: 'Table', Item: item(100 + i, text) },
        })),
      }),
    );
    await system.idle();
    const expected = Array.from({ length: 30 }, (_, n) => n)
      .filter((n) => n % 3 !== 0)
      .map(String);
    expect(fixture.collected()).toEqual([...expected, 'a', 'b']);
    expect(system.status().streams).toEqual([{ table: 'Table', consumer: 'Collect', behind: 0 }]);
  });

  it('is read again from the change that the function reported', async () => {
    const { system, fixture, tables } = await startFixture();
    const troubled = JSON.stringify({ n: 2, fail: 2 });
    await tables.send(
      new BatchWriteItemCommand({
        RequestItems: {
          Table: ['1', troubled, '3'].map((text, i) => ({ PutRequest: { Item: item(i, text) } })),
        },
      }),
    );
    await system.idle();
    expect(fixture.collected().filter((line) => line === '1')).toHaveLength(1);
    expect(fixture.collected().filter((line) => line === troubled)).toHaveLength(3);
    expect(fixture.collected().at(-1)).toBe('3');
  });

  it('goes past a change that fails every time, which is set aside alone and can be tried again', async () => {
    const { system, fixture, tables, held } = await startFixture({ retries: 1 });
    const poison = JSON.stringify({ n: 2, throw: 100 });
    for (const [i, text] of ['1', poison, '3', '4'].entries()) await tables.send(put(i, text));
    await system.idle();
    expect(await held(system.outputs['Failures'])).toBe(1);
    expect(new Set(fixture.collected())).toEqual(new Set(['1', poison, '3', '4']));
    expect(fixture.collected().at(-1)).toBe('4');

    const redrive = async () => {
      const response = await fetch(`${system.url}/_local/redrive`, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify({ queue: 'Failures' }),
      });
      expect(await response.json()).toEqual({ redriven: 1 });
      await system.idle();
    };
    await redrive();
    expect(await held(system.outputs['Failures'])).toBe(1);
    fixture.pretend(poison, 100);
    await redrive();
    expect(await held(system.outputs['Failures'])).toBe(0);
  });

  it('is read on from where it was after a restart', async () => {
    const { system, fixture, tables } = await startFixture();
    await tables.send(put(1, 'before'));
    await system.idle();
    await system.stop();
    const again = await startOn(fixture);
    await again.tables.send(put(2, 'after'));
    await again.system.idle();
    expect(fixture.collected()).toEqual(['before', 'after']);
  });

  it('carries the removal of what has had its time, which the clock brings about', async () => {
    const { system, tables } = await startFixture();
    const now = Date.now();
    const expiresAt = { N: String(Math.floor(now / 1000) + 3600) };
    await tables.send(
      new PutItemCommand({ TableName: 'Table', Item: item(1, 'short-lived', { expiresAt }) }),
    );
    await system.setClock(new Date(now + 7_200_000));
    await system.idle();
    const read = await tables.send(
      new DeleteItemCommand({
        TableName: 'Table',
        Key: { pk: { S: 'p' }, sk: { S: '0001' } },
        ReturnValues: 'ALL_OLD',
      }),
    );
    expect(read.Attributes).toBeUndefined();
  });
});
