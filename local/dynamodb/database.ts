import type { Clock } from '../../shared/platform/clock.ts';
import type { Ids } from '../../shared/platform/ids.ts';
import { type Effect, effectOf } from './changes.ts';
import type { Commit, KeyChange } from './commit.ts';
import { decide, type Write } from './decide.ts';
import { serviceFailure } from './failures.ts';
import { itemPrefix } from './keys.ts';
import { fromText, type Stored, toStored } from './stored.ts';
import type { Table } from './tables.ts';
import type { Item } from './values.ts';

/** An open database: its way to disk, its tables, and what it takes from outside. */
export interface Database {
  readonly commit: Commit;
  readonly tables: Map<string, Table>;
  readonly now: Clock;
  readonly ids: Ids;
  /** Tells that a table's stream has new records on disk. */
  readonly changed: (table: string) => void;
}

/**
 * A table by its name.
 *
 * @throws {Refusal} `ResourceNotFoundException` where there is none.
 */
export const findTable = ({ tables }: Database, name: string): Table => {
  const table = tables.get(name);
  if (table) return table;
  throw serviceFailure('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
};

/** An item as it stands after everything decided so far. */
export const latestItem = ({ commit }: Database, table: Table, key: string): Stored | undefined => {
  const text = commit.latest(itemPrefix(table.description.TableName) + key);
  return text === undefined ? undefined : fromText(text);
};

/** What became of a write: the item before and after, and the effect that is to be staged. */
export interface Outcome extends Effect {
  readonly write: Write;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/** Decides what an item will be, without a trace yet; throws where the write is refused. */
const decideAfter = (
  database: Database,
  write: Write,
): { before: Stored | undefined; after: Stored | undefined } => {
  const before = latestItem(database, write.table, write.key);
  const after = decide(write, before?.item);
  return { before, after: after && (after === before?.item ? before : toStored(after)) };
};

/**
 * Decides writes of different items and stages their effects together, all in this turn of the event loop.
 * The caller awaits `commit.settled()` before it answers, whether this throws or not: a refusal, too, rests on what may
 * not be on disk yet.
 *
 * @param also is staged with them.
 * @param refused is told of each write that was refused; nothing is staged where one was. Without it the first refusal is
 *   thrown.
 * @param expired says that the service itself makes the change, because the items have had their time.
 */
export const stageWrites = (
  database: Database,
  writes: readonly Write[],
  {
    also = [],
    refused,
    expired = false,
  }: {
    readonly also?: readonly KeyChange[];
    readonly refused?: (position: number, reason: unknown) => void;
    readonly expired?: boolean;
  } = {},
): Outcome[] => {
  const decided = writes.flatMap((write, position) => {
    try {
      return [{ write, ...decideAfter(database, write) }];
    } catch (error) {
      if (!refused) throw error;
      refused(position, error);
      return [];
    }
  });
  if (decided.length < writes.length) return [];
  const now = database.now();
  const outcomes = decided.map(({ write, before, after }) => ({
    ...effectOf(write.table, write.key, before, after, {
      now,
      id: database.ids().replaceAll('-', ''),
      expired,
    }),
    write,
    before: before?.item,
    after: after?.item,
  }));
  const changes = outcomes.flatMap((outcome) => outcome.changes).concat(also);
  if (changes.length > 0) database.commit.stage(changes);
  return outcomes;
};

/** Waits until outcomes are on disk, then tells who reads the streams of their tables. */
export const settle = async (database: Database, outcomes: readonly Outcome[]): Promise<void> => {
  await database.commit.settled();
  const tables = new Set<string>();
  for (const { write, changes } of outcomes) {
    if (changes.length > 0 && write.table.view) tables.add(write.table.description.TableName);
  }
  for (const table of tables) database.changed(table);
};
