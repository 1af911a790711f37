import { describe, expect, it } from 'vitest';
import { changedMembers } from '../../../functions/award/changed-members.ts';
import { makeGrant } from '../../../shared/awards/make-grant.ts';
import { Grant } from '../../../shared/awards/model.ts';
import { countersOf, rulesConcerned, stillOpen } from '../../../shared/awards/rule-concerns.ts';
import { badge, count, ruleOf } from '../../support/awards.ts';

const replies = count('post.created/reply', 3);
const goals = count('goal.met', 1);
const changed = (day: string, ...counters: string[]) => ({ day, counters });
const names = (rules: readonly { rule: string }[]) => rules.map(({ rule }) => rule);

it('finds every counter of a nested criterion', () => {
  expect(countersOf({ any: [goals, { all: [replies, goals] }] })).toEqual([
    'goal.met',
    'post.created/reply',
    'goal.met',
  ]);
});

it('concerns only rules that look at a counter that changed', () => {
  const rules = [
    ruleOf(replies, { rule: 'r' }),
    ruleOf(goals, { rule: 'g' }),
    ruleOf({ any: [goals, replies] }, { rule: 'both' }),
  ];
  expect(names(rulesConcerned(rules, [changed('2026-01-01', 'post.created', 'post.created/reply')]))).toEqual(
    ['r', 'both'],
  );
  expect(names(rulesConcerned(rules, [changed('2026-01-01', 'goal.set')]))).toEqual([]);
});

describe('what is still open', () => {
  const once = ruleOf(goals, { rule: 'once' });
  const monthly = ruleOf(goals, { rule: 'monthly', every: 'monthly' });
  const quarterly = ruleOf(goals, { rule: 'quarterly', every: 'quarterly' });
  const days = [changed('2026-11-22', 'goal.met'), changed('2026-06-10', 'goal.met')];

  it.each([
    ['all days while a rule for ever is', [once, monthly], [], ['once', 'monthly'], undefined],
    ['the oldest period that changed', [monthly], [], ['monthly'], '2026-06-01'],
    ['the longest period that changed', [monthly, quarterly], [], ['monthly', 'quarterly'], '2026-04-01'],
    [
      'no more of a rule for ever that was granted',
      [once, monthly],
      [{ rule: 'once', period: 'ever' }],
      ['monthly'],
      '2026-06-01',
    ],
    ['nothing', [once], [{ rule: 'once', period: 'ever' }], [], undefined],
    [
      'a rule that recurs, although granted once',
      [monthly],
      [{ rule: 'monthly', period: '2026-11' }],
      ['monthly'],
      '2026-06-01',
    ],
  ])('is %s', (_, rules, grants, open, from) => {
    const needed = stillOpen(rules, grants, days);
    expect(names(needed.rules)).toEqual(open);
    expect(needed.from).toBe(from);
  });
});

describe('the members that a batch changed', () => {
  const page = (member: string, counts: object, day = '2026-11-22') => ({
    organization: 'o',
    member,
    community: 'c',
    day,
    ...counts,
  });

  it('are gathered once each, with the counters that are new or other', () => {
    const changes = [
      {
        sequenceNumber: '1',
        before: undefined,
        after: page('ada', { 'n:post.created': 1, 'n:goal.met': 1 }),
      },
      { sequenceNumber: '2', before: undefined, after: page('grace', { 'n:goal.set': 1 }) },
      {
        sequenceNumber: '3',
        before: page('ada', { 'n:post.created': 1, 'n:goal.met': 1 }),
        after: page('ada', { 'n:post.created': 2, 'n:goal.met': 1 }),
      },
      { sequenceNumber: '4', before: page('emmy', {}), after: undefined },
    ];
    expect(changedMembers(changes)).toEqual([
      {
        organization: 'o',
        member: 'ada',
        sequenceNumber: '1',
        changes: [changed('2026-11-22', 'post.created', 'goal.met'), changed('2026-11-22', 'post.created')],
      },
      {
        organization: 'o',
        member: 'grace',
        sequenceNumber: '2',
        changes: [changed('2026-11-22', 'goal.set')],
      },
    ]);
  });

  it('cannot be told from an item that is no record', () => {
    const change = { sequenceNumber: '1', before: undefined, after: { pk: 'x' } };
    expect(() => changedMembers([change])).toThrow(
      expect.objectContaining({ kind: 'InvalidInput', field: 'organization' }),
    );
  });
});

describe('a grant', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const credential = '3f6c1f0e-6d0a-4a52-9f0b-6a1f5f1f7c11';
  const whose = { organization: 'o', member: 'ada', sequenceNumber: '17' };
  const met = { period: 'ever', evidence: ['goal.met: 1 of 1'] };

  it.each([
    ['a badge', { badge }, { badge, credential }],
    ['credit', { credit: { amount: 2, unit: 'CEU' } }, { credit: { amount: 2, unit: 'CEU' } }],
    [
      'both',
      { badge, credit: { amount: 2, unit: 'CEU' } },
      { badge, credential, credit: { amount: 2, unit: 'CEU' } },
    ],
  ])('of %s says what was granted, and nothing else', (_, grants, expected) => {
    const grant = makeGrant(whose, ruleOf(goals, { grants }), met, now, () => credential);
    expect(Grant.parse(grant)).toEqual({
      organization: 'o',
      member: 'ada',
      rule: 'active',
      ruleName: 'Active member',
      period: 'ever',
      reason: 'Posts in your communities',
      evidence: ['goal.met: 1 of 1'],
      grantedAt: '2026-11-22T12:00:00.000Z',
      ...expected,
    });
  });
});
