import { describe, expect, it } from 'vitest';
import { checkAward } from '../../../shared/awards/award-line.ts';
import type { ResultDescription } from '../../../shared/badges/model.ts';
import { tenComments } from '../../support/badges.ts';

type Described = Omit<ResultDescription, 'result' | 'name'>;

const check = (description: Described, value: string) => {
  const achievement = { ...tenComments, results: [{ result: 'test', name: 'Final test', ...description }] };
  return checkAward(achievement, { member: 'ada', results: new Map([['test', value]]) });
};

describe('a result of an award', () => {
  it.each<[Described, string]>([
    [{ resultType: 'Percent' }, '0'],
    [{ resultType: 'Percent' }, '99.5'],
    [{ resultType: 'Percent', valueMin: '70' }, '100'],
    [{ resultType: 'RawScore', valueMin: '-5', valueMax: '250' }, '250'],
    [{ resultType: 'RawScore' }, '999'],
    [{ resultType: 'LetterGrade', valueMin: 'F', valueMax: 'A' }, 'B'],
    [{ resultType: 'LetterGrade', allowedValue: ['F', 'B', 'A'] }, 'A'],
  ])('described by %j may be %s', (description, value) => {
    expect(check(description, value)).toMatchObject({
      outcome: 'accepted',
      said: { results: [{ result: 'test', value }] },
    });
  });

  it.each<[Described, string, string]>([
    [{ resultType: 'Percent' }, '999', 'Final test: must be from 0 to 100.'],
    [{ resultType: 'Percent' }, '-1', 'Final test: must be from 0 to 100.'],
    [{ resultType: 'Percent' }, '85 %', 'Final test: must be a number, in digits alone.'],
    [
      { resultType: 'Percent', valueMin: '70', valueMax: '1000' },
      '69',
      'Final test: must be from 70 to 100.',
    ],
    [{ resultType: 'RawScore', valueMin: '10' }, '9.9', 'Final test: must be 10 at least.'],
    [{ resultType: 'ScaledScore', valueMax: '10' }, '11', 'Final test: must be 10 at most.'],
    [{ resultType: 'LetterGrade', allowedValue: ['F', 'A'] }, 'E', 'Final test: choose one of F, A.'],
    [{ resultType: 'Result' }, 'x'.repeat(41), 'Final test: shorten this to 40 characters.'],
  ])('described by %j may not be %s', (description, value, message) => {
    expect(check(description, value)).toEqual({
      outcome: 'refused',
      errors: [{ field: 'result.test', message }],
    });
  });
});
