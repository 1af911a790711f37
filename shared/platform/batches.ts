import { setTimeout as wait } from 'node:timers/promises';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { chunksOf } from './chunks-of.ts';
import { Unavailable } from './errors.ts';
import type { Table } from './table.ts';

/** What one BatchGetItem takes (a service limit). */
const GET_LIMIT = 100;
/** How often what DynamoDB left unprocessed is sent again; the waits between add up to 3 s. */
const ATTEMPTS = 8;

/**
 * Sends a batch, then what was left of it, with growing waits, until nothing is left.
 *
 * @throws {Unavailable} where the table keeps leaving part of it unprocessed.
 */
export const untilProcessed = async <Rest>(first: Rest, send: (rest: Rest) => Promise<Rest | undefined>) => {
  let rest: Rest | undefined = first;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await wait(25 * 2 ** (attempt - 1));
    rest = await send(rest);
    if (rest === undefined) return;
  }
  throw new Unavailable('the table left part of a batch unprocessed; try again in a minute');
};

/**
 * Those of the items that exist, in no order: one BatchGetItem per 100 keys, in parallel.
 *
 * @param consistent - sees every write before, at twice the price.
 * @throws {Unavailable} where the table keeps leaving keys unprocessed.
 */
export const getAll = async (
  table: Table,
  keys: readonly { readonly pk: string; readonly sk: string }[],
  { consistent = false }: { readonly consistent?: boolean } = {},
): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  // One call may not name a key twice.
  const unique = [...new Map(keys.map((key) => [`${key.pk}\n${key.sk}`, key])).values()];
  const fetch = (chunk: typeof unique) =>
    untilProcessed<Record<string, unknown>[]>(chunk, async (rest) => {
      const { Responses, UnprocessedKeys } = await table.client.send(
        new BatchGetCommand({ RequestItems: { [table.name]: { Keys: rest, ConsistentRead: consistent } } }),
      );
      items.push(...(Responses?.[table.name] ?? []));
      return UnprocessedKeys?.[table.name]?.Keys;
    });
  await Promise.all(chunksOf(unique, GET_LIMIT).map(fetch));
  return items;
};
