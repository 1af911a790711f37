import { instantShowing, wallClock } from '../digests/local-time.ts';
import type { QuietHours } from '../digests/model.ts';

const HOUR = 3_600_000;
const DAY = 86_400_000;

const isQuiet = ({ from, until }: QuietHours, hour: number): boolean =>
  from < until ? hour >= from && hour < until : hour >= from || hour < until;

/**
 * When the quiet hours end in which an instant lies, or undefined where it lies in none. By the member's own clock:
 * hours that it shows twice are quiet twice, and where it skips the hour of the end, quiet ends as much after the gap
 * as it would have ended after the gap's beginning.
 */
export const quietUntil = (quiet: QuietHours, timeZone: string, now: Date): Date | undefined => {
  const local = wallClock(timeZone, now.getTime());
  if (!isQuiet(quiet, Math.floor((local % DAY) / HOUR))) return undefined;
  const today = Math.floor(local / DAY);
  // The third day is for a calendar that leaves one out.
  for (let day = today; day <= today + 2; day += 1) {
    const end = instantShowing(timeZone, day * DAY + quiet.until * HOUR);
    if (end > now.getTime()) return new Date(end);
  }
  return undefined;
};
