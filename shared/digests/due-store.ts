import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { NotificationDue } from '../notifications/model.ts';
import { duePk, SHARDS } from '../platform/due-index.ts';
import { LOOKUP_INDEX, queryAll, type Table } from '../platform/table.ts';
import { CLAIM_KIND } from './claim-item.ts';
import { hourOf, hoursBetween } from './due-hours.ts';
import { CURSOR_KEY } from './keys.ts';
import { DigestDue } from './model.ts';

const Cursor = z.object({ hour: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}$/) });

const StoredDue = DigestDue.omit({ claim: true }).strip();
const StoredClaimDue = StoredDue.extend({ until: z.string() });
const StoredNotificationDue = NotificationDue.strip();

/** What falls due: a digest, or a claim on one that should have been settled; or, with a `kind`, notifications. */
export type Due = DigestDue | NotificationDue;

/** True of what notifications wait for. */
export const isNotification = (due: Due): due is NotificationDue => 'kind' in due;

const dueOf = (item: Record<string, unknown>): Due => {
  if (item['kind'] === undefined) return StoredDue.parse(item);
  if (item['kind'] !== CLAIM_KIND) return StoredNotificationDue.parse(item);
  const { until, ...due } = StoredClaimDue.parse(item);
  return { ...due, claim: until };
};

/** The planner's part of the digests store: the index of what is due, and how far it was read. */
export const createDueReads = (table: Table) => {
  const dueInShard = async function* (hour: string, shard: number, through: string): AsyncGenerator<Due> {
    for await (const item of queryAll(table, {
      IndexName: LOOKUP_INDEX,
      KeyConditionExpression: 'lookupPk = :pk AND lookupSk < :after',
      // `$` follows `#`, which ends the instant in the sort key: everything at that very instant is included.
      ExpressionAttributeValues: { ':pk': duePk(hour, shard), ':after': `${through}$` },
      ProjectionExpression: 'organization, #member, dueAt, #kind, #until, #name',
      ExpressionAttributeNames: { '#member': 'member', '#kind': 'kind', '#until': 'until', '#name': 'name' },
    })) {
      yield dueOf(item);
    }
  };

  return {
    /**
     * Everything due at or before `instant`, from the hour `sinceHour` (`2026-11-22T07`) on: hour by hour, oldest
     * first. Reads the due index alone, {@link SHARDS} queries an hour; eventually consistent, so that a digest
     * claimed a moment ago may still be named. Holds a page of each shard at most, however many are due.
     */
    dueThrough: async function* (instant: Date, sinceHour: string): AsyncGenerator<Due> {
      for (const hour of hoursBetween(sinceHour, hourOf(instant))) {
        const shards = Array.from({ length: SHARDS }, (_, i) => dueInShard(hour, i, instant.toISOString()));
        // Side by side, because most hours have a page or none; what follows is read once what came before is done with.
        const firsts = await Promise.all(shards.map((shard) => shard.next()));
        for (const [i, shard] of shards.entries()) {
          const first = firsts[i];
          if (!first || first.done) continue;
          yield first.value;
          yield* shard;
        }
      }
    },
    /** The hour the planner has to begin with, or undefined before its first run. */
    getCursor: async (): Promise<string | undefined> => {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: CURSOR_KEY, ConsistentRead: true }),
      );
      return Item && Cursor.parse(Item).hour;
    },
    /** Remembers the hour the next run begins with. */
    setCursor: async (hour: string): Promise<void> => {
      await table.client.send(
        new PutCommand({ TableName: table.name, Item: { ...CURSOR_KEY, ...Cursor.parse({ hour }) } }),
      );
    },
  };
};
