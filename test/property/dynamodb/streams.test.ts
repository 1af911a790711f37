import {
  DeleteCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type LocalEngine, startLocalEngine, tableNamed } from '../../contract/dynamodb/engine.ts';

type Write =
  | { readonly kind: 'put'; readonly sk: string; readonly v: number; readonly lookup: string | undefined }
  | { readonly kind: 'update'; readonly sk: string; readonly v: number; readonly lookup: string }
  | { readonly kind: 'delete'; readonly sk: string };

const sk = fc.constantFrom('1', '2', '3');
const v = fc.integer({ min: 0, max: 2 });
const lookup = fc.constantFrom('L', 'M');
const write: fc.Arbitrary<Write> = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), sk, v, lookup: fc.option(lookup, { nil: undefined }) }),
  fc.record({ kind: fc.constant('update' as const), sk, v, lookup }),
  fc.record({ kind: fc.constant('delete' as const), sk }),
);
/** A transaction touches an item once at most. */
const transaction = fc.uniqueArray(write, { selector: ({ sk: sort }) => sort, minLength: 1, maxLength: 3 });

describe('any writes', () => {
  let engine: LocalEngine;
  let client: ReturnType<typeof clientOf>;
  let tables = 0;

  beforeAll(async () => {
    engine = await startLocalEngine();
    client = clientOf(engine);
  });
  afterAll(() => engine.stop());

  const partsOf = (TableName: string, made: Write) => {
    const Key = { pk: 'p', sk: made.sk };
    switch (made.kind) {
      case 'put':
        return {
          Put: { TableName, Item: { ...Key, v: made.v, lookupPk: made.lookup, lookupSk: made.lookup } },
        };
      case 'update':
        return {
          Update: {
            TableName,
            Key,
            UpdateExpression: 'SET v = :v, lookupPk = :l, lookupSk = :l',
            ExpressionAttributeValues: { ':v': made.v, ':l': made.lookup },
          },
        };
      case 'delete':
        return { Delete: { TableName, Key } };
    }
  };
  const one = async (TableName: string, made: Write) => {
    const { Put, Update, Delete } = partsOf(TableName, made);
    if (Put) await client.send(new PutCommand(Put));
    if (Update) await client.send(new UpdateCommand(Update));
    if (Delete) await client.send(new DeleteCommand(Delete));
  };

  it('leave a stream that adds up to the items, and an index that agrees with them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(transaction, { maxLength: 12 }), async (steps) => {
        tables += 1;
        const TableName = `table${tables}`;
        await engine.db.createTable(tableNamed(TableName));
        for (const step of steps) {
          const [first] = step;
          if (step.length === 1 && first) await one(TableName, first);
          else {
            const TransactItems = step.map((made) => partsOf(TableName, made));
            await client.send(new TransactWriteCommand({ TransactItems }));
          }
        }
        const { Items: items = [] } = await client.send(new ScanCommand({ TableName }));
        const replayed = new Map<string, unknown>();
        for (const { dynamodb, eventName } of await engine.db.readStream(TableName, undefined, 1000)) {
          const key = String(dynamodb.Keys['sk']?.S);
          const image = (picture: unknown) =>
            picture && unmarshall(picture as Parameters<typeof unmarshall>[0]);
          expect(image(dynamodb.OldImage)).toEqual(replayed.get(key));
          expect(image(dynamodb.OldImage)).not.toEqual(image(dynamodb.NewImage));
          if (eventName === 'REMOVE') replayed.delete(key);
          else replayed.set(key, image(dynamodb.NewImage));
        }
        expect([...replayed.values()]).toHaveLength(items.length);
        expect([...replayed.values()]).toEqual(expect.arrayContaining(items));
        for (const name of ['L', 'M']) {
          const { Items: indexed = [] } = await client.send(
            new QueryCommand({
              TableName,
              IndexName: 'lookup',
              KeyConditionExpression: 'lookupPk = :l',
              ExpressionAttributeValues: { ':l': name },
            }),
          );
          const expected = items.filter(({ lookupPk }) => lookupPk === name);
          expect(indexed).toHaveLength(expected.length);
          expect(indexed).toEqual(expect.arrayContaining(expected));
        }
      }),
      { numRuns: 40 },
    );
  });
});
