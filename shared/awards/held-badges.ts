import type { CredentialSummary } from '../badges/model.ts';

/** A badge that a member holds, and since which UTC day. */
export interface HeldBadge {
  readonly achievement: string;
  readonly name: string;
  readonly day: string;
}

/**
 * The badges that somebody's credentials still stand for: neither suspended nor revoked, nor expired at `now`.
 *
 * Decided from credentials and not from grants: a grant stays when its credential is revoked, and one whose credential
 * was never issued (an address is missing, a field was refused) is no badge yet. A credential that was issued in the
 * place of another counts from the day of the first: only an address changed.
 */
export const heldBadges = (credentials: readonly CredentialSummary[], now: Date): HeldBadge[] => {
  const byId = new Map(credentials.map((one) => [one.credential, one]));
  const firstOf = (one: CredentialSummary, seen = 0): CredentialSummary => {
    const before = one.replaces === undefined ? undefined : byId.get(one.replaces);
    return before === undefined || seen > credentials.length ? one : firstOf(before, seen + 1);
  };
  return credentials
    .filter(
      ({ standing, validUntil }) =>
        standing === 'valid' && (validUntil === undefined || Date.parse(validUntil) > now.getTime()),
    )
    .map((one) => ({
      achievement: one.achievement.achievement,
      name: one.achievement.name,
      day: firstOf(one).issuedAt.slice(0, 10),
    }));
};
