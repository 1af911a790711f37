import { expect, it } from 'vitest';
import { checkTime } from '../../../shared/events/check-time.ts';

const now = new Date('2026-03-02T15:04:05.000Z');

it.each([
  ['years ago', '2008-01-01T00:00:00Z'],
  ['now', '2026-03-02T15:04:05Z'],
  ['in an hour', '2026-03-02T16:04:05Z'],
  ['in 24 hours to the millisecond', '2026-03-03T15:04:05.000Z'],
])('takes what happened %s', (_, time) => {
  expect(() => {
    checkTime({ time }, now);
  }).not.toThrow();
});

it.each([
  ['a millisecond later than in 24 hours', '2026-03-03T15:04:05.001Z'],
  ['next year', '2027-03-02T15:04:05Z'],
  ['in the last year there is', '9999-12-31T23:59:59Z'],
])('refuses what happens %s, by its time', (_, time) => {
  expect(() => {
    checkTime({ time }, now);
  }).toThrow(
    expect.objectContaining({
      kind: 'InvalidInput',
      field: 'time',
      message: `event: time: ${time} is more than 24 hours ahead of now, 2026-03-02T15:04:05.000Z`,
    }) as Error,
  );
});
