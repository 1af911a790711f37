import type { CredentialsStore } from '../badges/store.ts';
import type { EngagementStore } from '../engagement/store.ts';
import type { Ids } from '../platform/ids.ts';
import { withoutGivenBadge } from './already-given.ts';
import { evaluateRule } from './evaluate-rule.ts';
import { heldBadges } from './held-badges.ts';
import { makeGrant } from './make-grant.ts';
import type { Grant, Rule } from './model.ts';
import { badgesOf, type ChangedDay, stillOpen } from './rule-concerns.ts';
import type { AwardsStore } from './store.ts';

/** What awarding reads and commits through, and what it is told. */
export interface Awarding {
  readonly engagement: Pick<EngagementStore, 'recordsOf'>;
  readonly awards: Pick<AwardsStore, 'grantsOf' | 'commit'>;
  readonly credentials: Pick<CredentialsStore, 'listOf'>;
  readonly now: Date;
  readonly ids: Ids;
}

type Whose = Pick<Grant, 'organization' | 'member'>;

/**
 * The grants that a member is due by some rules and does not have, from records of some days or of all. The member's
 * credentials are read only where a rule needs badges, or one that is met once would give a badge: nobody is given the
 * same badge twice by two such rules.
 */
export const dueOf = async (
  { engagement, credentials, now, ids }: Omit<Awarding, 'awards'>,
  whose: Whose,
  rules: readonly Rule[],
  before: readonly Grant[],
  from?: string,
): Promise<Grant[]> => {
  const { organization, member } = whose;
  const needsBadges = rules.some(({ criterion }) => badgesOf(criterion).length > 0);
  const [records, issued] = await Promise.all([
    engagement.recordsOf(organization, member, { from }),
    needsBadges ? credentials.listOf(organization, member) : [],
  ]);
  const achieved = { records, badges: heldBadges(issued, now) };
  const due = rules.flatMap((rule) =>
    evaluateRule(rule, achieved, before, now).map((met) => ({ rule, met })),
  );
  const givesBadge = due.some(({ rule }) => rule.every === 'once' && rule.grants.badge !== undefined);
  const all = givesBadge && !needsBadges ? await credentials.listOf(organization, member) : issued;
  const grants: Grant[] = [];
  for (const { rule, met } of due) {
    const given = withoutGivenBadge(rule, { issued: all, grants: [...before, ...grants] }, now);
    if (given) grants.push(makeGrant(whose, given, met, now, ids));
  }
  return grants;
};

/** Commits grants one after the other: each next ledger entry names the one before. @returns those that were new. */
export const commitAll = async (awards: Awarding['awards'], grants: readonly Grant[]): Promise<Grant[]> => {
  const fresh: Grant[] = [];
  for (const grant of grants) {
    if ((await awards.commit(grant)) === 'granted') fresh.push(grant);
  }
  return fresh;
};

/**
 * The rules of all organizations that some members are of.
 *
 * Read anew for every batch and never kept: a record that is written after a rule was put is decided with it, and
 * one written before is found by the backfill that follows, so that no work falls between the two. That is one
 * small query per batch and organization, nothing beside the reads of the members.
 */
export const rulesByOrganization = async (
  awards: Pick<AwardsStore, 'listRules'>,
  members: readonly Pick<Grant, 'organization'>[],
): Promise<ReadonlyMap<string, readonly Rule[]>> => {
  const rules = new Map<string, readonly Rule[]>();
  for (const organization of new Set(members.map((member) => member.organization))) {
    rules.set(organization, await awards.listRules(organization));
  }
  return rules;
};

/**
 * Awards a member what a change of their records or badges made due.
 *
 * @param rules - the organization's; those that look at nothing that changed cost nothing, not even a read.
 * @returns the new grants.
 */
export const awardAfterChange = async (
  awarding: Awarding,
  { changes, ...whose }: Whose & { readonly changes: readonly ChangedDay[] },
  rules: readonly Rule[],
): Promise<Grant[]> => {
  if (stillOpen(rules, [], changes).rules.length === 0) return [];
  const before = await awarding.awards.grantsOf(whose.organization, whose.member);
  const open = stillOpen(rules, before, changes);
  if (open.rules.length === 0) return [];
  const due = await dueOf(awarding, whose, open.rules, before, open.from);
  return commitAll(awarding.awards, due);
};
