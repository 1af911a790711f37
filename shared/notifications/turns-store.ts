import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Instant } from '../events/envelope.ts';
import { memberPk } from '../members/member-items.ts';
import { epochSeconds } from '../platform/clock.ts';
import { Unavailable } from '../platform/errors.ts';
import { isConditionFailure, type Table } from '../platform/table.ts';
import { nextTurn } from './turns.ts';

/*
 * Access pattern on the table `community`; the item carries `expiresAt`:
 *
 * | what                                             | pk             | sk               |
 * |--------------------------------------------------|----------------|------------------|
 * | mails at once to a member about a topic, counted | ORG#o#MEMBER#m | NOTE-TURNS#topic |
 */

/** Seconds that a count is kept: a day, because nobody asks for it after its ten minutes. */
const KEPT_SECONDS = 24 * 60 * 60;

const StoredTurns = z.object({ since: Instant, mails: z.number().int().positive() });

/** Counts mails at once, so that many posts in a topic do not become many mails in a minute. */
export const createTurnsStore = (table: Table) => ({
  /**
   * Takes a turn to mail a member about a topic at once: one consistent read and one write, or none where there is no
   * turn left. A message that comes again takes another turn: it may hold a mail back, and never sends one more.
   *
   * @returns until when to hold the mail where there is no turn left; undefined where it goes out now.
   * @throws {Unavailable} where somebody else took a turn at the same moment; the message should come again.
   */
  takeTurn: async (
    organization: string,
    member: string,
    topic: string,
    now: Date,
  ): Promise<Date | undefined> => {
    const Key = { pk: memberPk(organization, member), sk: `NOTE-TURNS#${topic}` };
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key, ConsistentRead: true }),
    );
    const before = Item && StoredTurns.parse(Item);
    const { time, turns } = nextTurn(before, now);
    if (time.kind === 'held') return time.until;
    const expiresAt = epochSeconds(now) + KEPT_SECONDS;
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: { ...Key, ...turns, expiresAt },
          ...(before
            ? {
                ConditionExpression: '#since = :since AND mails = :mails',
                ExpressionAttributeNames: { '#since': 'since' },
                ExpressionAttributeValues: { ':since': before.since, ':mails': before.mails },
              }
            : { ConditionExpression: 'attribute_not_exists(pk)' }),
        }),
      );
      return undefined;
    } catch (cause) {
      if (!isConditionFailure(cause)) throw cause;
      throw new Unavailable('Another post of the topic is being told to the same member.', { cause });
    }
  },
});

/** @see createTurnsStore */
export type TurnsStore = ReturnType<typeof createTurnsStore>;
