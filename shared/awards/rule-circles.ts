import type { Criterion, Rule } from './model.ts';
import { badgesOf } from './rule-concerns.ts';

const isWithin = (criterion: Criterion, within: (badge: string) => boolean): boolean => {
  if ('count' in criterion) return true;
  if ('badge' in criterion) return within(criterion.badge);
  return 'all' in criterion
    ? criterion.all.every((part) => isWithin(part, within))
    : criterion.any.some((part) => isWithin(part, within));
};

/** The badges that nobody can ever have by the rules alone, since each that grants one needs another of them. */
const outOfReach = (rules: readonly Rule[]): ReadonlySet<string> => {
  const out = new Set(rules.flatMap(({ grants }) => grants.badge?.achievement ?? []));
  for (let before = -1; before !== out.size; ) {
    before = out.size;
    for (const { grants, criterion } of rules) {
      if (grants.badge && isWithin(criterion, (badge) => !out.has(badge)))
        out.delete(grants.badge.achievement);
    }
  }
  return out;
};

/**
 * The first circle of rules of which each needs a badge that only the next can bring, the last that of the first; a rule
 * that needs its own badge is one by itself. A badge that no rule grants is awarded by hand, and closes none; neither
 * does one that is needed where something else would do.
 *
 * @param rules - all of an organization.
 * @returns undefined where there is none.
 */
export const circleOf = (rules: readonly Rule[]): readonly [Rule, ...Rule[]] | undefined => {
  const out = outOfReach(rules);
  const stuck = rules.filter(({ criterion }) => !isWithin(criterion, (badge) => !out.has(badge)));
  const walked: Rule[] = [];
  let at = stuck.find(({ grants }) => grants.badge);
  while (at !== undefined && !walked.includes(at)) {
    walked.push(at);
    const needed = badgesOf(at.criterion).find((badge) => out.has(badge));
    at = stuck.find(({ grants }) => grants.badge?.achievement === needed);
  }
  if (at === undefined) return undefined;
  return [at, ...walked.slice(walked.indexOf(at) + 1)];
};

/** A circle in a sentence that says what to do. */
export const circleText = (circle: readonly Rule[]): string =>
  circle.length === 1
    ? `the rule "${circle[0]?.rule}" needs its own badge, so nobody can ever meet it; take that badge out of its criterion`
    : `the rules ${circle.map(({ rule }) => `"${rule}"`).join(', ')} need each other's badges, each that of the next and the last that of the first, so nobody can ever meet them; take one of these badges out`;
