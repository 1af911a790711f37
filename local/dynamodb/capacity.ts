import type { AttributeValue, Item } from './values.ts';

/** An item takes at most this many bytes, names included (service quota). */
export const MAX_ITEM_BYTES = 400 * 1024;

const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;

const stringSize = (text: string): number => Buffer.byteLength(text);

const binarySize = (base64: string): number =>
  (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);

/** A number takes a byte, one more for every two digits (in pairs from the point), and one for a minus sign. */
const numberSize = (text: string): number => {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const pairs = (whole.length % 2 ? `0${whole}` : whole) + (fraction.length % 2 ? `${fraction}0` : fraction);
  const significant = pairs.replace(/^(?:00)+|(?:00)+$/g, '');
  return significant === '' ? 1 : 1 + significant.length / 2 + (negative ? 1 : 0);
};

const sum = (values: readonly string[], size: (value: string) => number): number => {
  let total = 0;
  for (const value of values) total += size(value);
  return total;
};

const valueSize = (value: AttributeValue): number => {
  if (value.S !== undefined) return stringSize(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return binarySize(value.B);
  if (value.SS !== undefined) return sum(value.SS, stringSize);
  if (value.NS !== undefined) return sum(value.NS, numberSize);
  if (value.BS !== undefined) return sum(value.BS, binarySize);
  if (value.L !== undefined) return value.L.reduce((total, element) => total + 1 + valueSize(element), 3);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemSize(value.M);
  return 1;
};

/** Bytes of an item as DynamoDB counts them: names and strings in UTF-8, a byte of overhead per nested element. */
export const itemSize = (item: Item): number => {
  let total = 0;
  for (const name in item) {
    const value = item[name];
    if (value) total += stringSize(name) + valueSize(value);
  }
  return total;
};

/** Units of a write that touches this many bytes: one for each begun kilobyte, at least one. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / WRITE_UNIT_BYTES));

/** Units of a read of this many bytes: one for each begun 4 KB, at least one; half where it may be stale. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) / (consistent ? 1 : 2);

/** Units one request used, by table and index. */
export interface Usage {
  readonly table: string;
  readonly units: number;
  /** Units by the name of a global index. */
  readonly indexes?: Readonly<Record<string, number>>;
}

/** How a request's usage is shown: not at all, in total, or with its parts. */
export type UsageMode = 'NONE' | 'TOTAL' | 'INDEXES';

/** Reads `ReturnConsumedCapacity`. */
export const usageMode = (value: unknown): UsageMode =>
  value === 'TOTAL' || value === 'INDEXES' ? value : 'NONE';

/** What `ConsumedCapacity` says of one table, or undefined where nobody asked. */
export const describeUsage = (
  usage: Usage,
  mode: UsageMode,
  kind?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): Record<string, unknown> | undefined => {
  if (mode === 'NONE') return undefined;
  const indexes = Object.entries(usage.indexes ?? {});
  const total = indexes.reduce((units, [, more]) => units + more, usage.units);
  const show = (units: number) => ({ CapacityUnits: units, ...(kind && { [kind]: units }) });
  return {
    TableName: usage.table,
    ...show(total),
    ...(mode === 'INDEXES' && {
      Table: show(usage.units),
      ...(indexes.length > 0 && {
        GlobalSecondaryIndexes: Object.fromEntries(indexes.map(([name, units]) => [name, show(units)])),
      }),
    }),
  };
};

/** `ConsumedCapacity` of a request over several tables: one entry a table, in the order they were first used. */
export const describeUsages = (
  usages: readonly Usage[],
  mode: UsageMode,
  kind?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): Record<string, unknown>[] | undefined => {
  if (mode === 'NONE') return undefined;
  const byTable = new Map<string, { units: number; indexes: Record<string, number> }>();
  for (const { table, units, indexes = {} } of usages) {
    const total = byTable.get(table) ?? { units: 0, indexes: {} };
    total.units += units;
    for (const [name, more] of Object.entries(indexes)) {
      total.indexes[name] = (total.indexes[name] ?? 0) + more;
    }
    byTable.set(table, total);
  }
  return [...byTable].flatMap(([table, total]) => {
    const described = describeUsage({ table, ...total }, mode, kind);
    return described ? [described] : [];
  });
};
