import { describeUsage, describeUsages, itemSize, readUnits, type Usage, usageMode } from './capacity.ts';
import { type Database, findTable } from './database.ts';
import { refuse } from './decide.ts';
import { type Action, actions, dynalite } from './engine.ts';
import { itemPrefix } from './keys.ts';
import type { ReadRequest } from './ranges.ts';
import { checkRequest } from './requests.ts';
import type { Table } from './tables.ts';
import type { Item, TableDescription } from './values.ts';

/** The bytes of items after which the rest of a batch is left for the next call (service quota). */
const BATCH_BYTES = 16 * 1024 * 1024;

interface Found {
  readonly item: Item | undefined;
  readonly bytes: number;
}

const project = (request: ReadRequest, item: Item): Item => {
  const paths = request._projection?.paths ?? request.AttributesToGet;
  return paths ? dynalite.mapPaths(paths, item) : item;
};

const findItem = (database: Database, table: Table, request: ReadRequest): Found => {
  const { description } = table;
  refuse(dynalite.validateKey(request.Key ?? {}, description));
  refuse(dynalite.validateKeyPaths(request._projection?.nestedPaths, description));
  const key = dynalite.createKey(request.Key ?? {}, description);
  const text = database.commit.stored(itemPrefix(description.TableName) + key);
  if (text === undefined) return { item: undefined, bytes: 0 };
  const item = JSON.parse(text) as Item;
  return { item: project(request, item), bytes: itemSize(item) };
};

/** `GetItem`; what it shows is on disk. */
export const getItem = (database: Database, body: unknown): Record<string, unknown> => {
  const request = checkRequest('GetItem', body);
  const { item, bytes } = findItem(database, findTable(database, request.TableName), request);
  const usage = describeUsage(
    { table: request.TableName, units: readUnits(bytes, request.ConsistentRead === true) },
    usageMode(request.ReturnConsumedCapacity),
  );
  return { ...(item && { Item: item }), ...(usage && { ConsumedCapacity: usage }) };
};

/** `BatchGetItem`; at most 16 MB, the rest comes back as unprocessed. */
export const batchGetItem = (database: Database, body: unknown): Record<string, unknown> => {
  const { RequestItems, ReturnConsumedCapacity } = checkRequest('BatchGetItem', body);
  const responses: Record<string, Item[]> = {};
  const unprocessed: Record<string, { Keys: Item[] }> = {};
  const usages: Usage[] = [];
  let total = 0;
  for (const [name, wanted] of Object.entries(RequestItems)) {
    const table = findTable(database, name);
    const items: Item[] = [];
    const left: Item[] = [];
    for (const Key of wanted.Keys) {
      const { item, bytes } = findItem(database, table, { ...wanted, TableName: name, Key });
      if (total + bytes > BATCH_BYTES) {
        left.push(Key);
        continue;
      }
      total += bytes;
      if (item) items.push(item);
      usages.push({ table: name, units: readUnits(bytes, wanted.ConsistentRead === true) });
    }
    responses[name] = items;
    if (left.length > 0) unprocessed[name] = { ...wanted, Keys: left };
  }
  const usage = describeUsages(usages, usageMode(ReturnConsumedCapacity));
  return {
    Responses: responses,
    UnprocessedKeys: unprocessed,
    ...(usage && { ConsumedCapacity: usage }),
  };
};

const readRange = (
  database: Database,
  action: Action,
  request: ReadRequest,
): Promise<Record<string, unknown>> => {
  const getTable = (name: string, callback: (error: null, table: TableDescription) => void) => {
    callback(null, findTable(database, name).description);
  };
  return new Promise((resolve, reject) => {
    action({ commit: database.commit, getTable }, request, (error, result) => {
      if (error) reject(error);
      else resolve(result ?? {});
    });
  });
};

/** `Query`: dynalite reads the key condition, {@link adaptDynalite} the range. */
export const query = (database: Database, body: unknown): Promise<Record<string, unknown>> =>
  readRange(database, actions.query, checkRequest('Query', body));

/** `Scan`, whole or in segments. */
export const scan = (database: Database, body: unknown): Promise<Record<string, unknown>> =>
  readRange(database, actions.scan, checkRequest('Scan', body));
