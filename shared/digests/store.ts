import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { duePk, SHARDS } from '../platform/due-index.ts';
import { Conflict } from '../platform/errors.ts';
import { newToken } from '../platform/ids.ts';
import { isConditionFailure, LOOKUP_INDEX, queryAll, type Table } from '../platform/table.ts';
import { createClaims } from './claims-store.ts';
import { hourOf, hoursBetween } from './due-hours.ts';
import { CURSOR_KEY, scheduleKey, unsubscribeKey } from './keys.ts';
import { DigestDue, DigestSchedule, type MailPreferences } from './model.ts';
import { scheduleItem, unchanged } from './schedule-item.ts';
import { createUnsubscribes } from './unsubscribe-store.ts';
import { changePreferences, startSchedule } from './window.ts';

const StoredSchedule = DigestSchedule.strip();
const StoredDue = DigestDue.strip();
const Cursor = z.object({ hour: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}$/) });

/** How often a change of a schedule is decided anew because somebody else changed it first. */
const ATTEMPTS = 5;

/**
 * Schedules, the index of what is due, claims and unsubscribe links. Every change of a schedule is conditional on
 * the schedule it was decided from, so that a member's choice and a sender's advance never overwrite one another.
 */
export const createDigestsStore = (table: Table, tokens: () => string = newToken) => {
  const getSchedule = async (organization: string, member: string): Promise<DigestSchedule | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({
        TableName: table.name,
        Key: scheduleKey(organization, member),
        ConsistentRead: true,
      }),
    );
    return Item && StoredSchedule.parse(Item);
  };

  /** The schedule and its unsubscribe link in one transaction; `condition` guards the schedule. */
  const write = async (schedule: DigestSchedule, condition: object = {}): Promise<void> => {
    const { organization, member, unsubscribeToken } = schedule;
    await table.client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName: table.name, Item: scheduleItem(schedule), ...condition } },
          {
            Put: {
              TableName: table.name,
              Item: { ...unsubscribeKey(unsubscribeToken), organization, member },
            },
          },
        ],
      }),
    );
  };

  /** Decides a schedule from the present one and writes it; again where somebody else was first. */
  const change = async (
    organization: string,
    member: string,
    decide: (present: DigestSchedule | undefined) => DigestSchedule,
  ): Promise<DigestSchedule> => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const present = await getSchedule(organization, member);
      const schedule = decide(present);
      try {
        if (!present) await write(schedule, { ConditionExpression: 'attribute_not_exists(pk)' });
        else {
          await table.client.send(
            new PutCommand({ TableName: table.name, Item: scheduleItem(schedule), ...unchanged(present) }),
          );
        }
        return schedule;
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
    }
    throw new Conflict('The digest settings were changed elsewhere at the same time. Please try again.');
  };

  /** Chooses anew; a member who had no schedule gets one that tells from `now` on. @throws {Conflict} */
  const savePreferences = (
    organization: string,
    member: string,
    preferences: MailPreferences,
    now: Date,
  ): Promise<DigestSchedule> =>
    change(organization, member, (present) =>
      present
        ? changePreferences(present, preferences, now)
        : startSchedule({
            organization,
            member,
            preferences,
            since: now.toISOString(),
            now,
            unsubscribeToken: tokens(),
          }),
    );

  const dueInShard = async (hour: string, shard: number, through: string): Promise<DigestDue[]> => {
    const due: DigestDue[] = [];
    for await (const item of queryAll(table, {
      IndexName: LOOKUP_INDEX,
      KeyConditionExpression: 'lookupPk = :pk AND lookupSk < :after',
      // `$` follows `#`, which ends the instant in the sort key: everything at that very instant is included.
      ExpressionAttributeValues: { ':pk': duePk(hour, shard), ':after': `${through}$` },
      ProjectionExpression: 'organization, #member, dueAt',
      ExpressionAttributeNames: { '#member': 'member' },
    })) {
      due.push(StoredDue.parse(item));
    }
    return due;
  };

  return {
    /** A member's schedule as it is now (consistent read), or undefined where they have none. */
    getSchedule,
    /** Writes a schedule and its unsubscribe link over what was there; for new members and imports. */
    putSchedule: (schedule: DigestSchedule): Promise<void> => write(schedule),
    savePreferences,
    ...createUnsubscribes(table, getSchedule, change),
    /**
     * Everything due at or before `instant`, from the hour `sinceHour` (`2026-11-22T07`) on: hour by hour, oldest
     * first. Reads the due index alone, {@link SHARDS} queries an hour; eventually consistent, so that a digest
     * claimed a moment ago may still be named.
     */
    dueThrough: async function* (instant: Date, sinceHour: string): AsyncGenerator<DigestDue> {
      for (const hour of hoursBetween(sinceHour, hourOf(instant))) {
        const shards = Array.from({ length: SHARDS }, (_, shard) => shard);
        const due = await Promise.all(shards.map((shard) => dueInShard(hour, shard, instant.toISOString())));
        yield* due.flat();
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
    ...createClaims(table, getSchedule),
  };
};

/** @see createDigestsStore */
export type DigestsStore = ReturnType<typeof createDigestsStore>;
