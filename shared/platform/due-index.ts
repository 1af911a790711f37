import { sha256Hex } from './ids.ts';

/*
 * The due index: what waits in the table `community` for an instant, found by it in the index `lookup` alone.
 *
 * | what                       | lookupPk                | lookupSk                    |
 * |----------------------------|-------------------------|-----------------------------|
 * | whatever is due in an hour | DUE#<UTC hour>#<shard>  | dueAt#organization#name     |
 *
 * An item that waits for nothing has neither attribute, and is not in the index at all.
 */

/** Into how many partitions an hour is spread: four times 1,000 writes a second while an hour's items move on. */
export const SHARDS = 4;

/** The partition of an hour's shard in the due index. */
export const duePk = (hour: string, shard: number): string => `DUE#${hour}#${shard}`;

/**
 * Where an item stands in the due index; nowhere while nothing is due.
 *
 * @param name - what is due, unique in its organization: a member, or a member and what else.
 * @param dueAt - RFC 3339 in UTC with milliseconds, so that its text sorts as time does.
 */
export const dueIndexKeys = (
  organization: string,
  name: string,
  dueAt: string | undefined,
): { lookupPk: string; lookupSk: string } | undefined => {
  if (dueAt === undefined) return undefined;
  const shard = Number.parseInt(sha256Hex(`${organization}#${name}`).slice(0, 2), 16) % SHARDS;
  return { lookupPk: duePk(dueAt.slice(0, 13), shard), lookupSk: `${dueAt}#${organization}#${name}` };
};
