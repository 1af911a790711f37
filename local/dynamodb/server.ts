import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  createTable,
  deleteTable,
  describe,
  describeTimeToLive,
  listTables,
  updateTimeToLive,
} from './administration.ts';
import type { Database } from './database.ts';
import { refusalBody } from './failures.ts';
import type { Meter } from './meter.ts';
import { batchGetItem, getItem, query, scan } from './reads.ts';
import { transactGetItems, transactWriteItems } from './transactions.ts';
import { batchWriteItem, writeItem } from './writes.ts';

type Answer = Record<string, unknown> | Promise<Record<string, unknown>>;

/** The operations of DynamoDB's interface that are here, by name. */
const operations: Readonly<Record<string, (database: Database, body: unknown) => Answer>> = {
  PutItem: (database, body) => writeItem(database, 'PutItem', body),
  UpdateItem: (database, body) => writeItem(database, 'UpdateItem', body),
  DeleteItem: (database, body) => writeItem(database, 'DeleteItem', body),
  BatchWriteItem: batchWriteItem,
  TransactWriteItems: transactWriteItems,
  GetItem: getItem,
  BatchGetItem: batchGetItem,
  TransactGetItems: transactGetItems,
  Query: query,
  Scan: scan,
  CreateTable: createTable,
  DeleteTable: deleteTable,
  DescribeTable: describe,
  ListTables: listTables,
  UpdateTimeToLive: updateTimeToLive,
  DescribeTimeToLive: describeTimeToLive,
};

/** The operations that say what they cost where they are asked. */
const asksForCost = /Item|Query|Scan/;

/** A request's body takes at most this many bytes (service quota). */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

const TARGET = 'DynamoDB_20120810.';

interface Reply {
  readonly status: number;
  readonly body: string;
}

const refusal = (type: string, message: string, status = 400): Reply => ({
  status,
  body: JSON.stringify({ __type: type, message }),
});

/** Does one operation; a refusal becomes the protocol's error, anything else an internal error that says what it was. */
const execute = async (
  database: Database,
  name: string,
  text: string,
  meter: Meter | undefined,
): Promise<Reply> => {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!operation) {
    return refusal(
      'com.amazon.coral.service#UnknownOperationException',
      `The local DynamoDB does not know the operation ${name || '(none)'}`,
    );
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return refusal('com.amazon.coral.service#SerializationException', 'The body of the request is not JSON');
  }
  try {
    const answer = await operation(database, asksForCost.test(name) && meter ? meter.ask(body) : body);
    meter?.add(name, answer);
    return { status: 200, body: JSON.stringify(answer) };
  } catch (error) {
    const refused = refusalBody(error);
    if (refused) return { status: 400, body: JSON.stringify(refused) };
    return refusal(
      'com.amazonaws.dynamodb.v20120810#InternalServerError',
      `The local DynamoDB failed at ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      500,
    );
  }
};

const readBody = (request: IncomingMessage): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    });
    request.on('end', () => {
      const [first] = chunks;
      const whole = chunks.length === 1 && first ? first : Buffer.concat(chunks);
      resolve(bytes <= MAX_BODY_BYTES ? whole.toString() : undefined);
    });
    request.on('error', reject);
  });

/**
 * Answers DynamoDB's JSON protocol over HTTP. Signatures are not looked at: it listens to this machine alone.
 *
 * @param meter - adds up what everything costs; answers then say so, whether they were asked or not.
 */
export const createHandler =
  (database: Database, meter?: Meter) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const { 'x-amz-target': target = '' } = request.headers;
    const name = typeof target === 'string' && target.startsWith(TARGET) ? target.slice(TARGET.length) : '';
    readBody(request)
      .then((text) =>
        text === undefined
          ? refusal(
              'com.amazon.coral.service#SerializationException',
              'The request is larger than 16 MB',
              413,
            )
          : execute(database, name, text, meter),
      )
      .then(
        ({ status, body }) => {
          response.writeHead(status, {
            'content-type': 'application/x-amz-json-1.0',
            'content-length': Buffer.byteLength(body),
          });
          // As text, so that headers and body leave in one write.
          response.end(body);
        },
        // The client went away before it had said all; there is nobody to answer.
        (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
      );
  };
