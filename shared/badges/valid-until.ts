import { toSecond } from './credential.ts';

/**
 * The instant so many months after another, in UTC; where that month has no such day, at the same time of its last
 * one: a month after January 31 is February 28 or 29.
 */
export const monthsAfter = (instant: string, months: number): string => {
  const from = new Date(instant);
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1);
  const end = new Date(first);
  const days = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(from.getUTCDate(), days));
  end.setUTCHours(from.getUTCHours(), from.getUTCMinutes(), from.getUTCSeconds());
  return toSecond(end);
};
