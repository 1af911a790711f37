import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { getAll } from '../platform/batches.ts';
import { Conflict } from '../platform/errors.ts';
import { newToken } from '../platform/ids.ts';
import { isConditionFailure, type Table } from '../platform/table.ts';
import { createClaims } from './claims-store.ts';
import { createDueReads } from './due-store.ts';
import { scheduleKey, unsubscribeKey } from './keys.ts';
import { DigestSchedule, type MailPreferences } from './model.ts';
import { revised, scheduleItem, unchanged } from './schedule-item.ts';
import { createUnsubscribes } from './unsubscribe-store.ts';
import { changePreferences, startSchedule } from './window.ts';

const StoredSchedule = DigestSchedule.strip();

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
      const schedule = revised(decide(present));
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

  /** The schedule of a member who had none, with an unsubscribe link of its own; it tells from `now` on. */
  const begin = (
    organization: string,
    member: string,
    preferences: MailPreferences,
    now: Date,
  ): DigestSchedule =>
    startSchedule({
      organization,
      member,
      preferences,
      since: now.toISOString(),
      now,
      unsubscribeToken: tokens(),
    });

  /** Chooses anew; a member who had no schedule gets one that tells from `now` on. @throws {Conflict} */
  const savePreferences = (
    organization: string,
    member: string,
    preferences: MailPreferences,
    now: Date,
  ): Promise<DigestSchedule> =>
    change(organization, member, (present) =>
      present ? changePreferences(present, preferences, now) : begin(organization, member, preferences, now),
    );

  return {
    /** A member's schedule as it is now (consistent read), or undefined where they have none. */
    getSchedule,
    /** Writes a schedule and its unsubscribe link over what was there; for new members and imports. */
    putSchedule: (schedule: DigestSchedule): Promise<void> => write(schedule),
    savePreferences,
    /** The schedules of those members who have one, in no order; one batch of consistent reads per hundred. */
    getSchedules: async (organization: string, members: readonly string[]): Promise<DigestSchedule[]> => {
      const keys = members.map((member) => scheduleKey(organization, member));
      return (await getAll(table, keys, { consistent: true })).map((item) => StoredSchedule.parse(item));
    },
    /**
     * A member's schedule; whoever has none gets one without digests, so that every mail to them has a link by which
     * they choose what they want. What a member chose meanwhile stays.
     */
    ensureSchedule: async (
      organization: string,
      member: string,
      preferences: MailPreferences,
      now: Date,
    ): Promise<DigestSchedule> => {
      const present = await getSchedule(organization, member);
      if (present) return present;
      const started = begin(organization, member, preferences, now);
      return change(organization, member, (other) => other ?? started);
    },
    ...createUnsubscribes(table, getSchedule, change),
    ...createDueReads(table),
    ...createClaims(table, getSchedule),
  };
};

/** @see createDigestsStore */
export type DigestsStore = ReturnType<typeof createDigestsStore>;
