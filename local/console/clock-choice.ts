import { InvalidInput } from '../../shared/platform/errors.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const steps = { '15-minutes': 15 * MINUTE, '1-hour': HOUR, '1-day': DAY, '1-week': 7 * DAY } as const;

/** The first 07:00 UTC that is later than an instant. */
const nextMorning = (now: Date): Date => {
  const morning = new Date(now);
  morning.setUTCHours(7, 0, 0, 0);
  return morning.getTime() > now.getTime() ? morning : new Date(morning.getTime() + DAY);
};

/** Reads `2026-11-22T07:00` (a browser's datetime field, taken as UTC) or an RFC 3339 instant with its zone. */
const readInstant = (text: string): Date => {
  const zoned = /(Z|[+-]\d\d:\d\d)$/i.test(text) ? text : `${text}Z`;
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? new Date(zoned) : undefined;
  if (instant === undefined || Number.isNaN(instant.getTime())) {
    throw new InvalidInput('now: must be an instant such as 2026-11-22T07:00:00Z', { field: 'now' });
  }
  return instant;
};

/** How somebody asked for the clock to be set: by a button's name, by an exact time, or back to real time. */
export interface ClockChoice {
  readonly choice?: string | undefined;
  readonly now?: string | null | undefined;
}

/**
 * What the clock shall show, from where it stands.
 *
 * @returns undefined for real time: the choice `real-time`, or `now` given as null.
 * @throws {InvalidInput} for a choice that does not exist, an instant that is none, or neither of the two.
 */
export const chooseClock = ({ choice, now }: ClockChoice, current: Date): Date | undefined => {
  if (choice === undefined) {
    if (now === undefined) {
      throw new InvalidInput('now: is missing; give an instant, or null for real time', { field: 'now' });
    }
    return now === null ? undefined : readInstant(now);
  }
  if (choice === 'real-time') return undefined;
  if (choice === 'next-morning') return nextMorning(current);
  if (Object.hasOwn(steps, choice)) return new Date(current.getTime() + steps[choice as keyof typeof steps]);
  throw new InvalidInput(`choice: "${choice.slice(0, 40)}" is no step of the clock`, { field: 'choice' });
};
