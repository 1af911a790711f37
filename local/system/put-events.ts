import * as z from 'zod';
import { ServiceError } from './aws-protocol.ts';
import { isObject, type JsonObject, readJson } from './json.ts';

/** Most entries of one call, and most bytes of all of them (EventBridge quotas). */
const MAX_ENTRIES = 10;
const MAX_BYTES = 262_144;

const Entry = z.object({
  Time: z.number().optional(),
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  Resources: z.array(z.string()).default([]),
  EventBusName: z.string().optional(),
  TraceHeader: z.string().optional(),
});
type Entry = z.output<typeof Entry>;

/** An entry that was taken, or why it was not. */
export type CheckedEntry =
  | {
      readonly taken: true;
      readonly bus: string;
      readonly source: string;
      readonly detailType: string;
      readonly detail: JsonObject;
      readonly resources: readonly string[];
      /** Epoch milliseconds, where the entry says. */
      readonly time: number | undefined;
      readonly bytes: number;
    }
  | { readonly taken: false; readonly code: string; readonly message: string };

/** An entry's size as EventBridge counts it ("Calculating PutEvents event entry size"). */
const sizeOf = ({ Time, Source = '', DetailType = '', Detail = '', Resources }: Entry): number =>
  (Time === undefined ? 0 : 14) +
  [Source, DetailType, Detail, ...Resources].reduce((size, text) => size + Buffer.byteLength(text), 0);

const refuse = (code: string, message: string): CheckedEntry => ({ taken: false, code, message });

const missing = (name: string): CheckedEntry =>
  refuse('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);

const readDetail = (text: string): JsonObject | undefined => {
  try {
    const detail = readJson(text);
    return isObject(detail) ? detail : undefined;
  } catch {
    // Malformed JSON and JSON that is no object are the same refusal.
    return undefined;
  }
};

const checkEntry = (entry: Entry, buses: ReadonlySet<string>): CheckedEntry => {
  if (!entry.Source) return missing('Source');
  if (!entry.DetailType) return missing('DetailType');
  if (!entry.Detail) return missing('Detail');
  if (entry.Source.startsWith('aws.')) {
    return refuse('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  if (entry.DetailType.length > 128) {
    return refuse(
      'InvalidArgument',
      'Parameter DetailType is not valid. Reason: it is longer than 128 characters.',
    );
  }
  const bus = (entry.EventBusName ?? 'default').split('/').at(-1) ?? 'default';
  if (!buses.has(bus)) {
    return refuse(
      'InvalidArgument',
      `Parameter EventBusName is not valid. Reason: event bus ${bus} does not exist.`,
    );
  }
  const detail = readDetail(entry.Detail);
  if (!detail) return refuse('MalformedDetail', 'Detail is malformed.');
  return {
    taken: true,
    bus,
    source: entry.Source,
    detailType: entry.DetailType,
    detail,
    resources: entry.Resources,
    time: entry.Time === undefined ? undefined : entry.Time * 1000,
    bytes: sizeOf(entry),
  };
};

/**
 * Checks a `PutEvents` request as EventBridge documents it: each entry is taken or refused by itself.
 *
 * @throws {ServiceError} `ValidationException` where the call as a whole is refused: no entry, more than ten, more
 *   than 256 KB.
 */
export const checkPutEvents = (input: unknown, buses: ReadonlySet<string>): readonly CheckedEntry[] => {
  const request = z.object({ Entries: z.array(Entry) }).safeParse(input);
  if (!request.success) {
    const [issue] = request.error.issues;
    throw new ServiceError(
      'ValidationException',
      `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}`,
    );
  }
  const { Entries } = request.data;
  if (Entries.length < 1 || Entries.length > MAX_ENTRIES) {
    const limit = Entries.length < 1 ? 'greater than or equal to 1' : `less than or equal to ${MAX_ENTRIES}`;
    throw new ServiceError(
      'ValidationException',
      `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${limit}`,
    );
  }
  if (Entries.reduce((size, entry) => size + sizeOf(entry), 0) > MAX_BYTES) {
    throw new ServiceError(
      'ValidationException',
      'Total size of the entries in the request is over the limit.',
    );
  }
  return Entries.map((entry) => checkEntry(entry, buses));
};
