import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import { InvalidInput } from '../../shared/platform/errors.ts';

/** A row as SQLite gives it. */
export type Row = Record<string, SQLOutputValue>;

/** The one SQLite file of a data folder: what the queues, the bus, the schedules and the outbox must not forget. */
export interface Database {
  /** The connection itself, for who keeps tables of their own in it. */
  readonly connection: DatabaseSync;
  /** Runs a statement; statements are prepared once per text. */
  run(sql: string, ...values: SQLInputValue[]): { changes: number };
  first(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all(sql: string, ...values: SQLInputValue[]): Row[];
  /** Does all of the work or nothing; a transaction within one is part of it. The work is synchronous. */
  transaction<T>(work: () => T): T;
  readonly close: () => void;
}

/**
 * `message`: one row per message of a queue; `visible_at` and `sent_at` are milliseconds of machine time, `receipt` is
 * the handle of its last receive, `origin` is the queue a dead letter was moved from,
 * `redo` what a redrive of one that was in no queue does again.
 * `invocation`: asynchronous invocations not yet done. `checkpoint`: how far a mapping has read a stream.
 * `seen_event`: the archive of the bus. `schedule`: when a schedule last ran, in local time. `setting`: the rest.
 */
const schema = `
  CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS message (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
    attributes TEXT NOT NULL, sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL,
    receives INTEGER NOT NULL DEFAULT 0, first_received_at INTEGER, receipt TEXT, origin TEXT, redo TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS message_by_visibility ON message (queue, visible_at, seq);
  CREATE INDEX IF NOT EXISTS message_by_receipt ON message (receipt) WHERE receipt IS NOT NULL;
  CREATE TABLE IF NOT EXISTS invocation (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, function TEXT NOT NULL, payload TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL, accepted_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS checkpoint (mapping TEXT PRIMARY KEY, sequence TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS again (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, mapping TEXT NOT NULL, records TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS seen_event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, bus TEXT NOT NULL, received_at TEXT NOT NULL, bytes INTEGER NOT NULL,
    event TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS schedule (name TEXT PRIMARY KEY, expression TEXT NOT NULL, last_at INTEGER NOT NULL) STRICT;
`;

const explain = (file: string, cause: unknown): InvalidInput => {
  const why = cause instanceof Error ? cause.message : String(cause);
  if (/locked|busy/i.test(why)) {
    return new InvalidInput(
      `${file} is in use: another Colloquy runs on this data folder. Stop it, or give another folder with --data.`,
      { cause },
    );
  }
  return new InvalidInput(
    `${file} cannot be used (${why}). Put the file back from a copy, or remove the data folder to start empty.`,
    { cause },
  );
};

/**
 * Opens the database, making it where there is none. Write-ahead logging without a sync per commit: what was
 * committed survives the death of the process (SIGKILL), though not of the machine. The file is held exclusively.
 *
 * @throws {InvalidInput} in a sentence for people, where the file is damaged, unreadable or held by another process.
 */
export const openDatabase = (file: string): Database => {
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(file);
    connection.exec(
      'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;',
    );
    connection.exec(schema);
  } catch (cause) {
    connection?.close();
    throw explain(file, cause);
  }
  const open = connection;
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const prepare = (sql: string) => {
    let statement = prepared.get(sql);
    if (!statement) {
      statement = open.prepare(sql);
      prepared.set(sql, statement);
    }
    return statement;
  };
  return {
    connection: open,
    run: (sql, ...values) => ({ changes: Number(prepare(sql).run(...values).changes) }),
    first: (sql, ...values) => prepare(sql).get(...values),
    all: (sql, ...values) => prepare(sql).all(...values),
    transaction: (work) => {
      if (open.isTransaction) return work();
      open.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        open.exec('COMMIT');
        return result;
      } catch (error) {
        open.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => {
      prepared.clear();
      open.close();
    },
  };
};

/** A setting that outlives the process, or undefined where it was never set. */
export const readSetting = (database: Database, name: string): string | undefined => {
  const value = database.first('SELECT value FROM setting WHERE name = ?', name)?.['value'];
  return typeof value === 'string' ? value : undefined;
};

/** Keeps a setting beyond the end of the process. */
export const writeSetting = (database: Database, name: string, value: string): void => {
  database.run(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    name,
    value,
  );
};
