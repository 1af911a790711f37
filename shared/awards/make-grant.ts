import type { Ids } from '../platform/ids.ts';
import type { Met } from './evaluate-rule.ts';
import type { Grant, Rule } from './model.ts';

/** The grant that a met rule is: keeps the rule's words as they were when it was granted. */
export const makeGrant = (
  { organization, member }: Pick<Grant, 'organization' | 'member'>,
  rule: Rule,
  met: Met,
  now: Date,
  ids: Ids,
): Grant => {
  const { badge, credit } = rule.grants;
  return {
    organization,
    member,
    rule: rule.rule,
    ruleName: rule.name,
    period: met.period,
    reason: rule.reason,
    evidence: [...met.evidence],
    grantedAt: now.toISOString(),
    ...(badge && { badge, credential: ids() }),
    ...(credit && { credit }),
  };
};
