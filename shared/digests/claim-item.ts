import { dueIndexKeys } from '../platform/due-index.ts';
import { claimKey, claimPlace, claimsPk } from './keys.ts';
import type { DigestClaim } from './model.ts';

/** How long after it was made a claim that is still on its way is looked after, in ms: longer than any sender lives. */
const LOOK_AFTER = 5 * 60_000;

/** What names a claim in the due index, where schedules have no such attribute. */
export const CLAIM_KIND = 'claim';

const indexKeys = ({ organization, member, until, status, at }: DigestClaim): object | undefined => {
  switch (status) {
    case 'SENDING': {
      const dueAt = new Date(Date.parse(at) + LOOK_AFTER).toISOString();
      return { kind: CLAIM_KIND, dueAt, ...dueIndexKeys(organization, member, dueAt) };
    }
    case 'IN_DOUBT':
    case 'SUPPRESSED':
      return { lookupPk: claimsPk(organization, status), lookupSk: claimPlace({ at, member, until }) };
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
});
