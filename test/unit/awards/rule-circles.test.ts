import { describe, expect, it } from 'vitest';
import { checkRules } from '../../../shared/awards/check-rules.ts';
import type { Criterion, Rule } from '../../../shared/awards/model.ts';
import { parseRuleFile } from '../../../shared/awards/parse-rule-file.ts';
import { circleOf } from '../../../shared/awards/rule-circles.ts';
import { badge, count, ruleOf } from '../../support/awards.ts';
import { programOf } from '../../support/credits.ts';

/** A rule that grants the badge of its own name. */
const granting = (rule: string, criterion: Criterion): Rule =>
  ruleOf(criterion, { rule, grants: { badge: { ...badge, achievement: rule } } });
const namesOf = (rules: readonly Rule[]) => circleOf(rules)?.map(({ rule }) => rule);
const needs = (...badges: string[]): Criterion => ({ all: badges.map((one) => ({ badge: one })) });

describe('rules that need each other', () => {
  it.each([
    ['its own badge', [granting('a', needs('a'))], ['a']],
    ['each other', [granting('a', needs('b')), granting('b', needs('a'))], ['a', 'b']],
    [
      'each other by way of a third, and what only leads there',
      [
        granting('before', needs('a')),
        granting('a', needs('b')),
        granting('b', { all: [count('goal.met', 1), { badge: 'c' }] }),
        granting('c', needs('a')),
      ],
      ['a', 'b', 'c'],
    ],
  ])('are named: %s', (_, rules, names) => {
    expect(namesOf(rules)).toEqual(names);
  });

  it.each([
    ['a pathway', [granting('a', count('goal.met', 1)), granting('b', needs('a'))]],
    ['a badge that staff award by hand', [granting('b', needs('mentor'))]],
    [
      'something else that would do',
      [granting('a', { any: [{ badge: 'b' }, count('goal.met', 1)] }), granting('b', needs('a'))],
    ],
    [
      'another rule that grants the same',
      [
        granting('a', needs('b')),
        granting('b', needs('a')),
        { ...granting('a', count('goal.met', 1)), rule: 'a-too' },
      ],
    ],
  ])('are none where there is %s', (_, rules) => {
    expect(namesOf(rules)).toBeUndefined();
  });

  it('are refused in a file, at the first of them', () => {
    const text = JSON.stringify([granting('a', needs('b')), granting('b', needs('a'))], undefined, 1);
    expect(() => parseRuleFile(text, 'rules.json')).toThrow(
      /^rules\.json: line \d+: 0\.criterion: the rules "a", "b" need each other's badges/,
    );
  });

  it('are refused together with those in force, but for the ones that are replaced', () => {
    const put = [granting('a', needs('b'))];
    const inForce = [granting('b', needs('a'))];
    expect(() => {
      checkRules(put, inForce, []);
    }).toThrow(/"a", "b" need each other/);
    checkRules([...put, granting('b', count('goal.met', 1))], inForce, []);
  });
});

describe('credit under a program', () => {
  const under = (credit: Partial<NonNullable<Rule['grants']['credit']>>) =>
    ruleOf(count('goal.met', 1), {
      grants: { credit: { amount: 1.2, unit: 'CPE credits', program: 'cpe', ...credit } },
    });
  const programs = [programOf(), programOf({ program: 'closed', retired: true })];

  it.each([
    ['a program there is not', { program: 'nope' }, 'there is no credit program "nope"'],
    ['a closed program', { program: 'closed' }, 'the credit program "closed" is closed'],
    ['another unit', { unit: 'hours' }, 'the unit is "CPE credits"'],
    ['an amount there is not', { amount: 1.25 }, 'does not award 1.25 CPE credits'],
  ])('is refused for %s', (_, credit, sentence) => {
    expect(() => {
      checkRules([under(credit)], [], programs);
    }).toThrow(sentence);
  });

  it('is what the program awards; without a program any unit is', () => {
    checkRules([under({}), ruleOf(count('goal.met', 1))], [], programs);
  });
});
