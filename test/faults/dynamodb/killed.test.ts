import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { QueryCommand, ScanCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DynamoDb, openDynamoDb } from '../../../local/dynamodb/index.ts';
import { clientOf, tableNamed } from '../../contract/dynamodb/engine.ts';

const TableName = 'killed';
const LANES = 12;
/** The engine is killed when this many writes were acknowledged, in the middle of those under way. */
const KILL_AFTER = [40, 150, 400];

type Client = ReturnType<typeof clientOf>;
type Image = Record<string, unknown>;

/** One write of a lane: now an update of one item, now a transaction over two of them. */
const write = async (client: Client, lane: number, n: number): Promise<void> => {
  const update = (sk: string) => ({
    TableName,
    Key: { pk: `lane${lane}`, sk },
    UpdateExpression: 'SET lookupPk = :l, lookupSk = :s, filler = :f ADD n :one, seen :id',
    ExpressionAttributeValues: {
      ':l': `shard${n % 3}`,
      ':s': `${lane}#${sk}`,
      ':f': 'x'.repeat((n * 37) % 900),
      ':one': 1,
      ':id': new Set([`${n}`]),
    },
  });
  if (n % 2 === 0) await client.send(new UpdateCommand(update('a')));
  else {
    await client.send(
      new TransactWriteCommand({ TransactItems: [{ Update: update('a') }, { Update: update('b') }] }),
    );
  }
};

const scanAll = async (client: Client, input: { IndexName?: string }): Promise<Map<string, Image>> => {
  const items = new Map<string, Image>();
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName, ...input, ...(start && { ExclusiveStartKey: start }) }),
    );
    for (const item of page.Items ?? []) {
      const key = `${String(item['pk'])}/${String(item['sk'])}`;
      expect(items.has(key)).toBe(false);
      items.set(key, item);
    }
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
};

const replayStream = async (db: DynamoDb): Promise<Map<string, unknown>> => {
  const items = new Map<string, unknown>();
  let after: string | undefined;
  for (;;) {
    const records = await db.readStream(TableName, after, 100);
    if (records.length === 0) return items;
    for (const { eventName, dynamodb } of records) {
      const key = `${String(dynamodb.Keys['pk']?.S)}/${String(dynamodb.Keys['sk']?.S)}`;
      // Each record begins where the one before it ended, so that none is missing in between.
      expect(dynamodb.OldImage).toEqual(items.get(key));
      if (eventName === 'REMOVE') items.delete(key);
      else items.set(key, dynamodb.NewImage);
      after = dynamodb.SequenceNumber;
    }
  }
};

describe('a killed engine', () => {
  let folder: string;
  let child: ChildProcess | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'colloquy-killed-'));
  });
  afterEach(() => {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const startChild = async (path: string) => {
    const started = spawn(process.execPath, [fileURLToPath(new URL('./writer.ts', import.meta.url)), path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [port] = (await once(createInterface(started.stdout), 'line')) as [string];
    child = started;
    return { started, endpoint: `http://127.0.0.1:${port}` };
  };

  it.each(KILL_AFTER)('has kept whole every write it acknowledged, killed after %i', async (killAfter) => {
    const path = join(folder, 'tables');
    const { started, endpoint } = await startChild(path);
    const client = clientOf({ name: 'child', endpoint });
    await client.send(new CreateTableCommand(tableNamed(TableName)));
    const acknowledged = Array.from({ length: LANES }, () => 0);
    let total = 0;
    const exit = once(started, 'exit');
    await Promise.all(
      acknowledged.map(async (_, lane) => {
        for (let n = 0; started.signalCode === null && n < killAfter * 2; n++) {
          try {
            await write(client, lane, n);
          } catch (error) {
            // The one write under way when the engine died; whatever else fails is a mistake.
            expect(total).toBeGreaterThanOrEqual(killAfter);
            expect(error).toBeInstanceOf(Error);
            return;
          }
          acknowledged[lane] = n + 1;
          total += 1;
          if (total === killAfter) started.kill('SIGKILL');
        }
      }),
    );
    await exit;
    client.destroy();
    expect(started.signalCode).toBe('SIGKILL');

    const db = await openDynamoDb({ path });
    const server = createServer(db.handler);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const again = clientOf({
      name: 'again',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    });
    try {
      const items = await scanAll(again, {});
      for (const [lane, count] of acknowledged.entries()) {
        const n = Number(items.get(`lane${lane}/a`)?.['n'] ?? 0);
        // At most the one write under way was kept although it was never acknowledged.
        expect([count, count + 1]).toContain(n);
        // A transaction is there with both of its items or with neither: b counts every second write.
        expect(Number(items.get(`lane${lane}/b`)?.['n'] ?? 0)).toBe(Math.floor(n / 2));
      }
      expect(await scanAll(again, { IndexName: 'lookup' })).toEqual(items);
      for (const [key, item] of items) {
        const { Items = [] } = await again.send(
          new QueryCommand({
            TableName,
            IndexName: 'lookup',
            KeyConditionExpression: 'lookupPk = :l AND lookupSk = :s',
            ExpressionAttributeValues: { ':l': item['lookupPk'], ':s': item['lookupSk'] },
          }),
        );
        expect([key, Items]).toEqual([key, [item]]);
      }
      const replayed = await replayStream(db);
      expect([...replayed.keys()].sort()).toEqual([...items.keys()].sort());
      for (const [key, image] of replayed) expect(image).toEqual(marshall(items.get(key)));
    } finally {
      again.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await db.close();
    }
  });
});
