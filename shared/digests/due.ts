import { instantShowing, wallClock } from './local-time.ts';
import type { DigestPreferences, Frequency } from './model.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Days to look in one direction for a due one, and one more where a day was left out of the calendar. */
const reach = { daily: 4, weekly: 9, monthly: 33, none: 0 } as const satisfies Record<Frequency, number>;

/** ISO weekday, 1 (Monday) to 7, of a day counted from 1970-01-01, a Thursday. */
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** True on the chosen day of a month, or on its last where it has no such day. */
const isMonthday = (day: number, monthday: number): boolean => {
  const date = new Date(day * DAY);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.getUTCDate() === Math.min(monthday, last);
};

/** Whether a local calendar day, counted from 1970-01-01, is one of those a digest comes on. */
const isDay = ({ frequency, weekday, monthday = 1 }: DigestPreferences, day: number): boolean =>
  ({
    daily: () => true,
    weekly: () => weekdayOf(day) === weekday,
    monthly: () => isMonthday(day, monthday),
    none: () => false,
  })[frequency]();

/** The instant a digest falls due on a local calendar day, or undefined where none does. */
const dueOn = (preferences: DigestPreferences, day: number) =>
  isDay(preferences, day)
    ? instantShowing(preferences.timeZone, day * DAY + preferences.hour * HOUR)
    : undefined;

const search = (
  preferences: DigestPreferences,
  around: Date,
  step: 1 | -1,
  fits: (due: number) => boolean,
) => {
  if (preferences.frequency === 'none') return undefined;
  const today = Math.floor(wallClock(preferences.timeZone, around.getTime()) / DAY);
  // One day against the direction too: a due hour that was skipped may have moved over midnight.
  for (let distance = -1; distance <= reach[preferences.frequency]; distance += 1) {
    const due = dueOn(preferences, today + step * distance);
    if (due !== undefined && fits(due)) return new Date(due);
  }
  return undefined;
};

/**
 * The next instant a digest falls due, strictly after `after`; undefined where the frequency is `none`.
 *
 * Once for each local calendar day (or chosen day of the week or month) at the chosen local hour, whatever the zone's
 * clock does: an hour that occurs twice counts at its first occurrence, one that is skipped at the instant that follows.
 */
export const nextDue = (preferences: DigestPreferences, after: Date): Date | undefined =>
  search(preferences, after, 1, (due) => due > after.getTime());

/** The last instant at or before `now` at which a digest fell due; undefined where the frequency is `none`. */
export const lastDue = (preferences: DigestPreferences, now: Date): Date | undefined =>
  search(preferences, now, -1, (due) => due <= now.getTime());
