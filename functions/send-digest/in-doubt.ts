import type { DigestClaim } from '../../shared/digests/model.ts';

/** Longer than a mail can be on its way out, in ms: the mail service is given 20 s to answer. */
const DOUBT_AFTER = 60_000;

/** True where a claim says that a mail is on its way out, and nobody can be at it any more. */
export const isInDoubt = (claim: DigestClaim | undefined, now: Date): boolean =>
  claim?.status === 'SENDING' && now.getTime() - Date.parse(claim.at) > DOUBT_AFTER;
