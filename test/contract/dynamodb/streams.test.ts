import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StreamRecord } from '../../../local/dynamodb/index.ts';
import { clientOf, type LocalEngine, startLocalEngine, tableNamed } from './engine.ts';

const now = new Date('2026-11-22T07:15:30.500Z');
const seconds = (iso: string) => Date.parse(iso) / 1000;

describe('the streams of this machine', () => {
  let engine: LocalEngine;
  let client: ReturnType<typeof clientOf>;

  beforeAll(async () => {
    engine = await startLocalEngine(() => now);
    client = clientOf(engine);
  });
  afterAll(() => engine.stop());

  const table = async (TableName: string) => {
    await engine.db.createTable({
      ...tableNamed(TableName),
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
    return TableName;
  };
  const put = (TableName: string, sk: string, more: Record<string, unknown> = {}) =>
    client.send(new PutCommand({ TableName, Item: { pk: 'p', sk, ...more } }));
  const told = (records: readonly StreamRecord[]) =>
    records.map(({ eventName, dynamodb: { Keys, OldImage, NewImage } }) => [
      eventName,
      Keys['sk']?.S,
      OldImage?.['v']?.N,
      NewImage?.['v']?.N,
    ]);

  it('tell what an item was and is, for every kind of write, in order', async () => {
    const name = await table('told');
    await put(name, '1', { v: 1 });
    await client.send(
      new UpdateCommand({
        TableName: name,
        Key: { pk: 'p', sk: '1' },
        UpdateExpression: 'SET v = :v',
        ExpressionAttributeValues: { ':v': 2 },
      }),
    );
    await client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName: name, Item: { pk: 'p', sk: '2', v: 1 } } },
          { Delete: { TableName: name, Key: { pk: 'p', sk: '1' } } },
        ],
      }),
    );
    const records = await engine.db.readStream(name, undefined, 100);
    expect(told(records)).toEqual([
      ['INSERT', '1', undefined, '1'],
      ['MODIFY', '1', '1', '2'],
      ['INSERT', '2', undefined, '1'],
      ['REMOVE', '1', '2', undefined],
    ]);
    expect(records[0]).toMatchObject({
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      eventSource: 'aws:dynamodb',
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(now.getTime() / 1000),
        StreamViewType: 'NEW_AND_OLD_IMAGES',
        SizeBytes: 2 * (2 + 1 + 2 + 1) + 1 + 2,
      },
    });
    expect(new Set(records.map(({ eventID }) => eventID)).size).toBe(4);
  });

  it('say nothing where nothing changed, whoever wrote it', async () => {
    const name = await table('unchanged');
    await put(name, '1', { v: 1, words: new Set(['a', 'b']) });
    await put(name, '1', { words: new Set(['b', 'a']), v: 1 });
    await client.send(
      new UpdateCommand({ TableName: name, Key: { pk: 'p', sk: '1' }, UpdateExpression: 'REMOVE nothing' }),
    );
    await client.send(new DeleteCommand({ TableName: name, Key: { pk: 'p', sk: 'nobody' } }));
    expect(await engine.db.readStream(name, undefined, 100)).toHaveLength(1);
  });

  it('say nothing of a write that was refused', async () => {
    const name = await table('refused');
    await put(name, '1', { v: 1 });
    const again = {
      Put: {
        TableName: name,
        Item: { pk: 'p', sk: '1', v: 2 },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    };
    await expect(
      client.send(
        new TransactWriteCommand({
          TransactItems: [{ Put: { TableName: name, Item: { pk: 'p', sk: '2' } } }, again],
        }),
      ),
    ).rejects.toMatchObject({ name: 'TransactionCanceledException' });
    await expect(client.send(new PutCommand(again.Put))).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
    expect(await engine.db.readStream(name, undefined, 100)).toHaveLength(1);
  });

  it('are read on from any record, and their numbers go on after trimming and a restart', async () => {
    const name = await table('numbered');
    for (const sk of ['1', '2', '3']) await put(name, sk);
    const [first, second, third] = await engine.db.readStream(name, undefined, 100);
    const numberOf = (record: StreamRecord | undefined) => record?.dynamodb.SequenceNumber ?? '';
    expect(await engine.db.readStream(name, numberOf(first), 1)).toEqual([second]);
    expect(engine.db.behind(name, numberOf(first))).toBe(2);
    await engine.db.trimStream(name, numberOf(third));
    expect(await engine.db.readStream(name, undefined, 100)).toEqual([]);
    await engine.reopen();
    await put(name, '4');
    const [fourth, ...others] = await engine.db.readStream(name, undefined, 100);
    expect(others).toEqual([]);
    expect(BigInt(numberOf(fourth))).toBeGreaterThan(BigInt(numberOf(third)));
    expect(numberOf(first) < numberOf(second) && numberOf(third) < numberOf(fourth)).toBe(true);
  });

  it('wake whoever listens, until they stop', async () => {
    const name = await table('listened');
    const heard: string[] = [];
    const stop = engine.db.onChange((changed) => {
      heard.push(changed);
    });
    await put(name, '1');
    await put(name, '1');
    stop();
    await put(name, '2');
    expect(heard).toEqual([name]);
  });

  it('tell of what had its time as the service’s own doing, and only of that', async () => {
    const name = await table('expiring');
    await put(name, 'past', { expiresAt: seconds('2026-11-22T07:00:00Z') });
    await put(name, 'future', { expiresAt: seconds('2026-11-22T09:00:00Z') });
    await put(name, 'ancient', { expiresAt: seconds('2020-11-22T07:00:00Z') });
    await put(name, 'text', { expiresAt: 'soon' });
    await put(name, 'renewed', { expiresAt: seconds('2026-11-22T07:00:00Z') });
    await put(name, 'renewed', { expiresAt: seconds('2026-11-22T09:00:00Z') });
    const last = (await engine.db.readStream(name, undefined, 100)).at(-1)?.dynamodb.SequenceNumber;
    await engine.reopen();
    expect(await engine.db.sweepExpired(now)).toBe(1);
    expect(await engine.db.sweepExpired(now)).toBe(0);
    expect(await engine.db.readStream(name, last, 100)).toMatchObject([
      {
        eventName: 'REMOVE',
        userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
        dynamodb: { Keys: { sk: { S: 'past' } }, OldImage: { sk: { S: 'past' } } },
      },
    ]);
    expect(await engine.db.sweepExpired(new Date('2026-11-22T10:00:00Z'))).toBe(2);
    const left = async (sk: string) =>
      (await client.send(new GetCommand({ TableName: name, Key: { pk: 'p', sk } }))).Item !== undefined;
    expect([await left('ancient'), await left('text'), await left('future')]).toEqual([true, true, false]);
  });
});
