import { describeUsage, itemSize, readUnits, usageMode } from './capacity.ts';
import type { Commit } from './commit.ts';
import { type Condition, holds } from './conditions.ts';
import { dynalite, type LevelRange } from './engine.ts';
import { indexPrefix, itemPrefix, within } from './keys.ts';
import type { Item, KeySchema, TableDescription } from './values.ts';

/** The parts of a checked read that matter once its range is known; `_filter` and `_projection` are parsed. */
export interface ReadRequest {
  readonly TableName: string;
  readonly Key?: Item;
  readonly IndexName?: string;
  readonly ConsistentRead?: boolean;
  readonly Limit?: number;
  readonly Select?: string;
  readonly ReturnConsumedCapacity?: string;
  readonly AttributesToGet?: readonly string[];
  readonly QueryFilter?: unknown;
  readonly ScanFilter?: unknown;
  readonly ConditionalOperator?: unknown;
  readonly _filter?: { readonly expression: Condition };
  readonly _projection?: {
    readonly paths: readonly (readonly (string | number)[])[];
    readonly nestedPaths: unknown;
  };
}

/** What the reading of a range needs of the database. */
interface RangeStore {
  readonly commit: Commit;
}

/** A page holds at most this many bytes of items, read before any filter (service quota). */
const PAGE_BYTES = 1024 * 1024;

const place = (prefix: string, range: LevelRange): LevelRange => {
  const whole = within(prefix);
  const { gt, gte, lt, lte } = range;
  return {
    ...(gt !== undefined ? { gt: prefix + gt } : { gte: prefix + (gte ?? '') }),
    ...(lt !== undefined
      ? { lt: prefix + lt }
      : lte !== undefined
        ? { lte: prefix + lte }
        : { lt: whole.lt ?? '' }),
    ...(range.reverse !== undefined && { reverse: range.reverse }),
    ...(range.limit !== undefined && { limit: range.limit }),
  };
};

interface Page {
  readonly items: Item[];
  readonly bytes: number;
  /** Bytes read from the table for items of a local index that does not hold them whole. */
  readonly fetchedBytes: number;
  readonly full: boolean;
}

const readPage = async (
  { commit }: RangeStore,
  range: LevelRange,
  limit: number,
  whole: ((entry: Item) => Item | undefined) | undefined,
): Promise<Page> => {
  const items: Item[] = [];
  let [bytes, fetchedBytes] = [0, 0];
  for await (const chunk of commit.entries(range)) {
    for (const [, text] of chunk) {
      const entry = JSON.parse(text) as Item;
      const item = whole ? whole(entry) : entry;
      if (!item) continue;
      bytes += itemSize(entry);
      if (whole) fetchedBytes += itemSize(item);
      items.push(item);
      if (items.length >= limit || bytes >= PAGE_BYTES) return { items, bytes, fetchedBytes, full: true };
    }
  }
  return { items, bytes, fetchedBytes, full: false };
};

const filtered = (request: ReadRequest, items: readonly Item[]): readonly Item[] => {
  const { _filter: filter } = request;
  if (filter) return items.filter((item) => holds(filter.expression, item));
  const legacy = request.QueryFilter ?? request.ScanFilter;
  return legacy
    ? items.filter((item) => dynalite.matchesFilter(item, legacy, request.ConditionalOperator))
    : items;
};

const usageOf = (request: ReadRequest, page: Page, isLocal: boolean | undefined) => {
  const consistent = request.ConsistentRead === true;
  const units = readUnits(page.bytes, consistent);
  const fetched = page.fetchedBytes > 0 ? readUnits(page.fetchedBytes, consistent) : 0;
  const mode = usageMode(request.ReturnConsumedCapacity);
  if (request.IndexName === undefined) return describeUsage({ table: request.TableName, units }, mode);
  if (!isLocal) {
    return describeUsage(
      { table: request.TableName, units: 0, indexes: { [request.IndexName]: units } },
      mode,
    );
  }
  return describeUsage({ table: request.TableName, units: units + fetched }, mode);
};

const answer = async (
  store: RangeStore,
  table: TableDescription,
  request: ReadRequest,
  range: LevelRange,
  isLocal: boolean | undefined,
  fetchFromTable: boolean,
  startKeyNames: readonly string[],
): Promise<Record<string, unknown>> => {
  const { TableName, IndexName, Limit = Number.POSITIVE_INFINITY } = request;
  const items = itemPrefix(TableName);
  const prefix = IndexName === undefined ? items : indexPrefix(TableName, IndexName);
  const fetch = (entry: Item) => {
    const text = store.commit.stored(items + dynalite.createKey(entry, table));
    return text === undefined ? undefined : (JSON.parse(text) as Item);
  };
  const page = await readPage(store, place(prefix, range), Limit, fetchFromTable ? fetch : undefined);
  const last = page.full ? page.items.at(-1) : undefined;
  const matching = filtered(request, page.items);
  const paths = request._projection?.paths ?? request.AttributesToGet;
  const usage = usageOf(request, page, isLocal);
  return {
    Count: matching.length,
    ScannedCount: page.items.length,
    ...(request.Select !== 'COUNT' && {
      Items: paths ? matching.map((item) => dynalite.mapPaths(paths, item)) : matching,
    }),
    ...(last && { LastEvaluatedKey: Object.fromEntries(startKeyNames.map((name) => [name, last[name]])) }),
    ...(usage && { ConsumedCapacity: usage }),
  };
};

/**
 * Takes three places in dynalite that its own `Query` and `Scan` go through: the reading of a range (own, because
 * capacity, sizes and filters must be counted as everywhere else here), the size of an item (dynalite counts characters
 * for bytes) and the key of an index entry (dynalite tells two items of one index key apart by 24 bits of a hash).
 */
export const adaptDynalite = (): void => {
  dynalite.queryTable = (store, table, request, range, isLocal, fetchFromTable, startKeyNames, callback) => {
    answer(store as RangeStore, table, request, range, isLocal, fetchFromTable, startKeyNames).then(
      (result) => {
        callback(null, result);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)));
      },
    );
  };
  dynalite.itemSize = itemSize;
  dynalite.createIndexKey = (item: Item, table: TableDescription, keySchema: KeySchema) =>
    dynalite.createKey(item, table, keySchema) + dynalite.createKey(item, table);
};
