import type { CreditStandard } from './standard.ts';
import { inTenths } from './standard.ts';

/** Minutes of a tenth of a CEU: one contact hour of 60 minutes. */
const TENTH = 60;

/**
 * Continuing education units as IACET counts them: ANSI/IACET 1-2018, element 6.4, with IACET's own instructions ("Six
 * steps to submitting CEU calculations", 2019): contact minutes divided by 60, then by ten, written in tenths and
 * rounded to the nearest one, a half up: 30 minutes are 0.1 CEU, fewer are none.
 */
export const iacet: CreditStandard = {
  name: 'iacet',
  title: 'IACET CEU',
  unit: 'CEU',
  rule: 'Ten contact hours of 60 minutes are one CEU, to the nearest tenth; fewer than 30 minutes are none.',
  fromMinutes: (minutes) => Math.floor((minutes + TENTH / 2) / TENTH) / 10,
  needsMinutes: true,
  allows: (amount) => inTenths(amount) !== undefined,
};
