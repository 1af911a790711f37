import { InvalidInput } from '../platform/errors.ts';
import type { EventOf } from './catalogue.ts';

/** How far ahead of this system's clock an event may be: another system's clock, or its time zone, may be wrong. */
const MAX_AHEAD_MS = 24 * 3_600_000;

/**
 * Checks that an event tells of something that can have happened by now. A year that was mistyped would otherwise
 * count towards awards at once and stand at the top of the feed until that year comes.
 *
 * @throws {InvalidInput} naming `time`, where it is more than 24 hours after `now`.
 */
export const checkTime = ({ time }: Pick<EventOf, 'time'>, now: Date): void => {
  if (Date.parse(time) - now.getTime() <= MAX_AHEAD_MS) return;
  throw new InvalidInput(`event: time: ${time} is more than 24 hours ahead of now, ${now.toISOString()}`, {
    field: 'time',
  });
};
