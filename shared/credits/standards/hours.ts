import type { CreditStandard } from './standard.ts';

/** Minutes of the smallest part. */
const QUARTER = 15;

/** Clock hours, as districts and employers recognise them: hours of 60 minutes, rounded down to a quarter. */
export const hours: CreditStandard = {
  name: 'hours',
  title: 'Clock hours',
  unit: 'hours',
  rule: '60 minutes are one hour, rounded down to a quarter of an hour.',
  fromMinutes: (minutes) => Math.floor(minutes / QUARTER) / 4,
  needsMinutes: false,
  allows: (amount) => amount > 0 && Number.isInteger(amount * 4),
};
