import { itemSize, type Usage, writeUnits } from './capacity.ts';
import type { KeyChange } from './commit.ts';
import { dynalite } from './engine.ts';
import { expiryPrefix, indexPrefix, itemPrefix } from './keys.ts';
import type { Stored } from './stored.ts';
import { type Instigator, streamChange } from './streams.ts';
import type { Table } from './tables.ts';
import { equalItems } from './values.ts';

/** An item's entry in an index. */
export interface IndexEntry {
  readonly key: string;
  readonly text: string;
  readonly bytes: number;
}

/** The entry an item has in an index, or undefined where it lacks one of the index's keys. */
export const indexEntry = (
  table: Table,
  index: Table['indexes'][number],
  { item, text, bytes }: Stored,
): IndexEntry | undefined => {
  const { description } = table;
  if (!index.KeySchema.every(({ AttributeName }) => item[AttributeName] !== undefined)) return undefined;
  const key =
    indexPrefix(description.TableName, index.IndexName) +
    dynalite.createIndexKey(item, description, index.KeySchema);
  const { ProjectionType, NonKeyAttributes = [] } = index.Projection;
  if (ProjectionType === 'ALL') return { key, text, bytes };
  const names = new Set(
    [...description.KeySchema, ...index.KeySchema]
      .map(({ AttributeName }) => AttributeName)
      .concat(NonKeyAttributes),
  );
  const projected = Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
  return { key, text: JSON.stringify(projected), bytes: itemSize(projected) };
};

/** Where an item stands by its time of expiry; undefined where it has none. */
export const expiryKey = (table: Table, key: string, { item }: Stored): string | undefined => {
  const second = table.timeToLive === undefined ? undefined : item[table.timeToLive]?.N;
  if (second === undefined) return undefined;
  const whole = Math.floor(Number(second));
  if (whole < 0 || whole >= 1e12) return undefined;
  return `${expiryPrefix(table.description.TableName)}${String(whole).padStart(12, '0')}~${key}`;
};

/** What a change of one item does on disk, and what DynamoDB would charge for it. */
export interface Effect {
  readonly changes: readonly KeyChange[];
  readonly usage: Usage;
}

/**
 * Puts an index right for a change, and returns the units that takes: one write for an entry made, changed or removed,
 * two where its key moves, none where the entry stays as it is.
 */
const changeIndex = (
  before: IndexEntry | undefined,
  after: IndexEntry | undefined,
  changes: KeyChange[],
): number => {
  if (before && after && before.key === after.key) {
    if (before.text === after.text) return 0;
    changes.push({ key: after.key, value: after.text });
    return writeUnits(Math.max(before.bytes, after.bytes));
  }
  if (before) changes.push({ key: before.key });
  if (after) changes.push({ key: after.key, value: after.text });
  return (before ? writeUnits(before.bytes) : 0) + (after ? writeUnits(after.bytes) : 0);
};

/**
 * The effect of an item's change: the item, its index entries, its time of expiry and its stream record, all to be
 * staged together. Nothing changes on disk where the item stays equal, but DynamoDB still charges for the write.
 */
export const effectOf = (
  table: Table,
  key: string,
  before: Stored | undefined,
  after: Stored | undefined,
  by: Instigator,
): Effect => {
  const name = table.description.TableName;
  const units = writeUnits(Math.max(before?.bytes ?? 0, after?.bytes ?? 0));
  const equal =
    before && after ? before.text === after.text || equalItems(before.item, after.item) : before === after;
  if (equal) return { changes: [], usage: { table: name, units } };
  const changes: KeyChange[] = [{ key: itemPrefix(name) + key, ...(after && { value: after.text }) }];
  const indexes: Record<string, number> = {};
  let local = 0;
  for (const index of table.indexes) {
    const [old, fresh] = [before, after].map((stored) => stored && indexEntry(table, index, stored));
    const used = changeIndex(old, fresh, changes);
    if (index.local) local += used;
    else if (used > 0) indexes[index.IndexName] = used;
  }
  if (table.timeToLive !== undefined) {
    const [old, fresh] = [before, after].map((stored) => stored && expiryKey(table, key, stored));
    if (old !== undefined && old !== fresh) changes.push({ key: old });
    if (fresh !== undefined && old !== fresh) changes.push({ key: fresh, value: '' });
  }
  const streamed = streamChange(table, before, after, by);
  if (streamed) changes.push(streamed);
  return { changes, usage: { table: name, units: units + local, indexes } };
};
