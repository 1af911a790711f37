import { describe, expect, it } from 'vitest';
import { evaluateRule } from '../../../shared/awards/evaluate-rule.ts';
import type { Criterion, Recurrence } from '../../../shared/awards/model.ts';
import { firstDayOf, periodOf } from '../../../shared/awards/periods.ts';
import { count, recordOf, ruleOf } from '../../support/awards.ts';

const now = new Date('2026-11-22T12:00:00Z');
const records = [
  recordOf('2025-12-31', { 'post.created': 3, 'post.created/reply': 3 }),
  recordOf('2026-01-01', { 'post.created': 2, 'post.created/topic': 2 }),
  recordOf('2026-03-31', { 'post.created': 4, 'post.created/reply': 4 }, 'biology'),
  recordOf('2026-04-01', { 'goal.met': 1 }, 'biology'),
];
const evaluate = (criterion: Criterion, every: Recurrence = 'once', granted: string[] = []) =>
  evaluateRule(
    ruleOf(criterion, { every }),
    { records, badges: [] },
    granted.map((period) => ({ rule: 'active', period })),
    now,
  );
const met = (criterion: Criterion) => evaluate(criterion)[0]?.evidence;

describe('a criterion', () => {
  const posts = (atLeast: number, more = {}) => count('post.created', atLeast, more);
  const goals = (atLeast: number) => count('goal.met', atLeast);

  it.each<[string, Criterion, string[] | undefined]>([
    ['sums all communities', posts(9), ['post.created: 9 of 9']],
    ['is not met by one less', posts(10), undefined],
    ['counts a kind', count('post.created/reply', 7), ['post.created/reply: 7 of 7']],
    ['counts what never happened', count('cycle.completed', 1), undefined],
    [
      'takes the best single community',
      posts(5, { in: 'any-one-community' }),
      ['post.created: 5 of 5 in algebra'],
    ],
    ['does not add communities up', posts(6, { in: 'any-one-community' }), undefined],
    [
      'takes a named community',
      posts(4, { in: { community: 'biology' } }),
      ['post.created: 4 of 4 in biology'],
    ],
    ['takes no other for it', posts(5, { in: { community: 'biology' } }), undefined],
    ['starts on its first day', posts(6, { from: '2026-01-01' }), ['post.created: 6 of 6']],
    ['leaves out the day before', posts(7, { from: '2026-01-01' }), undefined],
    ['ends on its last day', posts(5, { through: '2026-01-01' }), ['post.created: 5 of 5']],
    ['leaves out the day after', posts(6, { through: '2026-01-01' }), undefined],
    ['wants all', { all: [posts(9), goals(1)] }, ['post.created: 9 of 9', 'goal.met: 1 of 1']],
    ['is not met by most', { all: [posts(9), goals(2)] }, undefined],
    ['takes any, and shows which', { any: [posts(99), goals(1)] }, ['goal.met: 1 of 1']],
    ['is not met by none', { any: [posts(99), goals(2)] }, undefined],
    [
      'nests',
      { all: [{ any: [posts(99), goals(1)] }, { all: [posts(1)] }] },
      ['goal.met: 1 of 1', 'post.created: 9 of 1'],
    ],
  ])('%s', (_, criterion, evidence) => {
    expect(met(criterion)).toEqual(evidence);
  });

  it('keeps its evidence within what a grant can hold', () => {
    const wide: Criterion = {
      all: Array.from({ length: 20 }, () => ({ all: [posts(1), posts(2), goals(1)] })),
    };
    expect(met(wide)).toHaveLength(50);
    const name = `reaction.given/${'x'.repeat(300)}`;
    const [line] =
      evaluateRule(
        ruleOf(count(name, 1)),
        { records: [recordOf('2026-01-01', { [name]: 1 })], badges: [] },
        [],
        now,
      )[0]?.evidence ?? [];
    expect(line).toHaveLength(200);
    expect(line).toMatch(/: 1 of 1$/);
  });
});

describe('a period', () => {
  const periods = (every: Recurrence, atLeast: number, granted: string[] = []) =>
    evaluate(count('post.created', atLeast), every, granted).map(({ period }) => period);

  it.each<[Recurrence, number, string[]]>([
    ['once', 9, ['ever']],
    ['yearly', 3, ['2025', '2026']],
    ['yearly', 6, ['2026']],
    ['yearly', 7, []],
    ['quarterly', 3, ['2025-Q4', '2026-Q1']],
    ['monthly', 2, ['2025-12', '2026-01', '2026-03']],
  ])('%s, at least %i: %j', (every, atLeast, expected) => {
    expect(periods(every, atLeast)).toEqual(expected);
  });

  it('that was granted is not granted again, whatever else was', () => {
    expect(periods('monthly', 2, ['2026-01', 'ever'])).toEqual(['2025-12', '2026-03']);
    expect(
      evaluateRule(
        ruleOf(count('post.created', 1)),
        { records, badges: [] },
        [{ rule: 'other', period: 'ever' }],
        now,
      ),
    ).toHaveLength(1);
  });

  it.each<[string, string, string[]]>([
    ['the next day, for a clock that is ahead', '2026-11-30T23:00:00Z', ['2026-12']],
    ['a later day not yet', '2026-11-29T23:00:00Z', []],
  ])('that begins %s', (_, at, expected) => {
    const ahead = [recordOf('2026-12-01', { 'post.created': 1 })];
    const rule = ruleOf(count('post.created', 1), { every: 'monthly' });
    expect(
      evaluateRule(rule, { records: ahead, badges: [] }, [], new Date(at)).map(({ period }) => period),
    ).toEqual(expected);
  });

  it.each<[string, Recurrence, string, string | undefined]>([
    ['2026-11-22', 'once', 'ever', undefined],
    ['2026-11-22', 'yearly', '2026', '2026-01-01'],
    ['2026-01-01', 'quarterly', '2026-Q1', '2026-01-01'],
    ['2026-03-31', 'quarterly', '2026-Q1', '2026-01-01'],
    ['2026-04-01', 'quarterly', '2026-Q2', '2026-04-01'],
    ['2026-12-31', 'quarterly', '2026-Q4', '2026-10-01'],
    ['2024-02-29', 'monthly', '2024-02', '2024-02-01'],
  ])('of %s, %s, is %s from %s on', (day, every, period, first) => {
    expect(periodOf(day, every)).toBe(period);
    expect(firstDayOf(day, every)).toBe(first);
  });
});

describe('a badge that a rule needs', () => {
  const held = (achievement: string, day: string) => ({ achievement, name: `The ${achievement}`, day });
  const periods = (criterion: Criterion, badges: ReturnType<typeof held>[], every: Recurrence = 'once') =>
    evaluateRule(ruleOf(criterion, { every }), { records, badges }, [], now).map(({ period }) => period);
  const path = { all: [{ badge: 'thinker' }, { badge: 'host' }, count('post.created', 9)] };

  it('is shown as evidence beside what was counted', () => {
    const badges = [held('host', '2026-05-02'), held('thinker', '2026-02-01'), held('thinker', '2026-06-01')];
    expect(evaluateRule(ruleOf(path), { records, badges }, [], now)).toEqual([
      {
        period: 'ever',
        evidence: [
          'Badge “The thinker”, held since 2026-02-01',
          'Badge “The host”, held since 2026-05-02',
          'post.created: 9 of 9',
        ],
      },
    ]);
  });

  it.each([
    ['one is missing', [held('thinker', '2026-02-01')], []],
    ['another is held', [held('thinker', '2026-02-01'), held('guest', '2026-02-01')], []],
    ['both are held', [held('thinker', '2026-02-01'), held('host', '2026-02-01')], ['ever']],
  ])('where %s', (_, badges, expected) => {
    expect(periods(path, badges)).toEqual(expected);
  });

  it('meets a rule of somebody who has no records', () => {
    const badges = [held('host', '2026-02-01')];
    expect(evaluateRule(ruleOf({ badge: 'host' }), { records: [], badges }, [], now)).toHaveLength(1);
  });

  it('counts in the period it is held since, where the rule recurs', () => {
    expect(periods({ badge: 'host' }, [held('host', '2026-05-02')], 'yearly')).toEqual(['2026']);
    const both = { all: [{ badge: 'host' }, { badge: 'thinker' }] };
    const apart = [held('host', '2025-12-31'), held('thinker', '2026-01-01')];
    expect(periods(both, apart, 'yearly')).toEqual([]);
    expect(periods(both, apart)).toEqual(['ever']);
  });
});
