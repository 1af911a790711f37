import { expect, it } from 'vitest';
import { arrivedAtOf, PROMPT, tellAtOf } from '../../../shared/discussions/tell-at.ts';

it.each([
  ['in the same quarter of an hour', '06:45:00Z', '2026-03-02T06:59:59Z', '2026-03-02T06:45:00.000Z'],
  ['just after a quarter has ended', '06:59:59Z', '2026-03-02T07:00:00Z', '2026-03-02T07:00:00.000Z'],
  ['a day late', '07:00:00Z', '2026-03-03T09:00:00Z', '2026-03-03T09:00:00.000Z'],
  ['seven days late', '07:00:00Z', '2026-03-09T07:00:00Z', '2026-03-09T07:00:00.000Z'],
  ['later than that: history', '07:00:00Z', '2026-03-09T07:00:00.001Z', '2026-03-02T07:00:00.000Z'],
  ['ahead of its time', '07:00:00Z', '2026-03-02T06:50:00Z', '2026-03-02T07:00:00.000Z'],
  ['from another zone', '08:59:59+02:00', '2026-03-02T07:00:00Z', '2026-03-02T07:00:00.000Z'],
])('is told at the right time where it arrives %s', (_, time, arrival, tellAt) => {
  expect(tellAtOf(`2026-03-02T${time}`, new Date(arrival))).toBe(tellAt);
});

it('keeps when what was told of late came, and nothing of what came within seconds', () => {
  const happened = '2026-11-20T05:05:00.000Z';
  const after = (ms: number) => new Date(Date.parse(happened) + ms);
  expect(arrivedAtOf(happened, after(PROMPT))).toBeUndefined();
  expect(arrivedAtOf(happened, after(-60_000))).toBeUndefined();
  expect(arrivedAtOf('2026-11-20T06:05:00+01:00', after(PROMPT + 1))).toBe('2026-11-20T05:05:05.001Z');
});
