import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { EventOf } from '../events/catalogue.ts';
import { assigning } from '../platform/assigning.ts';
import { Conflict } from '../platform/errors.ts';
import { inTurn } from '../platform/in-turn.ts';
import { isConditionFailure, type Table } from '../platform/table.ts';
import { claimItem } from './claim-item.ts';
import { claimKey } from './keys.ts';
import type { DigestClaim, SkipReason } from './model.ts';

/** How a claim on its way out ends. `event` rides on the item and is published from there. */
export type Settlement =
  | { readonly status: 'SENT'; readonly messageId: string; readonly event: EventOf<'digest.sent'> }
  | { readonly status: 'SUPPRESSED'; readonly reason: string; readonly skip: SkipReason };

/** Who of the staff said what became of a mail in doubt, and when (RFC 3339). */
export interface Resolution {
  readonly by: string;
  readonly at: string;
}

/** What of a claim's item changes while it moves on; never all at once, so that some is always removed. */
const moving = [
  'status',
  'at',
  'reason',
  'skip',
  'messageId',
  'resolvedBy',
  'resolvedAt',
  'kind',
  'dueAt',
  'lookupPk',
  'lookupSk',
  'expiresAt',
] as const;

/** The part of the digests store that moves a claim from one status to the next, the schedule left alone. */
export const createClaimMoves = (table: Table) => {
  /** Does a conditional write, once nobody is in its way; false where its condition did not hold. */
  const tried = async (write: () => Promise<unknown>): Promise<boolean> => {
    try {
      await inTurn(write);
      return true;
    } catch (cause) {
      if (!isConditionFailure(cause)) throw cause;
      return false;
    }
  };

  /**
   * Moves a claim on, if it is still in one of these states; false where it is not. Attribute by attribute: what the
   * mail service tells of the mail is marked on the same item, sometimes before its sender has said that it was sent.
   */
  const move = (
    claim: DigestClaim,
    from: readonly DigestClaim['status'][],
    event?: EventOf<'digest.sent'>,
  ): Promise<boolean> => {
    // An event of before stays.
    const assigned = assigning({ ...claimItem(claim), event }, event ? [...moving, 'event'] : moving);
    return tried(() =>
      table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: claimKey(claim.organization, claim.member, claim.until),
          ...assigned,
          ConditionExpression: `#status IN (${from.map((_, i) => `:from${i}`).join(', ')})`,
          ExpressionAttributeValues: {
            ...assigned.ExpressionAttributeValues,
            ...Object.fromEntries(from.map((status, i) => [`:from${i}`, status])),
          },
        }),
      ),
    );
  };

  return {
    /**
     * Says how a claim on its way out ended. A sender so late that its claim is in the review list by now still knows
     * better than the list.
     *
     * @throws {Conflict} where it is neither: somebody else has settled it.
     */
    settle: async (claim: DigestClaim, settlement: Settlement): Promise<void> => {
      const { event, ...end } = { event: undefined, ...settlement };
      const moved = await move({ ...claim, ...end }, ['SENDING', 'IN_DOUBT'], event);
      if (!moved) throw new Conflict('The claim on a digest was settled by somebody else.');
    },

    /** Puts a claim that stayed on its way into the review list; false where it has been settled, or is there. */
    markInDoubt: (claim: DigestClaim): Promise<boolean> =>
      move({ ...claim, status: 'IN_DOUBT' }, ['SENDING']),

    /**
     * Takes a claim off the review list by what a person found out: `arrived`, and it counts as sent; `not-arrived`,
     * and it may be sent again.
     *
     * @throws {Conflict} where it is not in the list any more.
     */
    resolveDoubt: async (
      claim: DigestClaim,
      finding: 'arrived' | 'not-arrived',
      { by, at }: Resolution,
    ): Promise<void> => {
      const status = finding === 'arrived' ? 'SENT' : 'RETURNED';
      if (!(await move({ ...claim, status, resolvedBy: by, resolvedAt: at }, ['IN_DOUBT']))) {
        throw new Conflict('Somebody else has already said what became of this digest. Please look again.');
      }
    },

    /**
     * Says of a claim that a person had asked for that its mail was certainly not taken, as they would have found out:
     * it may be sent again. Where it was settled meanwhile, it stays as it is.
     */
    returnToStaff: async (claim: DigestClaim, { by, at }: Resolution): Promise<void> => {
      await move({ ...claim, status: 'RETURNED', resolvedBy: by, resolvedAt: at }, ['SENDING', 'IN_DOUBT']);
    },

    /**
     * Takes a window that was told, or was found not to have arrived, in hand once more, because a person asks for it;
     * the schedule stays as it is. Of two who ask at once, one gets it.
     *
     * @param at - now (RFC 3339).
     * @returns the claim to settle.
     * @throws {Conflict} where it is on its way, in doubt, or going out again by itself.
     */
    claimAgain: async (claim: DigestClaim, at: string): Promise<DigestClaim & { status: 'SENDING' }> => {
      const { organization, member, from, until, items, resolvedBy, resolvedAt } = claim;
      const again = { organization, member, from, until, items, at, status: 'SENDING' } as const;
      const resolved = { ...(resolvedBy && { resolvedBy }), ...(resolvedAt && { resolvedAt }) };
      // What was given back to the schedule is claimed by it, not by a person beside it.
      const open =
        claim.status === 'SENT' ||
        claim.status === 'SUPPRESSED' ||
        (claim.status === 'RETURNED' && resolvedBy !== undefined);
      const taken =
        open &&
        (await tried(() =>
          table.client.send(
            new PutCommand({
              TableName: table.name,
              // Whole: what was told of the mail before is not told of this one.
              Item: claimItem({ ...again, ...resolved }),
              ConditionExpression: '#status = :status AND #at = :at',
              ExpressionAttributeNames: { '#status': 'status', '#at': 'at' },
              ExpressionAttributeValues: { ':status': claim.status, ':at': claim.at },
            }),
          ),
        ));
      if (!taken) throw new Conflict('This digest is on its way already, or has to be looked into first.');
      return { ...again, ...resolved };
    },
  };
};
