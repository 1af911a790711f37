import { type Achieved, type Measured, measure } from './measure.ts';
import type { Grant, Rule } from './model.ts';
import { periodOf } from './periods.ts';
import { badgesOf } from './rule-concerns.ts';

/** A pathway as one member stands on it. */
export interface Pathway {
  readonly rule: Rule;
  /** The period that is measured: the one of today. */
  readonly period: string;
  /** When the member came to its end in this period; absent while they are on the way. */
  readonly grantedAt: string | undefined;
  readonly measured: Measured;
}

/** What a member has done and holds within one period of a rule. */
const within = ({ records, badges }: Achieved, period: string, { every }: Rule): Achieved => ({
  records: records.filter(({ day }) => periodOf(day, every) === period),
  badges: badges.filter(({ day }) => periodOf(day, every) === period),
});

/** Every rule that needs badges, with how far a member is today; those on the way first, in the order of the rules. */
export const pathwaysOf = (
  rules: readonly Rule[],
  achieved: Achieved,
  grants: readonly Pick<Grant, 'rule' | 'period' | 'grantedAt'>[],
  now: Date,
): readonly Pathway[] => {
  const today = now.toISOString().slice(0, 10);
  const pathways = rules
    .filter(({ criterion }) => badgesOf(criterion).length > 0)
    .map((rule): Pathway => {
      const period = periodOf(today, rule.every);
      const grant = grants.find((one) => one.rule === rule.rule && one.period === period);
      const measured = measure(rule.criterion, within(achieved, period, rule));
      return { rule, period, grantedAt: grant?.grantedAt, measured };
    });
  return [
    ...pathways.filter(({ grantedAt }) => grantedAt === undefined),
    ...pathways.filter(({ grantedAt }) => grantedAt !== undefined),
  ];
};

/** How many of the parts that a pathway asks for are met: of all of them, or the one of any. */
export const partsMet = (measured: Measured): { readonly met: number; readonly of: number } => {
  if (measured.kind === 'all') {
    return { met: measured.parts.filter(({ met }) => met).length, of: measured.parts.length };
  }
  return { met: measured.met ? 1 : 0, of: 1 };
};
