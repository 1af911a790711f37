import { createHash } from 'node:crypto';
import * as z from 'zod';
import { describeUsages, itemSize, readUnits, type Usage, usageMode } from './capacity.ts';
import { type Database, findTable, latestItem, type Outcome, settle, stageWrites } from './database.ts';
import { createWrite, refuse, type Write } from './decide.ts';
import { dynalite } from './engine.ts';
import { refusalBody, refusalName, serviceFailure, validationFailure } from './failures.ts';
import { TOKEN_PREFIX } from './keys.ts';
import { checkRequest } from './requests.ts';
import type { Item } from './values.ts';

/** How many items one transaction may touch (service quota). */
const MAX_ACTIONS = 100;

/** The bytes all items of one transaction may have together (service quota). */
const MAX_BYTES = 4 * 1024 * 1024;

/** How long the same token means the same transaction, in milliseconds. */
const TOKEN_LIFE = 10 * 60 * 1000;

const shape = z.object({
  TransactItems: z.array(z.record(z.string(), z.record(z.string(), z.unknown()))),
  ClientRequestToken: z.string().min(1).max(36).optional(),
  ReturnConsumedCapacity: z.string().optional(),
});

const token = z.object({ fingerprint: z.string(), expires: z.number() });

/** What each action of a transaction is checked as; a `ConditionCheck` has the parts of a delete. */
const operations = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'DeleteItem',
} as const;

type Kind = keyof typeof operations;

const isKind = (name: string | undefined): name is Kind => name !== undefined && name in operations;

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

const NONE: Reason = { Code: 'None' };

const cancelled = (reasons: readonly Reason[]) =>
  serviceFailure(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    { CancellationReasons: reasons },
  );

/** Why one action cancels its transaction; a failure that is no refusal is a defect and goes on up. */
const reasonOf = (thrown: unknown): Reason => {
  const body = refusalBody(thrown);
  if (!body) throw thrown;
  const name = refusalName(body);
  return {
    Code:
      name === 'ConditionalCheckFailedException'
        ? 'ConditionalCheckFailed'
        : name === 'ValidationException'
          ? 'ValidationError'
          : name,
    Message: String(body['message']),
    ...(body['Item'] !== undefined && { Item: body['Item'] }),
  };
};

const readShape = (body: unknown) => {
  const read = shape.safeParse(body);
  if (!read.success) {
    throw validationFailure(
      `The transaction is malformed: ${read.error.issues[0]?.message ?? 'not an object'}`,
    );
  }
  const { length } = read.data.TransactItems;
  if (length < 1 || length > MAX_ACTIONS) {
    throw validationFailure(
      "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: " +
        `Member must have length ${length < 1 ? 'greater than or equal to 1' : `less than or equal to ${MAX_ACTIONS}`}`,
    );
  }
  return read.data;
};

const refuseDuplicates = (places: readonly string[]): void => {
  if (new Set(places).size < places.length) {
    throw validationFailure('Transaction request cannot include multiple operations on one item');
  }
};

const refuseExcess = (bytes: number): void => {
  if (bytes > MAX_BYTES) {
    throw validationFailure('Collection of items in the transaction exceeds the 4 MB limit; split it');
  }
};

const readWrites = (
  database: Database,
  items: readonly Record<string, Record<string, unknown>>[],
): Write[] => {
  const reasons: Reason[] = [];
  const writes = items.flatMap((entry) => {
    const [kind, ...others] = Object.keys(entry);
    const body = kind === undefined ? undefined : entry[kind];
    if (!isKind(kind) || !body || others.length > 0) {
      throw validationFailure('TransactItems can only contain one of Check, Put, Update or Delete');
    }
    if (kind === 'ConditionCheck' && body['ConditionExpression'] === undefined) {
      throw validationFailure('The ConditionExpression of a ConditionCheck must not be null');
    }
    const request = checkRequest(operations[kind], body);
    const table = findTable(database, request.TableName);
    try {
      const write = createWrite(kind, table, request);
      reasons.push(NONE);
      return [write];
    } catch (error) {
      reasons.push(reasonOf(error));
      return [];
    }
  });
  if (writes.length < items.length) throw cancelled(reasons);
  refuseDuplicates(writes.map(({ table, key }) => `${table.description.TableName} ${key}`));
  return writes;
};

/** What a token stands for: the same token with another fingerprint is a mistake of the caller. */
const fingerprintOf = (items: unknown): string =>
  createHash('sha256').update(JSON.stringify(items)).digest('base64');

const usageOf = (
  usages: readonly Usage[],
  mode: string | undefined,
  kind: 'ReadCapacityUnits' | 'WriteCapacityUnits',
) => {
  // Each item is read or written twice, once to prepare and once to commit. Its indexes follow once, after the commit:
  // in a transaction or not, they cost the same (measured of the service by github.com/nubo-db/dynoxide, pull 188).
  const doubled = usages.map((usage) => ({ ...usage, units: usage.units * 2 }));
  const described = describeUsages(doubled, usageMode(mode), kind);
  return described && { ConsumedCapacity: described };
};

/** What is already known under a token, or undefined where it is new or its ten minutes are over. */
const known = ({ commit, now }: Database, name: string) => {
  const text = commit.latest(TOKEN_PREFIX + name);
  const remembered = text === undefined ? undefined : token.parse(JSON.parse(text));
  return remembered && remembered.expires > now().getTime() ? remembered : undefined;
};

const commitWrites = async (
  database: Database,
  writes: readonly Write[],
  remember: { key: string; value: string } | undefined,
): Promise<readonly Outcome[]> => {
  const reasons: Reason[] = writes.map(() => NONE);
  refuseExcess(writes.reduce((bytes, { request }) => bytes + itemSize(request.Item ?? request.Key ?? {}), 0));
  const outcomes = stageWrites(database, writes, {
    also: remember ? [remember] : [],
    refused: (position, reason) => {
      reasons[position] = reasonOf(reason);
    },
  });
  await settle(database, outcomes);
  if (reasons.some((reason) => reason !== NONE)) throw cancelled(reasons);
  return outcomes;
};

/**
 * `TransactWriteItems`: all of it in one batch on disk, or none. The token, too, is in that batch, so that a repeat
 * within ten minutes changes nothing, even after a restart.
 */
export const transactWriteItems = async (
  database: Database,
  body: unknown,
): Promise<Record<string, unknown>> => {
  const { TransactItems, ClientRequestToken: name, ReturnConsumedCapacity: mode } = readShape(body);
  const fingerprint = name === undefined ? '' : fingerprintOf(TransactItems);
  const writes = readWrites(database, TransactItems);
  if (name !== undefined) {
    const before = known(database, name);
    if (before && before.fingerprint !== fingerprint) {
      throw serviceFailure(
        'IdempotentParameterMismatchException',
        'The ClientRequestToken was used within the last ten minutes with different parameters; use a new one',
      );
    }
    if (before) {
      await database.commit.settled();
      const usages = writes.map(({ table, key }) => ({
        table: table.description.TableName,
        units: readUnits(latestItem(database, table, key)?.bytes ?? 0, true),
      }));
      return { ...usageOf(usages, mode, 'ReadCapacityUnits') };
    }
  }
  const expires = database.now().getTime() + TOKEN_LIFE;
  const outcomes = await commitWrites(
    database,
    writes,
    name === undefined
      ? undefined
      : { key: TOKEN_PREFIX + name, value: JSON.stringify({ fingerprint, expires }) },
  );
  return {
    ...usageOf(
      outcomes.map(({ usage }) => usage),
      mode,
      'WriteCapacityUnits',
    ),
  };
};

/** `TransactGetItems`: all items as they stood at one moment, which is on disk before the answer is given. */
export const transactGetItems = async (
  database: Database,
  body: unknown,
): Promise<Record<string, unknown>> => {
  const { TransactItems, ReturnConsumedCapacity: mode } = readShape(body);
  const wanted = TransactItems.map(({ Get: get, ...others }) => {
    if (!get || Object.keys(others).length > 0) {
      throw validationFailure('TransactItems of TransactGetItems can only contain Get');
    }
    const request = checkRequest('GetItem', get);
    const table = findTable(database, request.TableName);
    refuse(dynalite.validateKey(request.Key ?? {}, table.description));
    return { request, table, key: dynalite.createKey(request.Key ?? {}, table.description) };
  });
  refuseDuplicates(wanted.map(({ table, key }) => `${table.description.TableName} ${key}`));
  const found = wanted.map(({ table, key }) => latestItem(database, table, key));
  await database.commit.settled();
  refuseExcess(found.reduce((bytes, stored) => bytes + (stored?.bytes ?? 0), 0));
  const usages = wanted.map(({ table }, i) => ({
    table: table.description.TableName,
    units: readUnits(found[i]?.bytes ?? 0, true),
  }));
  const show = (item: Item, i: number) => {
    const paths = wanted[i]?.request._projection?.paths;
    return { Item: paths ? dynalite.mapPaths(paths, item) : item };
  };
  return {
    Responses: found.map((stored, i) => (stored ? show(stored.item, i) : {})),
    ...usageOf(usages, mode, 'ReadCapacityUnits'),
  };
};

/** Forgets the tokens whose ten minutes are over. */
export const forgetTokens = async ({ commit }: Database, now: Date): Promise<void> => {
  for await (const chunk of commit.entries({ gte: TOKEN_PREFIX, lt: `${TOKEN_PREFIX}\u{10FFFF}` })) {
    const over = chunk.filter(([, text]) => token.parse(JSON.parse(text)).expires <= now.getTime());
    if (over.length === 0) continue;
    commit.stage(over.map(([key]) => ({ key })));
    await commit.settled();
  }
};
