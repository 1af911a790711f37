import { dueIndexKeys } from '../platform/due-index.ts';
import { sha256Hex } from '../platform/ids.ts';
import type { SkipReason } from './model.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                             | pk                      | sk              | lookupPk / lookupSk                  |
 * |----------------------------------|-------------------------|-----------------|--------------------------------------|
 * | a member's schedule              | ORG#o#MEMBER#m          | DIGEST-SCHEDULE | DUE#<UTC hour>#<shard> / dueAt#o#m   |
 * | what is due in an hour           |                         |                 | DUE#<UTC hour>#<shard>, to an instant|
 * | a window's claim: while SENDING  | ORG#o#MEMBER#m          | DIGEST#until    | as a schedule's, minutes after `at`  |
 * |   IN_DOUBT                       |                         |                 | ORG#o#DIGESTS#IN_DOUBT / at#m#until  |
 * |   SUPPRESSED                     |                         |                 | ORG#o#DIGESTS#SUPPRESSED#skip / same |
 * |   SENT, RETURNED                 |                         |                 |                                      |
 * | a member's claims, oldest first  | ORG#o#MEMBER#m          | begins DIGEST#  |                                      |
 * | what is in doubt, by time        |                         |                 | ORG#o#DIGESTS#IN_DOUBT               |
 * | what was skipped for a reason    |                         |                 | ORG#o#DIGESTS#SUPPRESSED#skip        |
 * | whose unsubscribe link           | UNSUBSCRIBE#sha256(token) | UNSUBSCRIBE   |                                      |
 * | where the planner got to         | PLANNER                 | CURSOR          |                                      |
 *
 * A schedule without a `dueAt` is not in the index at all; the index itself is `platform/due-index.ts`. A digest that
 * is pending is its schedule's entry there. When it is claimed that entry moves to the next due instant, and the claim
 * has an entry of its own until it is settled: a sender that is stopped, and a message that is lost for good, leave
 * nothing that the planner does not find. Two small writes to the index a digest buy what would else be a read of the
 * last claim in every next one, a week or a month too late. Claims that came to their end carry `expiresAt`
 * (claim-item.ts says for how long they are kept).
 */

/** Before every claim's `until` in its sort key. */
export const CLAIM_PREFIX = 'DIGEST#';

/** A member's schedule. */
export const scheduleKey = (organization: string, member: string) => ({
  pk: `ORG#${organization}#MEMBER#${member}`,
  sk: 'DIGEST-SCHEDULE',
});

/** The claim on the window of a member that ends at `until`. */
export const claimKey = (organization: string, member: string, until: string) => ({
  pk: `ORG#${organization}#MEMBER#${member}`,
  sk: `${CLAIM_PREFIX}${until}`,
});

/** The partition of the index in which an organization's claims in doubt stand. */
export const doubtPk = (organization: string): string => `ORG#${organization}#DIGESTS#IN_DOUBT`;

/** The partition of the index in which an organization's digests stand that were not sent for a reason. */
export const skippedPk = (organization: string, skip: SkipReason): string =>
  `ORG#${organization}#DIGESTS#SUPPRESSED#${skip}`;

/** Where a claim stands in its partition of the index, by time. */
export const claimPlace = ({
  at,
  member,
  until,
}: {
  readonly at: string;
  readonly member: string;
  readonly until: string;
}): string => `${at}#${member}#${until}`;

/** An unsubscribe link; the token itself is in no key. */
export const unsubscribeKey = (token: string) => ({
  pk: `UNSUBSCRIBE#${sha256Hex(token)}`,
  sk: 'UNSUBSCRIBE',
});

/** The planner's cursor. */
export const CURSOR_KEY = { pk: 'PLANNER', sk: 'CURSOR' };

/** Where a schedule stands in the due index; nowhere while nothing is due. */
export const scheduleDueKeys = (schedule: {
  readonly organization: string;
  readonly member: string;
  readonly dueAt?: string | undefined;
}) => dueIndexKeys(schedule.organization, schedule.member, schedule.dueAt);
