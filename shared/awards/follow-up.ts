import { hash } from 'node:crypto';
import type { IssuedCredential } from '../badges/model.ts';
import type { Ids } from '../platform/ids.ts';
import type { Grant } from './model.ts';

/** How a credential follows another: in its place (another address), or after it (its time is over). */
export type Following = 'replaces' | 'renews';

/** Characters of a period that are kept before the mark: `2026-Q4` is the longest a rule gives. */
const KEPT = 7;

/**
 * The period of the grant whose credential follows another: that of the first one, `~`, and eight hex digits that only
 * the credential before and the way of following it decide (`2026-Q4~1f0c22ab`, 16 characters). Whoever asks for the
 * same again asks for the same grant. No period that a rule is evaluated for has a `~`.
 */
const periodAfter = (period: string, credential: string, following: Following): string => {
  const [first = period] = period.split('~');
  return `${first.slice(0, KEPT)}~${hash('sha256', `${following} ${credential}`, 'hex').slice(0, 8)}`;
};

/** Who has a credential followed by another, when and why. */
export interface FollowRequest {
  readonly now: Date;
  readonly ids: Ids;
  /** The staff member who asks; absent where that is not known. */
  readonly by?: string;
  /** In a sentence, for the audit trail. */
  readonly cause: string;
}

/** What the grant whose credential follows another is found by. */
export const followUpKey = (
  { member, rule, period, credential }: Pick<IssuedCredential, 'member' | 'rule' | 'period' | 'credential'>,
  following: Following,
): Pick<Grant, 'member' | 'rule' | 'period'> => ({
  member,
  rule,
  period: periodAfter(period, credential, following),
});

/**
 * The grant whose credential follows another: for the same achievement on the same evidence. It grants no credit, which
 * was granted with the first one.
 *
 * @param before - the grant of the credential that is followed.
 */
export const followUp = (
  before: Grant,
  issued: Pick<IssuedCredential, 'member' | 'rule' | 'period' | 'credential' | 'achievement'>,
  following: Following,
  { now, ids, by, cause }: FollowRequest,
): Grant => {
  const { organization, ruleName, reason, evidence, narrative, artifacts, results } = before;
  return {
    organization,
    ruleName,
    reason,
    evidence,
    ...followUpKey(issued, following),
    grantedAt: now.toISOString(),
    credential: ids(),
    badge: issued.achievement,
    ...(narrative !== undefined && { narrative }),
    ...(artifacts && { artifacts }),
    ...(results && { results }),
    ...(by !== undefined && { by }),
    [following]: issued.credential,
    cause,
  };
};
