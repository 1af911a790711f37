import type { Withheld } from '../discussions/feed-withheld-store.ts';
import type { FeedItem } from '../discussions/model.ts';
import { LONGEST_WINDOW } from '../discussions/tell-at.ts';
import { tellTime } from './threads.ts';

/** How long after it was withheld a post may still be found where it stood, in ms: clocks differ, copies are a moment old. */
const SETTLED = 60_000;

/** True where what was withheld last may not be seen everywhere yet, so that reading must ask for what is so now. */
export const isFresh = (withheld: Withheld | undefined, now: Date): boolean =>
  withheld !== undefined && Date.parse(withheld.at) > now.getTime() - SETTLED;

/** How the first post of a discussion stands: known, taken out for good, or not known here. */
export type TopicState = FeedItem | 'removed' | undefined;

/**
 * True where nothing of a discussion is told: its topic was taken out, or is held back for now. Its replies have its
 * title, and answer what nobody is to read; they are neither told nor counted.
 */
export const isWithheld = (topic: TopicState): boolean => topic === 'removed' || topic?.heldBack === true;

/**
 * Discussions that were let go in a window, by topic; with each, since when its replies may have been told to nobody.
 * That is a month before it was held back: whoever is mailed once a month got their last mail by then. So a released
 * discussion is told whole, but for what was said earlier, and to nobody what they have read of it.
 */
export const letGo = (posts: readonly FeedItem[]): Map<string, string> =>
  new Map(
    posts.flatMap(({ kind, topic, postedAt, heldBack, heldAt, releasedAt }): [string, string][] => {
      if (kind !== 'topic' || heldBack || releasedAt === undefined || heldAt === undefined) return [];
      const since = new Date(Math.max(Date.parse(heldAt) - LONGEST_WINDOW, Date.parse(postedAt)));
      return [[topic, since.toISOString()]];
    }),
  );

/** Those of earlier posts that were withheld with the discussions that are let go now. */
export const withheldUntilNow = (
  earlier: readonly FeedItem[],
  since: ReadonlyMap<string, string>,
): FeedItem[] => earlier.filter((post) => tellTime(post) >= (since.get(post.topic) ?? '~'));
