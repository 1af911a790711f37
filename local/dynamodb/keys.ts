import type { LevelRange } from './engine.ts';

/**
 * Where things lie in LevelDB. Names of tables and indexes hold no `~`, which therefore ends a name; what follows a
 * prefix is below `~` in every key, so that `prefix + '~'` is above all of them.
 *
 * | what | key |
 * |---|---|
 * | a table's description and settings | `table~T` |
 * | item | `item~T~<key>` (dynalite's encoding, in key order) |
 * | entry of an index | `index~T~I~<index key><key>` |
 * | stream record | `stream~T~<sequence number>` |
 * | how far a stream was trimmed | `trimmed~T` |
 * | time to live | `expiry~T~<second, 12 digits>~<key>` |
 * | token of a transaction | `token~<token>` |
 */
export const tableKey = (table: string): string => `table~${table}`;

/** Prefix of a table's items. */
export const itemPrefix = (table: string): string => `item~${table}~`;

/** Prefix of an index's entries; of all of a table's indexes without one. */
export const indexPrefix = (table: string, index?: string): string =>
  index === undefined ? `index~${table}~` : `index~${table}~${index}~`;

/** Prefix of a table's stream records. */
export const streamPrefix = (table: string): string => `stream~${table}~`;

/** Where it is kept how far a table's stream was trimmed. */
export const trimmedKey = (table: string): string => `trimmed~${table}`;

/** Prefix of a table's entries by time of expiry. */
export const expiryPrefix = (table: string): string => `expiry~${table}~`;

/** Prefix of what is remembered of a transaction's token. */
export const TOKEN_PREFIX = 'token~';

/** Every key that begins with a prefix. */
export const within = (prefix: string): LevelRange => ({ gte: prefix, lt: `${prefix}\u{10FFFF}` });
