import { describe, expect, it } from 'vitest';
import {
  afterLifting,
  afterSetback,
  type MailStanding,
  type Setback,
  scoreAt,
  suppressionAt,
  suppressionOf,
} from '../../../shared/mail/standing.ts';

const ADDRESS = 'Ada@maths.example.org';
const ada = { organization: 'maths', member: 'ada', address: ADDRESS };
const BEGIN = Date.parse('2026-11-01T07:00:00.000Z');
const day = (n: number): Date => new Date(BEGIN + n * 86_400_000);

/** How Ada's address stands after these setbacks, each on its day. */
const after = (...setbacks: readonly (readonly [number, Setback])[]): MailStanding => {
  let standing: MailStanding | undefined;
  for (const [on, setback] of setbacks) standing = afterSetback(standing, ada, setback, day(on));
  if (!standing) throw new Error('nothing came back');
  return standing;
};

const returned = (...days: readonly number[]) => days.map((on) => [on, 'returned'] as const);

describe('an address', () => {
  it.each([
    ['gets mail where nothing ever came back', undefined, 0, undefined],
    ['gets none after it bounced for good', after([0, 'bounced']), 400, 'bounced'],
    ['gets none after its owner complained', after([0, 'complained']), 400, 'complained'],
    ['keeps the first reason', after([0, 'bounced'], [1, 'complained']), 2, 'bounced'],
    ['gets mail after it was full three days running', after(...returned(0, 1, 2)), 2, undefined],
    ['gets none from the fourth day running on', after(...returned(0, 1, 2, 3)), 4, 'unreachable'],
    ['gets none for fourteen days then', after(...returned(0, 1, 2, 3)), 16.9, 'unreachable'],
    ['gets mail again after that', after(...returned(0, 1, 2, 3)), 17, undefined],
    [
      'is paused by the seventh weekly mail that came back',
      after(...returned(0, 7, 14, 21, 28, 35, 42)),
      43,
      'unreachable',
    ],
    ['is not paused by the sixth', after(...returned(0, 7, 14, 21, 28, 35)), 35, undefined],
    ['is never paused by one a month', after(...returned(0, 30, 60, 90, 120, 150, 180, 210)), 210, undefined],
  ] as const)('%s', (_, standing, on, reason) => {
    expect(suppressionOf(standing, ADDRESS, day(on))).toBe(reason);
  });

  it('is told apart without regard to capitals, and a changed one is free', () => {
    const standing = after([0, 'bounced']);
    expect(suppressionOf(standing, 'ada@MATHS.example.org', day(1))).toBe('bounced');
    expect(suppressionOf(standing, 'lovelace@maths.example.org', day(1))).toBeUndefined();
    expect(JSON.stringify(standing)).not.toMatch(/ada@/i);
  });

  it('loses what was known of the one before it once something comes back from it', () => {
    const other = { ...ada, address: 'lovelace@maths.example.org' };
    const standing = afterSetback(after([0, 'bounced']), other, 'returned', day(1));
    expect(suppressionOf(standing, other.address, day(1))).toBeUndefined();
    expect(standing.stopped).toBeUndefined();
    expect(standing.score).toBe(1);
  });

  it('says since when, and until when where it ends by itself', () => {
    expect(suppressionAt(after([3, 'complained']), ADDRESS, day(9))).toEqual({
      reason: 'complained',
      since: day(3).toISOString(),
    });
    expect(suppressionAt(after(...returned(0, 1, 2, 3)), ADDRESS, day(9))).toEqual({
      reason: 'unreachable',
      since: day(3).toISOString(),
      until: day(17).toISOString(),
    });
  });

  it('is free, with nothing held against it, after staff lifted what stopped it', () => {
    const lifted = afterLifting(after(...returned(0, 1, 2), [3, 'bounced']), day(4));
    expect(suppressionOf(lifted, ADDRESS, day(4))).toBeUndefined();
    expect(lifted).toMatchObject({ score: 0, revision: 5 });
  });
});

describe('the weight of bounces', () => {
  it.each([
    [0, 2],
    [14, 1],
    [28, 0.5],
    [-5, 2],
  ])('after %s days is %s of 2', (days, expected) => {
    expect(scoreAt({ score: 2, scoreAt: day(0).toISOString() }, day(days))).toBeCloseTo(expected, 10);
  });
});
