import type { CreditOptions, CreditStandard } from './standard.ts';
import { inTenths } from './standard.ts';

/** Minutes of a credit: "one 50-minute period equals one CPE credit" (Standard No. 16). */
const CREDIT = 50;

/** Minutes of an increment, by its name. */
const INCREMENTS = { fifth: 10, half: 25, whole: 50 } as const;

/** Minutes that count: rounded down, never up, to the increment that holds for the whole program. */
const counted = (minutes: number, { increment, deliveryMethod }: CreditOptions): number => {
  // Nano learning is one-fifth of a credit, however long it took.
  if (deliveryMethod === 'nano-learning') return minutes >= INCREMENTS.fifth ? INCREMENTS.fifth : 0;
  if (minutes >= CREDIT) return Math.floor(minutes / INCREMENTS[increment]) * INCREMENTS[increment];
  // Before the first whole credit only self study awards anything, and that is one half.
  return deliveryMethod === 'self-study' && increment !== 'whole' && minutes >= INCREMENTS.half
    ? INCREMENTS.half
    : 0;
};

/**
 * CPE credit as NASBA counts it: AICPA and NASBA, Statement on Standards for Continuing Professional Education (CPE)
 * Programs, Standard No. 16 with its commentary on rounding: 50 minutes are a credit; group, independent and blended
 * programs award one whole credit first, self study one half, then one-fifth (10 minutes), one-half (25) or whole
 * credits, rounded down; nano learning awards one-fifth and no more.
 */
export const nasba: CreditStandard = {
  name: 'nasba',
  title: 'NASBA CPE credits',
  unit: 'CPE credits',
  rule: '50 minutes are one credit; after the first, parts of a credit count as the program has them, always rounded down.',
  // 5 minutes are a tenth of a credit, and every increment is a whole number of these.
  fromMinutes: (minutes, options) => counted(minutes, options) / 5 / 10,
  needsMinutes: true,
  allows: (amount, options) => {
    const tenths = inTenths(amount);
    return tenths !== undefined && counted(tenths * 5, options) === tenths * 5;
  },
};
