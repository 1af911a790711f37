import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDynamoDb } from '../../../local/dynamodb/index.ts';
import { clientOf, type LocalEngine, startLocalEngine, tableNamed } from './engine.ts';

describe('a data folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'colloquy-folder-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is opened by one process at a time, and says so to the next', async () => {
    const db = await openDynamoDb({ path: folder });
    await expect(openDynamoDb({ path: folder })).rejects.toMatchObject({
      kind: 'Conflict',
      message: expect.stringMatching(/in use by another process; stop that one, or choose/) as string,
    });
    await db.close();
    await (await openDynamoDb({ path: folder })).close();
  });

  it('says what to do where it is broken', async () => {
    const db = await openDynamoDb({ path: folder });
    await db.createTable(tableNamed('any'));
    await db.close();
    const manifest = readdirSync(folder).find((name) => name.startsWith('MANIFEST')) ?? '';
    truncateSync(join(folder, manifest), 3);
    await expect(openDynamoDb({ path: folder })).rejects.toMatchObject({
      kind: 'Unavailable',
      message: expect.stringMatching(
        /^The data folder .+ is broken \(.+\); put it back from a copy, or choose/,
      ) as string,
    });
  });

  it('says what to do where it is no folder', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, '');
    await expect(openDynamoDb({ path })).rejects.toMatchObject({
      kind: 'InvalidInput',
      message: expect.stringMatching(
        /^A file stands where the folder \S+file should be\. .* by --data\.$/,
      ) as string,
    });
  });

  it('refuses a table whose key has changed, and a wrong definition by its field', async () => {
    const db = await openDynamoDb({ path: folder });
    await db.createTable(tableNamed('any'));
    await expect(
      db.createTable({ ...tableNamed('any'), KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] }),
    ).rejects.toMatchObject({ kind: 'InvalidInput', field: 'KeySchema' });
    await expect(
      db.createTable({
        ...tableNamed('other'),
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      }),
    ).rejects.toMatchObject({ kind: 'InvalidInput', field: 'AttributeDefinitions' });
    await db.close();
  });
});

describe('a restart', () => {
  let engine: LocalEngine;
  const TableName = 'kept';

  beforeEach(async () => {
    engine = await startLocalEngine();
  });
  afterEach(() => engine.stop());

  it('keeps items, and builds an index that is new', async () => {
    const without = { ...tableNamed(TableName), GlobalSecondaryIndexes: [] };
    const client = clientOf(engine);
    await engine.db.createTable(without);
    for (const lookupSk of ['2', '1']) {
      await client.send(
        new PutCommand({ TableName, Item: { pk: 'p', sk: lookupSk, lookupPk: 'L', lookupSk } }),
      );
    }
    await engine.reopen();
    await engine.db.createTable(tableNamed(TableName));
    await engine.db.createTable(tableNamed(TableName));
    const { Items } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'lookup',
        KeyConditionExpression: 'lookupPk = :l',
        ExpressionAttributeValues: { ':l': 'L' },
      }),
    );
    expect(Items?.map(({ sk }) => String(sk))).toEqual(['1', '2']);
  });

  it('does not repeat a transaction whose token it has seen', async () => {
    const client = clientOf(engine);
    await engine.db.createTable(tableNamed(TableName));
    const increment = new TransactWriteCommand({
      ClientRequestToken: 'once',
      TransactItems: [
        {
          Update: {
            TableName,
            Key: { pk: 'p', sk: '1' },
            UpdateExpression: 'ADD n :one',
            ExpressionAttributeValues: { ':one': 1 },
          },
        },
      ],
    });
    await client.send(increment);
    await engine.reopen();
    await client.send(increment);
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName,
        Key: { pk: 'p', sk: '1' },
        UpdateExpression: 'ADD n :zero',
        ExpressionAttributeValues: { ':zero': 0 },
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect(Attributes).toMatchObject({ n: 1 });
  });
});
