import { describe, expect, it } from 'vitest';
import { hoursBetween, nextCursor, rangesToRead } from '../../../shared/digests/due-hours.ts';

const now = new Date('2026-11-22T07:20:00Z');
const read = (cursor: string | undefined) =>
  rangesToRead(cursor, now).map(({ since, through }) => `${since} to ${through.toISOString()}`);

describe('rangesToRead', () => {
  it.each([
    ['from the cursor to now', '2026-11-22T06', ['2026-11-22T06 to 2026-11-22T07:20:00.000Z']],
    ['without a cursor, three days', undefined, ['2026-11-19T07 to 2026-11-22T07:20:00.000Z']],
    [
      'with a cursor ahead of the clock, three days',
      '2026-11-22T08',
      ['2026-11-19T07 to 2026-11-22T07:20:00.000Z'],
    ],
    [
      'after a week of standing still, all of it',
      '2026-11-15T07',
      ['2026-11-15T07 to 2026-11-19T06:59:59.999Z', '2026-11-19T07 to 2026-11-22T07:20:00.000Z'],
    ],
    [
      'after years, part of it, and the last days all the same',
      '2012-01-01T00',
      ['2012-01-01T00 to 2012-03-24T07:59:59.999Z', '2026-11-19T07 to 2026-11-22T07:20:00.000Z'],
    ],
  ])('%s', (_, cursor, expected) => {
    expect(read(cursor)).toEqual(expected);
  });
});

describe('nextCursor', () => {
  it.each([
    ['nothing was due: the present hour', '2026-11-22T06', undefined, '2026-11-22T07'],
    [
      'something was: its hour, so that it is looked for again',
      '2026-11-22T05',
      '2026-11-22T06',
      '2026-11-22T06',
    ],
    ['but not for ever', '2026-11-15T07', '2026-11-15T08', '2026-11-19T07'],
    ['a long backlog goes on where it stopped', '2012-01-01T00', undefined, '2012-03-24T08'],
    ['a backlog read whole is over', '2026-11-15T07', undefined, '2026-11-22T07'],
  ])('%s', (_, cursor, earliest, expected) => {
    expect(nextCursor(rangesToRead(cursor, now), earliest, now)).toBe(expected);
  });

  it('reads every hour of a long standstill once, and none is left out', () => {
    const hours: string[] = [];
    let cursor = '2025-11-22T07';
    for (let run = 0; cursor < '2026-11-22T07'; run += 1) {
      expect(run).toBeLessThan(6);
      const [first, second] = rangesToRead(cursor, now);
      if (first) hours.push(...hoursBetween(first.since, first.through.toISOString().slice(0, 13)));
      const next = nextCursor(second && first ? [first, second] : first ? [first] : [], undefined, now);
      if (second && next > second.since) hours.push(...hoursBetween(second.since, '2026-11-22T07'));
      cursor = next;
    }
    expect(hours).toEqual(hoursBetween('2025-11-22T07', '2026-11-22T07'));
  });
});
