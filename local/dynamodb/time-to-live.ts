import { type Database, latestItem, settle, stageWrites } from './database.ts';
import type { Write } from './decide.ts';
import { expiryPrefix } from './keys.ts';
import type { Table } from './tables.ts';

/** DynamoDB leaves alone what expired longer ago than this, in seconds: five years, for it is likely a mistake. */
const TOO_LONG_AGO = 5 * 365 * 24 * 3600;

const DIGITS = 12;

const second = (value: number): string => String(Math.max(0, Math.floor(value))).padStart(DIGITS, '0');

/** Whether an item's time has come; asked again when it is deleted, for it may have been given more time meanwhile. */
const isExpired = (database: Database, table: Table, key: string, seconds: number): boolean => {
  const item = latestItem(database, table, key)?.item;
  const expires = table.timeToLive === undefined ? undefined : item?.[table.timeToLive]?.N;
  return expires !== undefined && Number(expires) <= seconds;
};

const sweepTable = async (database: Database, table: Table, now: Date): Promise<number> => {
  const { TableName } = table.description;
  const prefix = expiryPrefix(TableName);
  const seconds = now.getTime() / 1000;
  let swept = 0;
  for await (const chunk of database.commit.entries({
    gte: prefix + second(seconds - TOO_LONG_AGO),
    lt: prefix + second(seconds + 1),
  })) {
    const writes = chunk
      .map(([entry]): Write => {
        const key = entry.slice(prefix.length + DIGITS + '~'.length);
        return { kind: 'Delete', table, key, request: { TableName } };
      })
      .filter(({ key }) => isExpired(database, table, key, seconds));
    const outcomes = stageWrites(database, writes, { expired: true });
    await settle(database, outcomes);
    swept += outcomes.length;
  }
  return swept;
};

/**
 * Deletes every item whose time has come, through the same commit as any delete; the stream says that the service did it.
 *
 * @returns how many were deleted.
 */
export const sweepExpired = async (database: Database, now: Date): Promise<number> => {
  let swept = 0;
  for (const table of database.tables.values()) {
    if (table.timeToLive !== undefined) swept += await sweepTable(database, table, now);
  }
  return swept;
};
