import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { openDynamoDb } from '../../local/dynamodb/index.ts';
import type { Table } from '../../shared/platform/table.ts';

const string = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];
const lookup = {
  IndexName: 'lookup',
  KeySchema: keys('lookupPk', 'lookupSk'),
  Projection: { ProjectionType: 'ALL' as const },
};
const common = {
  KeySchema: keys('pk', 'sk'),
  BillingMode: 'PAY_PER_REQUEST' as const,
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' as const },
};
const own = [string('pk'), string('sk')];
const indexed = { AttributeDefinitions: [...own, string('lookupPk'), string('lookupSk')] };

/** The three tables on an empty engine of this machine, and a client that speaks to it. */
export const openLocalTables = async () => {
  const path = await mkdtemp(join(tmpdir(), 'colloquy-tables-'));
  const db = await openDynamoDb({ path });
  await db.createTable({ ...common, ...indexed, TableName: 'community', GlobalSecondaryIndexes: [lookup] });
  await db.createTable({ ...common, AttributeDefinitions: own, TableName: 'engagement' });
  await db.createTable({ ...common, ...indexed, TableName: 'credentials', GlobalSecondaryIndexes: [lookup] });
  const server = createServer(db.handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  const table = (name: string): Table => ({ client, name });
  return {
    db,
    endpoint,
    client,
    community: table('community'),
    engagement: table('engagement'),
    credentials: table('credentials'),
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await db.close();
      await rm(path, { recursive: true, force: true });
    },
  };
};

/** @see openLocalTables */
export type LocalTables = Awaited<ReturnType<typeof openLocalTables>>;
