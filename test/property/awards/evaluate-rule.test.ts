import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluateRule } from '../../../shared/awards/evaluate-rule.ts';
import { locateJson } from '../../../shared/awards/locate-json.ts';
import { type Criterion, Recurrence } from '../../../shared/awards/model.ts';
import { firstDayOf, periodOf } from '../../../shared/awards/periods.ts';
import { recordOf, ruleOf } from '../../support/awards.ts';

const now = new Date('2026-11-22T12:00:00Z');
const counters = ['post.created', 'post.created/reply', 'goal.met'] as const;
const anyDay = fc
  .date({ min: new Date('2024-12-01'), max: now, noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyEvery = fc.constantFrom(...Recurrence.options);
const { criterion: anyCriterion } = fc.letrec<{ criterion: Criterion }>((tie) => ({
  criterion: fc.oneof(
    { maxDepth: 3 },
    fc.record(
      {
        count: fc.constantFrom(...counters),
        atLeast: fc.integer({ min: 1, max: 12 }),
        in: fc.constantFrom('all-communities' as const, 'any-one-community' as const, {
          community: 'algebra',
        }),
        from: anyDay,
        through: anyDay,
      },
      { requiredKeys: ['count', 'atLeast', 'in'] },
    ),
    fc.record({ badge: fc.constantFrom('host', 'thinker') }),
    fc.record({ all: fc.array(tie('criterion'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('criterion'), { minLength: 1, maxLength: 3 }) }),
  ),
}));
const anyRecords = fc.array(
  fc
    .record({
      day: anyDay,
      community: fc.constantFrom('algebra', 'biology'),
      counts: fc.dictionary(fc.constantFrom(...counters), fc.integer({ min: 1, max: 8 }), { minKeys: 1 }),
    })
    .map(({ day, community, counts }) => recordOf(day, counts, community)),
  { maxLength: 20 },
);

const anyBadges = fc.array(
  fc.record({ achievement: fc.constantFrom('host', 'thinker'), name: fc.constant('A badge'), day: anyDay }),
  { maxLength: 4 },
);

it('more records and badges never make a met rule unmet', () => {
  const anyAchieved = fc.record({ records: anyRecords, badges: anyBadges });
  fc.assert(
    fc.property(anyCriterion, anyEvery, anyAchieved, anyAchieved, (criterion, every, some, more) => {
      const rule = ruleOf(criterion, { every });
      const periods = (achieved: typeof some) =>
        evaluateRule(rule, achieved, [], now).map(({ period }) => period);
      const after = new Set(
        periods({
          records: [...some.records, ...more.records],
          badges: [...some.badges, ...more.badges],
        }),
      );
      expect(periods(some).filter((period) => !after.has(period))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

it('the order of records changes nothing, and what is granted is not met again', () => {
  fc.assert(
    fc.property(anyCriterion, anyEvery, anyRecords, anyBadges, (criterion, every, records, badges) => {
      const rule = ruleOf(criterion, { every });
      const periods = (of: typeof records) =>
        evaluateRule(rule, { records: of, badges }, [], now).map(({ period }) => period);
      const met = periods(records);
      expect(periods([...records].reverse())).toEqual(met);
      const grants = met.map((period) => ({ rule: rule.rule, period }));
      expect(evaluateRule(rule, { records, badges }, grants, now)).toEqual([]);
    }),
  );
});

it('records from the first day of a period on decide that period and the later ones as all records do', () => {
  fc.assert(
    fc.property(
      anyCriterion,
      anyEvery,
      anyRecords,
      anyBadges,
      anyDay,
      (criterion, every, records, badges, day) => {
        const rule = ruleOf(criterion, { every });
        const from = firstDayOf(day, every) ?? '';
        const met = (of: typeof records) =>
          evaluateRule(rule, { records: of, badges }, [], now).filter(
            ({ period }) => period >= periodOf(day, every),
          );
        expect(met(records.filter((record) => record.day >= from))).toEqual(met(records));
      },
    ),
  );
});

it('reads every JSON as the platform does, and knows the line of every element of an array', () => {
  fc.assert(
    fc.property(fc.json(), fc.integer({ min: 0, max: 4 }), (text, indent) => {
      const written = JSON.stringify(JSON.parse(text), null, indent);
      expect(locateJson(written, 'x').value).toEqual(JSON.parse(text));
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 0 })), (values) => {
      const { lineOf } = locateJson(JSON.stringify(values, null, 1), 'x');
      expect(values.map((_, i) => lineOf([i]))).toEqual(values.map((_, i) => i + 2));
    }),
  );
});

const signs = [
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  '"',
  '"a"',
  '1',
  'e',
  '.',
  '+',
  '-',
  '0',
  ' ',
  '\n',
  'true',
  'null',
  '\\',
  'u0061',
];

it('refuses what the platform refuses', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...signs) }), (text) => {
      const taken = (read: () => unknown) => {
        try {
          read();
          return true;
        } catch {
          return false;
        }
      };
      expect(taken(() => locateJson(text, 'x'))).toBe(taken(() => JSON.parse(text)));
    }),
    { numRuns: 5000 },
  );
});
