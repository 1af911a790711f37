import { describe, expect, it } from 'vitest';
import { locateJson } from '../../../shared/awards/locate-json.ts';
import { parseRuleFile } from '../../../shared/awards/parse-rule-file.ts';
import { activityNames } from '../../../shared/events/catalogue.ts';
import { badge, count, ruleOf } from '../../support/awards.ts';

const good = ruleOf(count('post.created/comment', 10));
/** A file of one rule whose criterion begins on line 12. */
const withCriterion = (criterion: unknown) => JSON.stringify([{ ...good, criterion }], null, 1);
const refusal = (text: string): string => {
  try {
    parseRuleFile(text, 'rules.json');
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : 'no error';
  }
  return 'no refusal';
};

describe('a rule file', () => {
  it.each([
    ['an array', [good], { rules: [good] }],
    ['an object', { rules: [good] }, { rules: [good] }],
    [
      'an object with its organization',
      { organization: 'midland', rules: [good] },
      { organization: 'midland', rules: [good] },
    ],
  ])('may be %s', (_, value, expected) => {
    expect(parseRuleFile(JSON.stringify(value), 'rules.json')).toEqual(expected);
    expect(parseRuleFile(`\uFEFF${JSON.stringify(value, null, 2)}\r\n`, 'rules.json')).toEqual(expected);
  });

  it('fills in what may be left out', () => {
    const text = `[{"rule":"r","name":"N","reason":"R","grants":{"badge":${JSON.stringify(badge)}},"criterion":{"count":"goal.met","atLeast":1}}]`;
    const [rule] = parseRuleFile(text, 'rules.json').rules;
    expect(rule).toMatchObject({ every: 'once', criterion: { in: 'all-communities' } });
  });
});

describe('a wrong criterion is told by line, field and the shape that was meant', () => {
  const choices =
    'must be an object with "count" and "atLeast", or with "badge", or with "all", or with "any"';
  it.each<[string, unknown, string[]]>([
    ['nothing in it', {}, [`line 12: 0.criterion: ${choices}`]],
    ['nothing known in it', { every: 1 }, [`line 12: 0.criterion: ${choices}`]],
    ['no object', 5, ['line 12: 0.criterion: must be an object']],
    [
      'a count without a number',
      { count: 'goal.met' },
      ['line 12: 0.criterion.atLeast: is missing; it must be of type number'],
    ],
    [
      'a number as text',
      { count: 'goal.met', atLeast: '5' },
      ['line 14: 0.criterion.atLeast: expected number, received string'],
    ],
    [
      'an unknown activity',
      { all: [count('post.written', 1)] },
      [
        `line 15: 0.criterion.all.0.count: "post.written" is no activity; there are ${activityNames.join(', ')}`,
      ],
    ],
    [
      'a misspelt kind',
      count('post.created/coment', 1),
      ['line 13: 0.criterion.count: "coment" is no kind of post.created; there are topic, reply, comment'],
    ],
    [
      'a kind of what has none',
      { any: [count('goal.met', 1), count('goal.met/early', 1)] },
      ['line 20: 0.criterion.any.1.count: goal.met has no kinds; count "goal.met" alone'],
    ],
    [
      'a misspelt field, two levels down',
      { all: [{ any: [{ count: 'goal.met', atleast: 3 }] }] },
      [
        'line 16: 0.criterion.all.0.any.0.atLeast: is missing; it must be of type number',
        'line 18: 0.criterion.all.0.any.0.atleast: is not known here',
      ],
    ],
    [
      'an unknown scope',
      count('goal.met', 1, { in: 'here' }),
      ['line 15: 0.criterion.in: Invalid option: expected one of "all-communities"|"any-one-community"'],
    ],
    [
      'a scope without its community',
      count('goal.met', 1, { in: {} }),
      ['line 15: 0.criterion.in: must be an object with "community"'],
    ],
    [
      'nothing to choose from',
      { any: [] },
      ['line 13: 0.criterion.any: Too small: expected array to have >=1 items'],
    ],
    [
      'two shapes at once',
      { all: [count('goal.met', 1)], any: [] },
      ['line 20: 0.criterion.any: is not known here'],
    ],
  ])('%s', (_, criterion, expected) => {
    expect(refusal(withCriterion(criterion)).split('\n')).toEqual(
      expected.map((line) => `rules.json: ${line}`),
    );
  });
});

describe('a wrong file is told by line and field', () => {
  it.each([
    [
      'a rule twice',
      JSON.stringify([good, good], null, 1),
      /^rules.json: line 20: 1.rule: "active" is the identifier of an earlier rule$/,
    ],
    [
      'a grant of nothing',
      JSON.stringify({ rules: [{ ...good, grants: {} }] }, null, 1),
      /^rules.json: line 7: rules.0.grants: must grant a badge, a credit or both$/,
    ],
    ['no rules', '{"rules": []}', /^rules.json: line 1: rules: Too small/],
    ['no file of rules', 'null', /^rules.json: line 1: \(root\): expected object, received null$/],
    ['an empty file', '', /^rules.json: line 1: expected a value, found the end of the file$/],
    ['a missing comma', '[\n1\n2]', /^rules.json: line 3: expected "," or "\]", found "2"$/],
    ['a comma too many', '[1,\n]', /^rules.json: line 2: nothing may stand between "," and "\]"$/],
    [
      'a name without quotes',
      '{\n a: 1}',
      /^rules.json: line 2: expected a name in double quotes, found "a"$/,
    ],
    ['a name without a value', '{"a"\n,', /^rules.json: line 2: expected ":", found ","$/],
    ['a name twice', '{"a": 1,\n"a": 2}', /^rules.json: line 2: "a" stands twice in one object$/],
    ['something behind the end', '[]\n\n]', /^rules.json: line 3: expected the end of the file, found "\]"$/],
    [
      'a string that is not closed',
      '["a\n"]',
      /^rules.json: line 1: expected a value, found a string that is not closed, or not JSON$/,
    ],
    [
      'a depth that would take the stack',
      '['.repeat(100_000),
      /^rules.json: line 1: nested more than 64 levels deep$/,
    ],
  ])('%s', (_, text, expected) => {
    expect(refusal(text)).toMatch(expected);
  });

  it('tells at most twenty mistakes, and how many more there are', () => {
    const lines = refusal(JSON.stringify(Array.from({ length: 10 }, () => ({})))).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('rules.json: and 30 more');
  });
});

it('finds the line of any path, or of the nearest part there is', () => {
  const { lineOf, value } = locateJson('{\n"a": [\n1,\n{"b": true}]\n}', 'x');
  expect(value).toEqual({ a: [1, { b: true }] });
  expect([[], ['a'], ['a', 0], ['a', 1, 'b'], ['a', 1, 'c', 'd'], ['z']].map(lineOf)).toEqual([
    1, 2, 3, 4, 4, 1,
  ]);
});
