import { instantShowing } from '../digests/local-time.ts';
import type { Cycle } from '../inquiry/model.ts';
import { steps } from '../inquiry/model.ts';

const HOUR = 3_600_000;
const DAY = 86_400_000;

/** The zone in which a day begins first is this far ahead of UTC (Kiribati, UTC+14), in ms. */
const FIRST_ZONE = 14 * HOUR;

/** When the day before a day begins anywhere in the world: from then on its reminders may be due. */
export const earliestReminder = (dueOn: string): Date => new Date(Date.parse(dueOn) - DAY - FIRST_ZONE);

/** The day of which {@link earliestReminder} is this instant. */
export const dueOnOf = (earliest: string): string =>
  new Date(Date.parse(earliest) + DAY + FIRST_ZONE).toISOString().slice(0, 10);

/** When a member is reminded of a day: at their own hour of the day before; undefined where the day is over for them. */
export const remindAt = (
  { timeZone, hour }: { readonly timeZone: string; readonly hour: number },
  dueOn: string,
  now: Date,
): Date | undefined => {
  const day = Date.parse(dueOn);
  if (instantShowing(timeZone, day + DAY) <= now.getTime()) return undefined;
  return new Date(Math.max(instantShowing(timeZone, day - DAY + hour * HOUR), now.getTime()));
};

/** The step of a cycle, from 1, that is to be done by a day; undefined where the day was moved or all is done. */
export const stepDueOn = (cycle: Cycle | undefined, dueOn: string): number | undefined =>
  cycle && cycle.nextDueOn === dueOn && cycle.completed.length < steps.length
    ? cycle.completed.length + 1
    : undefined;
