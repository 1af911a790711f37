import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type DynamoDb, openDynamoDb } from '../../../local/dynamodb/index.ts';

/** Something that speaks DynamoDB's protocol, whoever wrote it. */
export interface Engine {
  readonly name: string;
  readonly endpoint: string;
}

/** A client of an engine; the credentials are as good as any. */
export const clientOf = ({ endpoint }: Engine): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    }),
    { marshallOptions: { removeUndefinedValues: true } },
  );

/** The definition of a table with the keys and the index of this system's tables. */
export const tableNamed = (TableName: string) =>
  ({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: 'lookupPk', AttributeType: 'S' },
      { AttributeName: 'lookupSk', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'lookup',
        KeySchema: [
          { AttributeName: 'lookupPk', KeyType: 'HASH' },
          { AttributeName: 'lookupSk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  }) satisfies CreateTableCommandInput;

/** The engine of this project over a folder of its own, listening on loopback. */
export interface LocalEngine extends Engine {
  readonly db: DynamoDb;
  /** Closes the database and opens it again over the same folder, as a restart would. */
  readonly reopen: () => Promise<DynamoDb>;
  readonly stop: () => Promise<void>;
}

/** Starts the engine of this project on an ephemeral port; `now` is its clock. */
export const startLocalEngine = async (now?: () => Date): Promise<LocalEngine> => {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-dynamodb-'));
  const open = () => openDynamoDb({ path: join(folder, 'tables'), ...(now && { now }) });
  let db = await open();
  const server = createServer((request, response) => {
    db.handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    name: 'local',
    endpoint: `http://127.0.0.1:${port}`,
    get db() {
      return db;
    },
    reopen: async () => {
      await db.close();
      db = await open();
      return db;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
