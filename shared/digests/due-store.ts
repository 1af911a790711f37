import { GetCommand, PutCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { NotificationDue } from '../notifications/model.ts';
import { duePk, SHARDS } from '../platform/due-index.ts';
import { LOOKUP_INDEX, type Table } from '../platform/table.ts';
import { CLAIM_KIND } from './claim-item.ts';
import { hourOf, hoursBetween } from './due-hours.ts';
import { CURSOR_KEY } from './keys.ts';
import { DigestDue } from './model.ts';
import { type Pass, type Place, PlannerCursor } from './planning.ts';

const StoredCursor = PlannerCursor.strip();
const StoredDue = DigestDue.omit({ claim: true }).strip();
const StoredClaimDue = StoredDue.extend({ until: z.string() });
const StoredNotificationDue = NotificationDue.strip();

/** What falls due: a digest, or a claim on one that should have been settled; or, with a `kind`, notifications. */
export type Due = DigestDue | NotificationDue;

/** What one answer of the table names, perhaps nothing, and how far everything was read with it. */
export interface DuePage {
  readonly due: readonly Due[];
  readonly at: Place;
}

/** True of what notifications wait for. */
export const isNotification = (due: Due): due is NotificationDue => 'kind' in due;

const dueOf = (item: Record<string, unknown>): Due => {
  if (item['kind'] === undefined) return StoredDue.parse(item);
  if (item['kind'] !== CLAIM_KIND) return StoredNotificationDue.parse(item);
  const { until, ...due } = StoredClaimDue.parse(item);
  return { ...due, claim: until };
};

/** Where a shard is read from: after the pass's instant, or after what was read of it before. */
const lowest = ({ after, at }: Pass, hour: string, shard: number): string =>
  at?.after !== undefined && at.hour === hour && at.shard === shard
    ? // A space sorts before all that a key is made of, and so ends it: what follows is later than that very item.
      `${at.after} `
    : // `$` follows `#`, which ends the instant in the sort key: what is due at that very instant is left out.
      `${after}$`;

/** The planner's part of the digests store: the index of what is due, and how far it was read. */
export const createDueReads = (table: Table) => {
  const shardPages = async function* (pass: Pass, hour: string, shard: number): AsyncGenerator<DuePage> {
    let start: QueryCommandInput['ExclusiveStartKey'];
    do {
      const { Items = [], LastEvaluatedKey } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: LOOKUP_INDEX,
          KeyConditionExpression: 'lookupPk = :pk AND lookupSk BETWEEN :lowest AND :highest',
          ExpressionAttributeValues: {
            ':pk': duePk(hour, shard),
            ':lowest': lowest(pass, hour, shard),
            // Everything at that very instant is included.
            ':highest': `${pass.through}$`,
          },
          ProjectionExpression: 'organization, #member, dueAt, #kind, #until, #name, lookupSk',
          ExpressionAttributeNames: {
            '#member': 'member',
            '#kind': 'kind',
            '#until': 'until',
            '#name': 'name',
          },
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      start = LastEvaluatedKey;
      const after = Items.at(-1)?.['lookupSk'] as string | undefined;
      if (!start) yield { due: Items.map(dueOf), at: { hour, shard: shard + 1 } };
      else if (after !== undefined) yield { due: Items.map(dueOf), at: { hour, shard, after } };
    } while (start);
  };

  return {
    /**
     * Everything due in a pass, from where it stopped: hour by hour, oldest first, a page for each answer of the table.
     * Reads the due index alone, {@link SHARDS} queries an hour; eventually consistent, so that a digest claimed a
     * moment ago may still be named. Holds a page of each shard at most, however many are due.
     */
    duePages: async function* (pass: Pass): AsyncGenerator<DuePage> {
      if (pass.after >= pass.through) return;
      const first = pass.at?.hour ?? hourOf(new Date(Date.parse(pass.after) + 1));
      for (const hour of hoursBetween(first, hourOf(new Date(pass.through)))) {
        const from = pass.at?.hour === hour ? pass.at.shard : 0;
        const shards = Array.from({ length: SHARDS - from }, (_, i) => shardPages(pass, hour, from + i));
        // Side by side, because most hours have a page or none; what follows is read once what came before is done with.
        const firsts = await Promise.all(shards.map((shard) => shard.next()));
        for (const [i, shard] of shards.entries()) {
          const page = firsts[i];
          if (!page || page.done) continue;
          yield page.value;
          yield* shard;
        }
      }
    },
    /** What the planner remembered, or undefined before its first run. */
    getCursor: async (): Promise<PlannerCursor | undefined> => {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: CURSOR_KEY, ConsistentRead: true }),
      );
      return Item && StoredCursor.parse(Item);
    },
    /** Remembers how far the index was told; the next run goes on from there. */
    setCursor: async (cursor: PlannerCursor): Promise<void> => {
      await table.client.send(
        new PutCommand({ TableName: table.name, Item: { ...CURSOR_KEY, ...PlannerCursor.parse(cursor) } }),
      );
    },
  };
};
