import * as z from 'zod';
import { Day } from '../../shared/engagement/model.ts';

const DAY_MS = 86_400_000;

/** Longest period of a report, in days: two years, so that a year can be compared with the one before. */
export const MAX_DAYS = 731;

/** The days a report covers, both inclusive, in UTC. */
export interface Period {
  readonly from: string;
  readonly through: string;
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** How many days a period has. */
export const lengthOf = ({ from, through }: Period): number =>
  Math.round((Date.parse(through) - Date.parse(from)) / DAY_MS) + 1;

/** Every day of a period, in order. */
export const daysOf = (period: Period): string[] => {
  const start = Date.parse(period.from);
  return Array.from({ length: lengthOf(period) }, (_, i) => dayOf(start + i * DAY_MS));
};

/** The last 30 days, today included. */
export const lastMonth = (now: Date): Period => ({
  from: dayOf(now.getTime() - 29 * DAY_MS),
  through: dayOf(now.getTime()),
});

/** The last 365 days, today included: what a licence is renewed for, as a rule. */
export const lastYear = (now: Date): Period => ({
  from: dayOf(now.getTime() - 364 * DAY_MS),
  through: dayOf(now.getTime()),
});

const isDay = (text: string): boolean => Day.safeParse(text).success;

/** What is wrong with two days as a period, if anything; said only where both are days. */
const wrongWith = (period: Period): { readonly path: keyof Period; readonly message: string } | undefined => {
  if (!isDay(period.from) || !isDay(period.through)) return undefined;
  if (period.from > period.through) {
    return { path: 'through', message: 'The last day must not be before the first.' };
  }
  return lengthOf(period) > MAX_DAYS
    ? { path: 'from', message: `A report covers ${MAX_DAYS} days at most. Choose a later first day.` }
    : undefined;
};

/** What the form for a period sends. */
export const PeriodForm = z
  .object({
    from: z.iso.date({ error: 'Give the first day as year-month-day.' }),
    through: z.iso.date({ error: 'Give the last day as year-month-day.' }),
  })
  .check(({ value, issues }) => {
    const wrong = wrongWith(value);
    if (wrong) issues.push({ code: 'custom', input: value, path: [wrong.path], message: wrong.message });
  });
