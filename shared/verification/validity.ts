import { type Check, failed, passed, skipped } from './report.ts';

/** An instant of RFC 3339 with its zone; Open Badges 2.0 issuers also write days alone. */
const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i;

/** Clocks differ: what begins within five minutes has begun. */
const TOLERANCE_MS = 5 * 60 * 1000;

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Milliseconds of an instant; undefined where it is none. */
export const timeOf = (text: string): number | undefined => {
  const time = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
};

/** From when until when something holds, as it is written. */
export interface Window {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Whether a credential is valid yet, and still. */
export const checkValidity = ({ from, until }: Window, now: Date): Check => {
  const begins = from === undefined ? undefined : timeOf(from);
  const ends = until === undefined ? undefined : timeOf(until);
  if (until !== undefined && ends === undefined)
    return failed('expiry', 'The date it is valid until is not written as a date, so that nobody can tell.');
  if (begins === undefined)
    return from === undefined
      ? skipped('expiry', 'It does not say when it was issued, as it must.')
      : failed('expiry', 'The date it is valid from is not written as a date.');
  if (begins > now.getTime() + TOLERANCE_MS)
    return failed('expiry', `It is not valid yet; it will be from ${dayOf(begins)}.`);
  if (ends === undefined) return passed('expiry', `It is valid from ${dayOf(begins)} and never expires.`);
  if (ends < now.getTime()) return failed('expiry', `It expired on ${dayOf(ends)}.`);
  return passed('expiry', `It is valid from ${dayOf(begins)} until ${dayOf(ends)}.`);
};
