import { describe, expect, it } from 'vitest';
import { standards } from '../../../shared/credits/standards/index.ts';
import type { CreditOptions } from '../../../shared/credits/standards/standard.ts';

const live: CreditOptions = { increment: 'fifth', deliveryMethod: 'group-live' };

describe('NASBA: Statement on Standards for CPE Programs, Standard No. 16', () => {
  it.each([
    // One whole credit first, then increments, rounded down.
    [49, live, 0],
    [49.99, live, 0],
    [50, live, 1],
    [59, live, 1],
    [60, live, 1.2],
    [75, live, 1.4],
    [99, live, 1.8],
    [100, live, 2],
    [74, { ...live, increment: 'half' }, 1],
    [75, { ...live, increment: 'half' }, 1.5],
    [99, { ...live, increment: 'whole' }, 1],
    // Self study begins with one half.
    [24, { ...live, deliveryMethod: 'self-study' }, 0],
    [25, { ...live, deliveryMethod: 'self-study' }, 0.5],
    [49, { ...live, deliveryMethod: 'self-study' }, 0.5],
    [60, { ...live, deliveryMethod: 'self-study' }, 1.2],
    [49, { increment: 'whole', deliveryMethod: 'self-study' }, 0],
    // Nano learning is one fifth, never more.
    [9, { ...live, deliveryMethod: 'nano-learning' }, 0],
    [10, { ...live, deliveryMethod: 'nano-learning' }, 0.2],
    [120, { ...live, deliveryMethod: 'nano-learning' }, 0.2],
  ] as const)('%d minutes (%o) are %d credits', (minutes, options, credits) => {
    expect(standards.nasba.fromMinutes(minutes, options)).toBe(credits);
  });

  it.each([
    [1, live, true],
    [1.2, live, true],
    [0.2, live, false],
    [1.5, live, false],
    [1.5, { ...live, increment: 'half' }, true],
    [1.2, { ...live, increment: 'half' }, false],
    [0.5, { ...live, deliveryMethod: 'self-study' }, true],
    [0.4, { ...live, deliveryMethod: 'nano-learning' }, false],
    [-1, live, false],
  ] as const)('%d (%o) can be awarded: %s', (amount, options, allowed) => {
    expect(standards.nasba.allows(amount, options)).toBe(allowed);
  });
});

describe('IACET: ten contact hours of 60 minutes, to the nearest tenth', () => {
  it.each([
    [29, 0],
    [30, 0.1],
    [60, 0.1],
    [89, 0.1],
    [90, 0.2],
    [180, 0.3],
    [1020, 1.7],
  ])('%d minutes are %d CEU', (minutes, units) => {
    expect(standards.iacet.fromMinutes(minutes, live)).toBe(units);
  });

  it('awards tenths alone', () => {
    expect([0.1, 1.7, 0.05, 0.15].map((amount) => standards.iacet.allows(amount, live))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('clock hours, rounded down to a quarter', () => {
  it.each([
    [14, 0],
    [15, 0.25],
    [74, 1],
    [75, 1.25],
  ])('%d minutes are %d hours', (minutes, hours) => {
    expect(standards.hours.fromMinutes(minutes, live)).toBe(hours);
  });
});
