import type { Criterion, Grant, Rule } from './model.ts';
import { EVER, firstDayOf } from './periods.ts';

/** A day on which counters of a member changed, or since which a badge of theirs is held (again). */
export interface ChangedDay {
  readonly day: string;
  readonly counters: readonly string[];
  /** Achievements whose badges came to stand. */
  readonly badges?: readonly string[];
}

/** What a criterion looks at: counters, and the achievements of badges. */
interface Looked {
  readonly counters: readonly string[];
  readonly badges: readonly string[];
}

const looksAt = (criterion: Criterion): Looked => {
  if ('count' in criterion) return { counters: [criterion.count], badges: [] };
  if ('badge' in criterion) return { counters: [], badges: [criterion.badge] };
  const parts = ('all' in criterion ? criterion.all : criterion.any).map(looksAt);
  return {
    counters: parts.flatMap(({ counters }) => counters),
    badges: parts.flatMap(({ badges }) => badges),
  };
};

/** The counters that a criterion looks at. */
export const countersOf = (criterion: Criterion): readonly string[] => looksAt(criterion).counters;

/** The achievements whose badges a criterion needs; one that needs any is a pathway. */
export const badgesOf = (criterion: Criterion): readonly string[] => looksAt(criterion).badges;

/** The rules that look at a counter or a badge which changed: no other can be met by the change. */
export const rulesConcerned = (rules: readonly Rule[], changes: readonly ChangedDay[]): readonly Rule[] => {
  const counters = new Set(changes.flatMap((change) => change.counters));
  const badges = new Set(changes.flatMap((change) => change.badges ?? []));
  return rules.filter(
    ({ criterion }) =>
      countersOf(criterion).some((counter) => counters.has(counter)) ||
      badgesOf(criterion).some((badge) => badges.has(badge)),
  );
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
