import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { EventOf } from '../events/catalogue.ts';
import { Conflict, Unavailable } from '../platform/errors.ts';
import { isConditionFailure, queryAll, type Table } from '../platform/table.ts';
import { CLAIM_PREFIX, claimKey, scheduleKey } from './keys.ts';
import { DigestClaim, type DigestSchedule } from './model.ts';
import { scheduleItem, unchanged } from './schedule-item.ts';
import { moveSchedule } from './window.ts';

const StoredClaim = DigestClaim.strip();

/** A claim as it is made: on its way out, or closed at once because there is nothing to say. */
export type NewClaim = DigestClaim & { readonly status: 'SENDING' | 'SUPPRESSED' };

/** What became of an attempt to claim: ours; somebody else's; or the schedule is no longer the one we decided from. */
export type ClaimOutcome = 'claimed' | 'taken' | 'changed';

/** How a claim on its way out ends. `event` rides on the item and is published from there. */
export type Settlement =
  | { readonly status: 'SENT'; readonly messageId: string; readonly event: EventOf<'digest.sent'> }
  | { readonly status: 'SUPPRESSED'; readonly reason: string };

/** The claims' part of the digests store; `getSchedule` reads consistently. */
export const createClaims = (
  table: Table,
  getSchedule: (organization: string, member: string) => Promise<DigestSchedule | undefined>,
) => ({
  /**
   * Takes a window in hand and moves the schedule past it, in one transaction: whoever has the claim is alone, and
   * the window will not be found due again.
   *
   * @throws {Unavailable} where the table did not decide; nothing was written.
   */
  claim: async (
    schedule: DigestSchedule,
    claim: NewClaim,
    nextDueAt: string | undefined,
  ): Promise<ClaimOutcome> => {
    const { organization, member, until } = claim;
    try {
      await table.client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Put: {
                TableName: table.name,
                Item: { ...claimKey(organization, member, until), ...claim },
                ConditionExpression: 'attribute_not_exists(pk) OR #status = :returned',
                ExpressionAttributeNames: { '#status': 'status' },
                ExpressionAttributeValues: { ':returned': 'RETURNED' },
              },
            },
            {
              Put: {
                TableName: table.name,
                Item: scheduleItem(moveSchedule(schedule, until, nextDueAt)),
                ...unchanged(schedule),
              },
            },
          ],
        }),
      );
      return 'claimed';
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const [onClaim, onSchedule] = error.CancellationReasons ?? [];
      if (onClaim?.Code === 'ConditionalCheckFailed') return 'taken';
      if (onSchedule?.Code === 'ConditionalCheckFailed') return 'changed';
      throw new Unavailable('The claim on a digest was cancelled by the table. It will be tried again.', {
        cause: error,
      });
    }
  },

  /**
   * Says how a claim on its way out ended.
   *
   * @throws {Conflict} where it is not on its way out: somebody else has settled it.
   */
  settle: async ({ organization, member, until }: DigestClaim, settlement: Settlement): Promise<void> => {
    const attributes = Object.entries(settlement);
    try {
      await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: claimKey(organization, member, until),
          UpdateExpression: `SET ${attributes.map(([name]) => `#${name} = :${name}`).join(', ')}`,
          ConditionExpression: '#status = :sending',
          ExpressionAttributeNames: Object.fromEntries(attributes.map(([name]) => [`#${name}`, name])),
          ExpressionAttributeValues: {
            ':sending': 'SENDING',
            ...Object.fromEntries(attributes.map(([name, value]) => [`:${name}`, value])),
          },
        }),
      );
    } catch (cause) {
      if (!isConditionFailure(cause)) throw cause;
      throw new Conflict('The claim on a digest was settled by somebody else.', { cause });
    }
  },

  /**
   * Gives a window back that was certainly not sent: the schedule tells it again, and is due at `at`, which lies in
   * an hour that the planner has still to read.
   *
   * @throws {Conflict} where the claim or the schedule has moved on since; the claim stays as it is.
   */
  giveBack: async (claim: DigestClaim, reason: string, at: Date): Promise<void> => {
    const { organization, member, from, until } = claim;
    const schedule = await getSchedule(organization, member);
    if (schedule?.coveredUntil !== until) {
      throw new Conflict('The digest that could not be sent is no longer the last of its member.');
    }
    const dueAt = schedule.frequency === 'none' ? undefined : at.toISOString();
    try {
      await table.client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Update: {
                TableName: table.name,
                Key: claimKey(organization, member, until),
                UpdateExpression: 'SET #status = :returned, reason = :reason',
                ConditionExpression: '#status = :sending',
                ExpressionAttributeNames: { '#status': 'status' },
                ExpressionAttributeValues: {
                  ':returned': 'RETURNED',
                  ':sending': 'SENDING',
                  ':reason': reason.slice(0, 200),
                },
              },
            },
            {
              Put: {
                TableName: table.name,
                Item: scheduleItem(moveSchedule(schedule, from, dueAt)),
                ...unchanged(schedule),
              },
            },
          ],
        }),
      );
    } catch (cause) {
      if (!isConditionFailure(cause)) throw cause;
      throw new Conflict('The digest that could not be sent was changed while it was given back.', { cause });
    }
  },

  /** A member's claims, oldest window first. */
  listClaims: async (organization: string, member: string): Promise<DigestClaim[]> => {
    const claims: DigestClaim[] = [];
    for await (const item of queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': scheduleKey(organization, member).pk, ':prefix': CLAIM_PREFIX },
    })) {
      claims.push(StoredClaim.parse(item));
    }
    return claims;
  },

  /** A member's newest claim as it is now, or undefined. */
  latestClaim: async (organization: string, member: string): Promise<DigestClaim | undefined> => {
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': scheduleKey(organization, member).pk, ':prefix': CLAIM_PREFIX },
        ScanIndexForward: false,
        Limit: 1,
        ConsistentRead: true,
      }),
    );
    return Items[0] && StoredClaim.parse(Items[0]);
  },
});
