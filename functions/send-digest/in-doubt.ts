import type { DigestClaim } from '../../shared/digests/model.ts';

/** Longer than a sender lives, in ms: Lambda ends an invocation after a minute. */
const DOUBT_AFTER = 120_000;

/** True where a claim says that a mail is on its way out, and nobody can be at it any more. */
export const isInDoubt = (claim: DigestClaim | undefined, now: Date): claim is DigestClaim =>
  claim?.status === 'SENDING' && now.getTime() - Date.parse(claim.at) > DOUBT_AFTER;
