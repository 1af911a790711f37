import type { DayRecord } from '../engagement/model.ts';
import type { Criterion, Grant, Rule } from './model.ts';
import { periodOf } from './periods.ts';

/** That a rule is met in a period that was not granted before, and the counts that show it. */
export interface Met {
  readonly period: string;
  /** For each count that decided, `post.created/comment: 12 of 10`; at most {@link MAX_EVIDENCE}, 200 characters each. */
  readonly evidence: readonly string[];
}

/** Most lines of evidence a grant keeps. */
const MAX_EVIDENCE = 50;
const MAX_LINE = 200;
const DAY_MS = 86_400_000;

interface Finding {
  readonly met: boolean;
  readonly evidence: readonly string[];
}

type Count = Extract<Criterion, { count: string }>;

/** The records a count looks at, with the place its evidence names. */
const scopesOf = (
  { in: scope }: Count,
  records: readonly DayRecord[],
): readonly { place: string; records: readonly DayRecord[] }[] => {
  if (scope === 'all-communities') return [{ place: '', records }];
  if (scope === 'any-one-community') {
    return [...Map.groupBy(records, ({ community }) => community)].map(([community, of]) => ({
      place: ` in ${community}`,
      records: of,
    }));
  }
  const { community } = scope;
  return [{ place: ` in ${community}`, records: records.filter((record) => record.community === community) }];
};

const countOf = (criterion: Count, records: readonly DayRecord[]): Finding => {
  const { count, atLeast, from = '', through = '~' } = criterion;
  const inTime = records.filter(({ day }) => from <= day && day <= through);
  const best = scopesOf(criterion, inTime)
    .map((scope) => ({
      place: scope.place,
      reached: scope.records.reduce((sum, { counts }) => sum + (counts[count] ?? 0), 0),
    }))
    .reduce((a, b) => (b.reached > a.reached ? b : a), { place: '', reached: 0 });
  const figures = `: ${best.reached} of ${atLeast}${best.place}`;
  return {
    met: best.reached >= atLeast,
    evidence: [count.slice(0, MAX_LINE - figures.length) + figures],
  };
};

const find = (criterion: Criterion, records: readonly DayRecord[]): Finding => {
  if ('count' in criterion) return countOf(criterion, records);
  const every = 'all' in criterion;
  const findings = (every ? criterion.all : criterion.any).map((part) => find(part, records));
  const met = findings.filter((finding) => finding.met);
  return {
    met: every ? met.length === findings.length : met.length > 0,
    evidence: met.flatMap(({ evidence }) => evidence),
  };
};

/**
 * The periods in which a member meets a rule and has no grant yet, the oldest first.
 *
 * Decided from all the records given, so that work done before the rule existed counts, and order and repetition
 * cannot matter. Never the other way: more records never make a met rule unmet. A period that begins more than a
 * day after `now` waits: a sender's clock may be minutes ahead, not months.
 *
 * @param records - the member's; where only some days were read, a period that reaches beyond them is undercounted
 *   and so at worst not met yet.
 * @param grants - the member's, of this rule or any.
 */
export const evaluateRule = (
  rule: Rule,
  records: readonly DayRecord[],
  grants: readonly Pick<Grant, 'rule' | 'period'>[],
  now: Date,
): readonly Met[] => {
  const granted = new Set(grants.filter((grant) => grant.rule === rule.rule).map(({ period }) => period));
  const tomorrow = new Date(now.getTime() + DAY_MS).toISOString().slice(0, 10);
  const newest = periodOf(tomorrow, rule.every);
  return [...Map.groupBy(records, ({ day }) => periodOf(day, rule.every))]
    .filter(([period]) => period <= newest && !granted.has(period))
    .map(([period, of]) => ({ period, ...find(rule.criterion, of) }))
    .filter(({ met }) => met)
    .map(({ period, evidence }) => ({ period, evidence: evidence.slice(0, MAX_EVIDENCE) }))
    .sort((a, b) => (a.period < b.period ? -1 : 1));
};
