import { wallClock } from './local-time.ts';

/** The calendar day that a zone has at an instant, `2026-11-22`. */
export const dayIn = (timeZone: string, instant: Date | string): string =>
  new Date(wallClock(timeZone, new Date(instant).getTime())).toISOString().slice(0, 10);
