import { itemSize } from './capacity.ts';
import type { Commit, KeyChange } from './commit.ts';
import { streamPrefix, trimmedKey, within } from './keys.ts';
import type { Stored } from './stored.ts';
import type { Table } from './tables.ts';
import type { Item, ViewType } from './values.ts';

/** One change of one item, in the form in which Lambda's event source mapping hands it to a function. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly eventSourceARN: string;
  /** Present where the service itself removed the item because its time had come. */
  readonly userIdentity?: { readonly type: 'Service'; readonly principalId: 'dynamodb.amazonaws.com' };
  readonly dynamodb: {
    /** Epoch seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: ViewType;
  };
}

/** Who makes a change and when; `expired` where the service removes what has had its time. */
export interface Instigator {
  readonly now: Date;
  readonly id: string;
  readonly expired?: boolean;
}

/** A sequence number is 21 digits and does not begin with a zero, so that text order is number order. */
const FIRST = '3';
const sequenceNumber = (sequence: number): string => FIRST + String(sequence).padStart(20, '0');

/** The number of a stream record within its table, from its sequence number. */
export const sequenceOf = (text: string): number => Number(text.slice(FIRST.length));

const keysOf = (table: Table, { item }: Stored): Item => {
  const keys: Item = {};
  for (const { AttributeName } of table.description.KeySchema) {
    const value = item[AttributeName];
    if (value) keys[AttributeName] = value;
  }
  return keys;
};

/**
 * The stream record of an item's change, to be staged with the change itself; undefined where the table has no stream.
 * Takes the table's next sequence number. Images are put in as the text they are kept as, never written again.
 */
export const streamChange = (
  table: Table,
  before: Stored | undefined,
  after: Stored | undefined,
  { now, id, expired }: Instigator,
): KeyChange | undefined => {
  const view = table.view;
  const subject = after ?? before;
  if (!view || !subject) return undefined;
  table.sequence += 1;
  const sequence = sequenceNumber(table.sequence);
  const fresh = view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES' ? after : undefined;
  const old = view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES' ? before : undefined;
  const name = before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT';
  const keys = keysOf(table, subject);
  const value =
    `{"eventID":"${id}","eventName":"${name}",` +
    (expired ? '"userIdentity":{"type":"Service","principalId":"dynamodb.amazonaws.com"},' : '') +
    `"dynamodb":{"ApproximateCreationDateTime":${Math.floor(now.getTime() / 1000)},"Keys":${JSON.stringify(keys)},` +
    (fresh ? `"NewImage":${fresh.text},` : '') +
    (old ? `"OldImage":${old.text},` : '') +
    `"SequenceNumber":"${sequence}","SizeBytes":${itemSize(keys) + (fresh?.bytes ?? 0) + (old?.bytes ?? 0)},` +
    `"StreamViewType":"${view}"}}`;
  return { key: streamPrefix(table.description.TableName) + sequence, value };
};

/** The number of the newest record of a table's stream, whether it is still there or was trimmed. */
export const newestSequence = async (commit: Commit, table: string): Promise<number> => {
  const prefix = streamPrefix(table);
  const trimmed = commit.stored(trimmedKey(table));
  for await (const [entry] of commit.entries({ ...within(prefix), reverse: true, limit: 1 })) {
    if (entry) return sequenceOf(entry[0].slice(prefix.length));
  }
  return trimmed === undefined ? 0 : sequenceOf(trimmed);
};

/** Records on disk after a sequence number (from the oldest without one), in order, at most `limit`. */
export const readRecords = async (
  commit: Commit,
  { description: { TableName: table, LatestStreamArn = '' } }: Table,
  after: string | undefined,
  limit: number,
): Promise<StreamRecord[]> => {
  const prefix = streamPrefix(table);
  const records: StreamRecord[] = [];
  const { lt = '' } = within(prefix);
  for await (const chunk of commit.entries({ gt: prefix + (after ?? ''), lt, limit })) {
    for (const [, value] of chunk) {
      records.push({
        ...(JSON.parse(value) as Pick<StreamRecord, 'eventID' | 'eventName' | 'userIdentity' | 'dynamodb'>),
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: 'us-east-1',
        eventSourceARN: LatestStreamArn,
      });
    }
  }
  return records;
};

/** Removes the records up to and with a sequence number, and remembers it, so that numbers are never given twice. */
export const trimRecords = async (commit: Commit, table: string, through: string): Promise<void> => {
  const prefix = streamPrefix(table);
  for await (const chunk of commit.entries({ gt: prefix, lte: prefix + through })) {
    const last = chunk.at(-1)?.[0].slice(prefix.length);
    if (last === undefined) return;
    commit.stage([{ key: trimmedKey(table), value: last }, ...chunk.map(([key]) => ({ key }))]);
    await commit.settled();
  }
};
