import type { Moment } from './model.ts';

const DAY = 24 * 60 * 60 * 1000;

/** How long before the demo was filled in its communities were made, in days. */
const AGE = 365;

/** The beginning of an instant's day in UTC: what a demo's moments are counted back from. */
export const startOfDay = (instant: Date): Date => new Date(Math.floor(instant.getTime() / DAY) * DAY);

/** When the communities of a demo were made that was filled in on a day. */
export const madeOn = (filledOn: Date): string => new Date(filledOn.getTime() - AGE * DAY).toISOString();

/** The day a demo was filled in, from when its communities were made: so that a second run counts from the first. */
export const filledOn = (madeAt: string): Date => new Date(Date.parse(madeAt) + AGE * DAY);

/** The calendar day that comes so many days after the day counted from. */
export const dayAfter = (days: number, day: Date): string =>
  new Date(day.getTime() + days * DAY).toISOString().slice(0, 10);

/** A moment as an instant; moments are at least a day back, so never in the future of the day counted from. */
export const instantOf = ([daysAgo, time]: Moment, day: Date): Date => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(day.getTime() - daysAgo * DAY + (hours * 60 + minutes) * 60_000);
};
