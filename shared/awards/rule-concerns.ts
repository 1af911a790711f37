import type { Criterion, Grant, Rule } from './model.ts';
import { EVER, firstDayOf } from './periods.ts';

/** A day on which counters of a member changed. */
export interface ChangedDay {
  readonly day: string;
  readonly counters: readonly string[];
}

/** The counters that a criterion looks at. */
export const countersOf = (criterion: Criterion): readonly string[] => {
  if ('count' in criterion) return [criterion.count];
  return ('all' in criterion ? criterion.all : criterion.any).flatMap(countersOf);
};

/** The rules that look at a counter which changed: no other can be met by the change. */
export const rulesConcerned = (rules: readonly Rule[], changes: readonly ChangedDay[]): readonly Rule[] => {
  const changed = new Set(changes.flatMap(({ counters }) => counters));
  return rules.filter(({ criterion }) => countersOf(criterion).some((counter) => changed.has(counter)));
};

/** A member's days from which on records are needed; `from` is absent where all are. */
export interface NeededDays {
  readonly rules: readonly Rule[];
  readonly from: string | undefined;
}

/**
 * What must still be decided after a change, and from which day on records are needed for it: a rule that is met
 * once is out when it was granted, and one that recurs needs no more than the periods that changed (the others were
 * decided when they did, or by a backfill). So a long-standing member costs no more to read than a new one.
 */
export const stillOpen = (
  rules: readonly Rule[],
  grants: readonly Pick<Grant, 'rule' | 'period'>[],
  changes: readonly ChangedDay[],
): NeededDays => {
  const met = new Set(grants.filter(({ period }) => period === EVER).map(({ rule }) => rule));
  const open = rulesConcerned(rules, changes).filter(({ rule, every }) => every !== 'once' || !met.has(rule));
  const starts = open.flatMap(({ every }) => changes.map(({ day }) => firstDayOf(day, every) ?? ''));
  const from = starts.reduce((a, b) => (b < a ? b : a), '~');
  return { rules: open, from: from === '' || from === '~' ? undefined : from };
};
