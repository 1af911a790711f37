import * as z from 'zod';
import { InvalidInput } from '../../shared/platform/errors.ts';
import { expiryKey, indexEntry } from './changes.ts';
import type { KeyChange } from './commit.ts';
import { type Database, findTable } from './database.ts';
import { serviceFailure, validationFailure } from './failures.ts';
import { expiryPrefix, indexPrefix, itemPrefix, streamPrefix, tableKey, trimmedKey, within } from './keys.ts';
import { fromText } from './stored.ts';
import { newestSequence } from './streams.ts';
import { describeTable, indexLayout, openTable, type StoredTable, sameKey, type Table } from './tables.ts';

const commit = async ({ commit: way }: Database, changes: readonly KeyChange[]): Promise<void> => {
  way.stage(changes);
  await way.settled();
};

const keep = (database: Database, stored: StoredTable): Promise<void> =>
  commit(database, [{ key: tableKey(stored.description.TableName), value: JSON.stringify(stored) }]);

/** Reads the tables a data folder holds. */
export const loadTables = async (database: Database): Promise<void> => {
  for await (const chunk of database.commit.entries(within(tableKey('')))) {
    for (const [, text] of chunk) {
      const stored = JSON.parse(text) as StoredTable;
      const { TableName } = stored.description;
      database.tables.set(TableName, openTable(stored, await newestSequence(database.commit, TableName)));
    }
  }
};

/** Builds index entries and times of expiry anew, for a table whose indexes or time to live were changed. */
const rebuild = async (database: Database, table: Table): Promise<void> => {
  const { TableName } = table.description;
  await database.commit.clear(within(indexPrefix(TableName)));
  await database.commit.clear(within(expiryPrefix(TableName)));
  const prefix = itemPrefix(TableName);
  for await (const chunk of database.commit.entries(within(prefix))) {
    const changes = chunk.flatMap(([place, text]): KeyChange[] => {
      const stored = fromText(text);
      const expiry = expiryKey(table, place.slice(prefix.length), stored);
      return [
        ...table.indexes.flatMap((index) => {
          const entry = indexEntry(table, index, stored);
          return entry ? [{ key: entry.key, value: entry.text }] : [];
        }),
        ...(expiry === undefined ? [] : [{ key: expiry, value: '' }]),
      ];
    });
    if (changes.length > 0) await commit(database, changes);
  }
};

/** Removes all that belongs to a table but its description. */
const empty = async (database: Database, table: string): Promise<void> => {
  for (const prefix of [itemPrefix, indexPrefix, streamPrefix, expiryPrefix]) {
    await database.commit.clear(within(prefix(table)));
  }
  await commit(database, [{ key: trimmedKey(table) }]);
};

/** Changes a table's settings; while its entries are built anew the old description stays on disk, so that a stop in
 * between is made good at the next start. */
const change = async (database: Database, old: Table, stored: StoredTable): Promise<Table> => {
  const table = openTable(stored, old.sequence);
  database.tables.set(stored.description.TableName, table);
  if (indexLayout(table) !== indexLayout(old)) await rebuild(database, table);
  await keep(database, stored);
  return table;
};

/**
 * Makes a table, or makes an existing one as the properties want it: what is in it stays, indexes are built anew where
 * they differ. Not to be called while the table is being written to.
 *
 * @throws {InvalidInput} where the properties are wrong, or the table is there with another key.
 */
export const ensureTable = async (database: Database, properties: unknown): Promise<Table> => {
  const stored = describeTable(properties, database.ids(), database.now());
  const name = stored.description.TableName;
  const old = database.tables.get(name);
  if (!old) {
    // A folder may hold what is left of a table whose deletion was cut short.
    await empty(database, name);
    const table = openTable(stored, 0);
    database.tables.set(name, table);
    await keep(database, stored);
    return table;
  }
  if (!sameKey(old.description, stored.description)) {
    throw new InvalidInput(
      `table ${name} is in the data folder with another key; remove the folder to begin anew, or choose another one`,
      { field: 'KeySchema' },
    );
  }
  const { TableId, CreationDateTime } = old.description;
  return change(database, old, {
    ...stored,
    description: { ...stored.description, TableId, CreationDateTime },
  });
};

/** `CreateTable`; the table is ready at once. */
export const createTable = async (database: Database, body: unknown): Promise<Record<string, unknown>> => {
  const name = named.safeParse(body).data?.TableName;
  if (name !== undefined && database.tables.has(name)) {
    throw serviceFailure('ResourceInUseException', `Table already exists: ${name}`);
  }
  try {
    const { description } = await ensureTable(database, body);
    return { TableDescription: description };
  } catch (error) {
    if (error instanceof InvalidInput) throw validationFailure(error.message);
    throw error;
  }
};

const named = z.object({ TableName: z.string() });

const nameIn = (body: unknown): string => {
  const read = named.safeParse(body);
  if (read.success) return read.data.TableName;
  throw validationFailure("The parameter 'TableName' is required but was not present in the request");
};

/** `DescribeTable`. */
export const describe = (database: Database, body: unknown): Record<string, unknown> => ({
  Table: findTable(database, nameIn(body)).description,
});

/** `DeleteTable`; the description goes first, so that a stop in between leaves no half table in use. */
export const deleteTable = async (database: Database, body: unknown): Promise<Record<string, unknown>> => {
  const { description } = findTable(database, nameIn(body));
  database.tables.delete(description.TableName);
  await commit(database, [{ key: tableKey(description.TableName) }]);
  await empty(database, description.TableName);
  return { TableDescription: { ...description, TableStatus: 'DELETING' } };
};

const page = z.object({
  ExclusiveStartTableName: z.string().optional(),
  Limit: z.number().int().min(1).max(100).default(100),
});

/** `ListTables`, by name, page by page. */
export const listTables = (database: Database, body: unknown): Record<string, unknown> => {
  const read = page.safeParse(body);
  if (!read.success) throw validationFailure('Limit must be a whole number from 1 to 100');
  const { ExclusiveStartTableName: start, Limit: limit } = read.data;
  const names = [...database.tables.keys()].sort().filter((name) => start === undefined || name > start);
  const shown = names.slice(0, limit);
  return { TableNames: shown, ...(names.length > limit && { LastEvaluatedTableName: shown.at(-1) }) };
};

const timeToLive = named.extend({
  TimeToLiveSpecification: z.object({ Enabled: z.boolean(), AttributeName: z.string().min(1) }),
});

/** `UpdateTimeToLive`; kept with the table. */
export const updateTimeToLive = async (
  database: Database,
  body: unknown,
): Promise<Record<string, unknown>> => {
  const read = timeToLive.safeParse(body);
  if (!read.success) throw validationFailure('TimeToLiveSpecification needs Enabled and AttributeName');
  const { TableName, TimeToLiveSpecification: wanted } = read.data;
  const table = findTable(database, TableName);
  if (wanted.Enabled === (table.timeToLive !== undefined)) {
    throw validationFailure(`TimeToLive is already ${wanted.Enabled ? 'enabled' : 'disabled'}`);
  }
  await change(database, table, {
    description: table.description,
    ...(wanted.Enabled && { timeToLive: wanted.AttributeName }),
  });
  return { TimeToLiveSpecification: wanted };
};

/** `DescribeTimeToLive`. */
export const describeTimeToLive = (database: Database, body: unknown): Record<string, unknown> => {
  const { timeToLive: attribute } = findTable(database, nameIn(body));
  return {
    TimeToLiveDescription:
      attribute === undefined
        ? { TimeToLiveStatus: 'DISABLED' }
        : { TimeToLiveStatus: 'ENABLED', AttributeName: attribute },
  };
};
