import { type StandingNow, standingOf } from './life.ts';
import type { CredentialChange, IssuedCredential } from './model.ts';

/** Where a credential stands, with what there is to say of it. */
export type ToldStanding =
  | { readonly standing: 'valid'; readonly until?: string }
  | { readonly standing: 'expired'; readonly since: string }
  | { readonly standing: 'suspended'; readonly since?: string }
  | {
      readonly standing: 'revoked';
      readonly since?: string;
      readonly reason?: string;
      /** The credential that takes its place. */
      readonly follower?: string;
    };

/** Whether somebody has to be asked for the changes of a credential before its standing can be told. */
export const needsChanges = (standing: StandingNow): boolean =>
  standing === 'suspended' || standing === 'revoked';

/**
 * Tells where a credential stands now, from the changes of its life where it was changed: since when, and why it was
 * revoked. Why it is suspended is told to nobody but staff, while it is still being looked into.
 */
export const tellStanding = (
  issued: Pick<IssuedCredential, 'standing' | 'validUntil'>,
  changes: readonly CredentialChange[],
  now: Date,
): ToldStanding => {
  const standing = standingOf(issued, now);
  const { validUntil } = issued;
  if (standing === 'valid') return { standing, ...(validUntil !== undefined && { until: validUntil }) };
  if (standing === 'expired') return { standing, since: validUntil ?? now.toISOString() };
  const last = changes.findLast(({ kind }) => kind === standing);
  if (standing === 'suspended') return { standing, ...(last && { since: last.at }) };
  return {
    standing,
    ...(last && { since: last.at, reason: last.reason }),
    ...(last?.follower !== undefined && { follower: last.follower }),
  };
};
