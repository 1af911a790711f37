import type { FeedItem } from './model.ts';

/** The grid on which windows of digests end, in milliseconds: no zone's clock stands off it, and what is late is told by it. */
export const QUARTER = 15 * 60_000;

/** As long as a digest's window is where nothing stood still, in milliseconds: a month. */
export const LONGEST_WINDOW = 31 * 86_400_000;

/** When the quarter of an hour (UTC) that an instant lies in began; both in ms since 1970. */
export const quarterOf = (instant: number): number => Math.floor(instant / QUARTER) * QUARTER;

/** Latest that something reported is still news, in milliseconds; what comes later is history. */
const NEWS_FOR = 7 * 24 * 3_600_000;

/** In how many ms what is written is in the feed, where it does not say itself when it arrived. */
export const PROMPT = 5_000;

/** When a post arrived, where that is worth keeping: later than {@link PROMPT} after it was written. */
export const arrivedAtOf = (happened: string, arrival: Date): string | undefined =>
  arrival.getTime() - Date.parse(happened) > PROMPT ? arrival.toISOString() : undefined;

/**
 * When something is news: as it happened, where it arrived in the same quarter of an hour (UTC) or ahead of its time;
 * else when it arrived, because the digest of its own time may have gone by then; and as it happened where it arrived
 * more than seven days late, because that is a history being imported and nobody wants it in tomorrow's mail.
 *
 * @param happened - RFC 3339, any offset.
 * @returns RFC 3339 in UTC with milliseconds.
 */
export const tellAtOf = (happened: string, arrival: Date): string => {
  const at = new Date(happened);
  const late = arrival.getTime() - at.getTime();
  const sameQuarter = quarterOf(at.getTime()) === quarterOf(arrival.getTime());
  return (sameQuarter || late <= 0 || late > NEWS_FOR ? at : arrival).toISOString();
};

/** Where a post stands in the feed's order: `tellAt#post`, of which the text sorts as time does. */
export const placeOf = ({ tellAt, postedAt, post }: Pick<FeedItem, 'tellAt' | 'postedAt' | 'post'>): string =>
  `${new Date(tellAt ?? postedAt).toISOString()}#${post}`;
