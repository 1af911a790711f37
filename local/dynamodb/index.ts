import { statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Clock, systemClock } from '../../shared/platform/clock.ts';
import { Conflict, InvalidInput, NotFound, Unavailable } from '../../shared/platform/errors.ts';
import { type Ids, randomIds } from '../../shared/platform/ids.ts';
import { ensureTable, loadTables } from './administration.ts';
import { createCommit } from './commit.ts';
import type { Database } from './database.ts';
import { dynalite, type Level } from './engine.ts';
import { rememberExpressions } from './expressions.ts';
import type { Meter } from './meter.ts';
import { adaptDynalite } from './ranges.ts';
import { createHandler } from './server.ts';
import { readRecords, type StreamRecord, sequenceOf, trimRecords } from './streams.ts';
import type { Table, TableProperties } from './tables.ts';
import { sweepExpired } from './time-to-live.ts';
import { forgetTokens } from './transactions.ts';

export type { StreamRecord };

/** DynamoDB on one machine: its interface over HTTP, and what the service does beside it. */
export interface DynamoDb {
  /** Answers requests of the AWS SDK; for a server of `node:http` that listens to this machine alone. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
  /** Makes a table from CloudFormation's properties, or brings an existing one up to them; its items stay. */
  readonly createTable: (properties: TableProperties) => Promise<void>;
  /** The names of all tables, in order. */
  readonly tables: () => string[];
  /** Stream records after a sequence number (from the oldest without one), in order, at most `limit`. */
  readonly readStream: (table: string, after: string | undefined, limit: number) => Promise<StreamRecord[]>;
  /** How many records a reader who has read through a sequence number has still to read; give or take failed writes. */
  readonly behind: (table: string, after: string | undefined) => number;
  /** Forgets the records up to and with a sequence number. */
  readonly trimStream: (table: string, through: string) => Promise<void>;
  /** Calls the listener with the table's name whenever its stream has new records; returns what ends that. */
  readonly onChange: (listener: (table: string) => void) => () => void;
  /** Deletes what has had its time; returns how many items. */
  readonly sweepExpired: (now: Date) => Promise<number>;
  /** Waits for what was decided and closes the data folder. */
  readonly close: () => Promise<void>;
}

// Dynalite is one for the whole process, so it is adapted once, when this is loaded.
adaptDynalite();
rememberExpressions();

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The sentence a person reads where a data folder cannot be opened. */
const openFailure = (path: string, thrown: unknown): Error => {
  const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) {
    return new InvalidInput(
      `A file stands where the folder ${path} should be. Move it away and put the folder back from a copy, or begin with a new data folder by --data.`,
      { field: 'path', cause },
    );
  }
  if (codeOf(cause) === 'LEVEL_LOCKED') {
    return new Conflict(
      `The data folder ${path} is in use by another process; stop that one, or choose another folder with --data.`,
      { cause },
    );
  }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(codeOf(cause))) {
    return new InvalidInput(
      `The data folder ${path} cannot be written to (${reason}); make it a folder of yours, or choose another one with --data.`,
      { field: 'path', cause },
    );
  }
  return new Unavailable(
    `The data folder ${path} is broken (${reason}); put it back from a copy, or choose another one with --data.`,
    { cause },
  );
};

const openLevel = async (path: string): Promise<Level> => {
  const { db } = dynalite.create({ path });
  await db.open();
  return db;
};

/**
 * Opens the database of a data folder, which one process may have open at a time, and makes it where there is none.
 *
 * @throws {Conflict} where the folder is in use, {@link InvalidInput} where it cannot be written to,
 *   {@link Unavailable} where it is broken; each says what to do.
 */
export const openDynamoDb = async ({
  path,
  now = systemClock,
  ids = randomIds,
  meter,
}: {
  readonly path: string;
  readonly now?: Clock;
  readonly ids?: Ids;
  /** Adds up what all requests cost, where somebody wants to know. */
  readonly meter?: Meter | undefined;
}): Promise<DynamoDb> => {
  const listeners = new Set<(table: string) => void>();
  const level = await openLevel(path).catch((error: unknown) => {
    throw openFailure(path, error);
  });
  const database: Database = {
    commit: createCommit(level),
    tables: new Map(),
    now,
    ids,
    changed: (table) => {
      for (const listener of listeners) listener(table);
    },
  };
  try {
    await loadTables(database);
    await forgetTokens(database, now());
  } catch (error) {
    await level.close();
    throw openFailure(path, error);
  }
  const tableOf = (name: string): Table => {
    const table = database.tables.get(name);
    if (table) return table;
    throw new NotFound(`there is no table ${name} in the data folder ${path}; create it first`);
  };
  return {
    handler: createHandler(database, meter),
    createTable: async (properties) => {
      await ensureTable(database, properties);
    },
    tables: () => [...database.tables.keys()].sort(),
    readStream: (table, after, limit) => readRecords(database.commit, tableOf(table), after, limit),
    behind: (table, after) => tableOf(table).sequence - (after === undefined ? 0 : sequenceOf(after)),
    trimStream: (table, through) =>
      trimRecords(database.commit, tableOf(table).description.TableName, through),
    onChange: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    sweepExpired: async (at) => {
      await forgetTokens(database, at);
      return sweepExpired(database, at);
    },
    close: () => database.commit.close(),
  };
};
