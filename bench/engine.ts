import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { openDynamoDb } from '../local/dynamodb/index.ts';
import { createTableClient, type Table } from '../shared/platform/table.ts';

/** A database on this machine's disk, reached over loopback as a function reaches its table. */
export interface Engine {
  readonly client: DynamoDBDocumentClient;
  /** Makes an empty table with keys `pk` and `sk` and a stream, as the template's tables have. */
  readonly table: (name: string) => Promise<Table>;
  readonly close: () => Promise<void>;
}

/** Opens an empty database in a temporary folder, which `close` removes; AWS clients of this process then reach it. */
export const openEngine = async (): Promise<Engine> => {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-bench-'));
  const database = await openDynamoDb({ path: folder });
  const server = createServer(database.handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  const client = createTableClient();
  return {
    client,
    table: async (name) => {
      await database.createTable({
        TableName: name,
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      });
      return { client, name };
    },
    close: async () => {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
