import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Conflict, Unavailable } from '../platform/errors.ts';
import { inTurn } from '../platform/in-turn.ts';
import { isConditionFailure, type Table } from '../platform/table.ts';
import { claimItem } from './claim-item.ts';
import { createClaimMoves } from './claim-moves-store.ts';
import { createClaimReads } from './claim-reads-store.ts';
import type { DigestClaim, DigestSchedule } from './model.ts';
import { revised, scheduleItem, unchanged } from './schedule-item.ts';
import { moveSchedule } from './window.ts';

/** A claim as it is made: on its way out, or closed at once because there is nothing to say. */
export type NewClaim = DigestClaim & { readonly status: 'SENDING' | 'SUPPRESSED' };

/** What became of an attempt to claim: ours; somebody else's; or the schedule is no longer the one we decided from. */
export type ClaimOutcome = 'claimed' | 'taken' | 'changed';

/** The claims' part of the digests store; `getSchedule` reads consistently. */
export const createClaims = (
  table: Table,
  getSchedule: (organization: string, member: string) => Promise<DigestSchedule | undefined>,
) => {
  /** A claim that is in a certain state by now, and its schedule, if it is still the one that was read. */
  const write = async (
    claim: DigestClaim,
    condition: object,
    schedule: DigestSchedule,
    moved: DigestSchedule,
  ) => {
    await table.client.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Put: {
              TableName: table.name,
              Item: claimItem(claim),
              ExpressionAttributeNames: { '#status': 'status' },
              ...condition,
            },
          },
          { Put: { TableName: table.name, Item: scheduleItem(revised(moved)), ...unchanged(schedule) } },
        ],
      }),
    );
  };

  return {
    ...createClaimMoves(table),
    ...createClaimReads(table),

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
      const free = {
        ConditionExpression: 'attribute_not_exists(pk) OR #status = :returned',
        ExpressionAttributeValues: { ':returned': 'RETURNED' },
      };
      try {
        await write(claim, free, schedule, moveSchedule(schedule, claim.until, nextDueAt));
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
      const onItsWay = {
        ConditionExpression: '#status = :sending',
        ExpressionAttributeValues: { ':sending': 'SENDING' },
      };
      try {
        // The mail service may tell of an earlier attempt at this very moment, which is marked on the claim, too.
        await inTurn(() =>
          write(
            { ...claim, status: 'RETURNED', reason: reason.slice(0, 200) },
            onItsWay,
            schedule,
            moveSchedule(schedule, from, dueAt),
          ),
        );
      } catch (cause) {
        if (!isConditionFailure(cause)) throw cause;
        throw new Conflict('The digest that could not be sent was changed while it was given back.', {
          cause,
        });
      }
    },
  };
};
