import type { CredentialSummary } from '../badges/model.ts';
import { heldBadges } from './held-badges.ts';
import type { Grant, Rule } from './model.ts';

/** What is known of a member's badges. */
export interface Given {
  /** Everything that was issued to them, whatever became of it. */
  readonly issued: readonly CredentialSummary[];
  /** Everything they were granted, by whatever rule or by hand. */
  readonly grants: readonly Grant[];
}

/**
 * A rule without the badge that the member holds already, by another rule or by hand, or was granted and will be
 * issued; of a rule that is met once for ever. One that recurs gives its badge anew in each period, and one whose badge
 * was revoked or expired may give it again.
 *
 * @returns undefined where nothing is left to grant.
 */
export const withoutGivenBadge = (rule: Rule, { issued, grants }: Given, now: Date): Rule | undefined => {
  const { badge, ...rest } = rule.grants;
  if (rule.every !== 'once' || badge === undefined) return rule;
  const known = new Set(issued.map(({ credential }) => credential));
  const isHeld = heldBadges(issued, now).some(({ achievement }) => achievement === badge.achievement);
  const isComing = grants.some(
    (grant) =>
      grant.badge?.achievement === badge.achievement &&
      grant.credential !== undefined &&
      !known.has(grant.credential),
  );
  if (!isHeld && !isComing) return rule;
  return rest.credit ? { ...rule, grants: rest } : undefined;
};
