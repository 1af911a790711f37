import type { Criterion, Rule } from '../../shared/awards/model.ts';
import type { DayRecord } from '../../shared/engagement/model.ts';

/** A count criterion over all communities, or as told. */
export const count = (counter: string, atLeast: number, more: object = {}): Criterion => ({
  count: counter,
  atLeast,
  in: 'all-communities',
  ...more,
});

/** A rule that grants credit; the criterion is what matters in a test. */
export const ruleOf = (criterion: Criterion, more: Partial<Rule> = {}): Rule => ({
  rule: 'active',
  name: 'Active member',
  reason: 'Posts in your communities',
  grants: { credit: { amount: 0.1, unit: 'hours' } },
  criterion,
  every: 'once',
  ...more,
});

/** What a rule that grants a badge grants. */
export const badge = {
  achievement: 'active',
  name: 'Active member',
  description: 'Took part in the discussions.',
  criteria: 'Wrote posts.',
};

/** One member's record of a day. */
export const recordOf = (day: string, counts: Record<string, number>, community = 'algebra'): DayRecord => ({
  organization: 'midland',
  member: 'ada',
  community,
  day,
  counts,
});
