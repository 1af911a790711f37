import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDynamoDb } from '../../../local/dynamodb/index.ts';

/** Serves a data folder until it is killed, and prints the port it listens on. */
const [path = ''] = process.argv.slice(2);
const db = await openDynamoDb({ path });
const server = createServer(db.handler);
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
