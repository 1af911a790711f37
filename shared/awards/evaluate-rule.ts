import { type Achieved, type Measured, measure } from './measure.ts';
import type { Grant, Rule } from './model.ts';
import { periodOf } from './periods.ts';

/** That a rule is met in a period that was not granted before, and what shows it. */
export interface Met {
  readonly period: string;
  /**
   * For each part that decided, `post.created/comment: 12 of 10` or `Badge “Mentor”, held since 2026-11-22`; at most
   * {@link MAX_EVIDENCE}, 200 characters each.
   */
  readonly evidence: readonly string[];
}

/** Most lines of evidence a grant keeps. */
const MAX_EVIDENCE = 50;
const MAX_LINE = 200;
const DAY_MS = 86_400_000;

/** The line of evidence of each part that decided: of all that had to be met, and of those that were. */
const evidenceOf = (measured: Measured): readonly string[] => {
  if (measured.kind === 'count') {
    const { criterion, reached, community } = measured;
    const place = community === undefined ? '' : ` in ${community}`;
    const figures = `: ${reached} of ${criterion.atLeast}${place}`;
    return [criterion.count.slice(0, MAX_LINE - figures.length) + figures];
  }
  if (measured.kind === 'badge') {
    return measured.held ? [`Badge “${measured.held.name}”, held since ${measured.held.day}`] : [];
  }
  return measured.parts.filter(({ met }) => met).flatMap(evidenceOf);
};

/**
 * The periods in which a member meets a rule and has no grant yet, the oldest first.
 *
 * A period is made of the records of its days and the badges held since one of its days.
 *
 * Decided from all the records given, so that work done before the rule existed counts, and order and repetition
 * cannot matter. Never the other way: more records never make a met rule unmet. A period that begins more than a
 * day after `now` waits: a sender's clock may be minutes ahead, not months.
 *
 * @param achieved - the member's records and badges; where only some days were read, a period that reaches beyond them is undercounted
 *   and so at worst not met yet.
 * @param grants - the member's, of this rule or any.
 */
export const evaluateRule = (
  rule: Rule,
  { records, badges }: Achieved,
  grants: readonly Pick<Grant, 'rule' | 'period'>[],
  now: Date,
): readonly Met[] => {
  const granted = new Set(grants.filter((grant) => grant.rule === rule.rule).map(({ period }) => period));
  const tomorrow = new Date(now.getTime() + DAY_MS).toISOString().slice(0, 10);
  const newest = periodOf(tomorrow, rule.every);
  const ofPeriod = ({ day }: { readonly day: string }) => periodOf(day, rule.every);
  const recordsIn = Map.groupBy(records, ofPeriod);
  const badgesIn = Map.groupBy(badges, ofPeriod);
  return [...new Set([...recordsIn.keys(), ...badgesIn.keys()])]
    .filter((period) => period <= newest && !granted.has(period))
    .map((period) => ({
      period,
      measured: measure(rule.criterion, {
        records: recordsIn.get(period) ?? [],
        badges: badgesIn.get(period) ?? [],
      }),
    }))
    .filter(({ measured }) => measured.met)
    .map(({ period, measured }) => ({ period, evidence: evidenceOf(measured).slice(0, MAX_EVIDENCE) }))
    .sort((a, b) => (a.period < b.period ? -1 : 1));
};
