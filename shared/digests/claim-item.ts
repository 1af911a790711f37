import { epochSeconds } from '../platform/clock.ts';
import { dueIndexKeys } from '../platform/due-index.ts';
import { claimKey, claimPlace, doubtPk, skippedPk } from './keys.ts';
import type { DigestClaim } from './model.ts';

/** How long after it was made a claim that is still on its way is looked after, in ms: longer than any sender lives. */
const LOOK_AFTER = 5 * 60_000;

/**
 * For how many days a claim is kept after it came to its end. What was sent, or was not and is known to, for thirteen
 * months: staff can answer for a whole year, also for the same month of the year before. What there was nothing to tell
 * of, or no address to tell it to, for ninety days: that is most of what ever falls due, the day's figures count it for
 * ever, and nobody asks later. A claim on its way or in doubt stays until somebody has said what became of it. None is
 * needed any more so that nothing is sent twice: its schedule has moved on, and no message lives for longer than days.
 */
const KEPT_DAYS = { SENT: 396, RETURNED: 396, SUPPRESSED: 90 } as const;
const DAY_SECONDS = 86_400;

/** When the table may forget a claim, in epoch seconds; undefined while somebody has still to see to it. */
const expiryOf = ({ status, at, resolvedAt = at }: DigestClaim): number | undefined =>
  status === 'SENDING' || status === 'IN_DOUBT'
    ? undefined
    : epochSeconds(new Date(resolvedAt)) + KEPT_DAYS[status] * DAY_SECONDS;

/** Whether a claim as it lies in the table is still there: the table deletes what has expired days later. */
export const isKept = (item: Readonly<Record<string, unknown>>, now: Date): boolean =>
  item['expiresAt'] === undefined || Number(item['expiresAt']) * 1000 > now.getTime();

/** What names a claim in the due index, where schedules have no such attribute. */
export const CLAIM_KIND = 'claim';

const indexKeys = ({
  organization,
  member,
  until,
  status,
  at,
  skip = 'refused',
}: DigestClaim): object | undefined => {
  switch (status) {
    case 'SENDING': {
      const dueAt = new Date(Date.parse(at) + LOOK_AFTER).toISOString();
      return { kind: CLAIM_KIND, dueAt, ...dueIndexKeys(organization, member, dueAt) };
    }
    case 'IN_DOUBT':
      return { lookupPk: doubtPk(organization), lookupSk: claimPlace({ at, member, until }) };
    case 'SUPPRESSED':
      return { lookupPk: skippedPk(organization, skip), lookupSk: claimPlace({ at, member, until }) };
    case 'SENT':
    case 'RETURNED':
      return undefined;
  }
};

/** A claim as it lies in the table, in the index according to its status; whole, so that nothing of before stays. */
export const claimItem = (claim: DigestClaim): Record<string, unknown> => ({
  ...claimKey(claim.organization, claim.member, claim.until),
  ...claim,
  ...indexKeys(claim),
  expiresAt: expiryOf(claim),
});
