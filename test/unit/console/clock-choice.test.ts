import { describe, expect, it } from 'vitest';
import { chooseClock } from '../../../local/console/clock-choice.ts';

const at = (instant: string) => new Date(instant);
const NOW = at('2026-11-22T06:59:59.999Z');

describe('choosing what the clock shall show', () => {
  it.each([
    ['15-minutes', '2026-11-22T07:14:59.999Z'],
    ['1-hour', '2026-11-22T07:59:59.999Z'],
    ['1-day', '2026-11-23T06:59:59.999Z'],
    ['1-week', '2026-11-29T06:59:59.999Z'],
    ['next-morning', '2026-11-22T07:00:00.000Z'],
  ])('%s is %s', (choice, expected) => {
    expect(chooseClock({ choice }, NOW)?.toISOString()).toBe(expected);
  });

  it('is the morning after where it is 07:00 already', () => {
    expect(chooseClock({ choice: 'next-morning' }, at('2026-12-31T07:00:00.000Z'))?.toISOString()).toBe(
      '2027-01-01T07:00:00.000Z',
    );
  });

  it.each([
    ['2026-11-22T07:00', '2026-11-22T07:00:00.000Z'],
    ['2026-11-22T07:00:30', '2026-11-22T07:00:30.000Z'],
    ['2014-03-01T08:00:00.000Z', '2014-03-01T08:00:00.000Z'],
    ['2026-11-22T07:00:00+02:00', '2026-11-22T05:00:00.000Z'],
  ])('reads the exact time %s as %s', (now, expected) => {
    expect(chooseClock({ now }, NOW)?.toISOString()).toBe(expected);
  });

  it('goes back to real time by the choice, and by null', () => {
    expect(chooseClock({ choice: 'real-time' }, NOW)).toBeUndefined();
    expect(chooseClock({ now: null }, NOW)).toBeUndefined();
  });

  it.each([
    [{}, /now: is missing/],
    [{ now: 'tomorrow' }, /must be an instant/],
    [{ now: '2026-13-40T07:00' }, /must be an instant/],
    [{ choice: 'toString' }, /no step of the clock/],
  ])('refuses %j', (choice, message) => {
    expect(() => chooseClock(choice, NOW)).toThrow(message);
  });
});
