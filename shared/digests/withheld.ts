import type { FeedItem } from '../discussions/model.ts';
import { type CommunityWindow, tellTime } from './threads.ts';
import type { Window } from './window.ts';

/**
 * How much older a hold or a removal may seem than it is, in ms: the clocks of who wrote it and of who read the window
 * differ, and what was read may have been a moment old.
 */
const SLACK = 60_000;

/** True where something of a community may have been held back or removed since its window was read. */
export const isOutdated = ({ readMs }: CommunityWindow, withheldAt: string | undefined): boolean =>
  withheldAt !== undefined && Date.parse(withheldAt) >= readMs - SLACK;

/** How the first post of a discussion stands: known, taken out for good, or not known here. */
export type TopicState = FeedItem | 'removed' | undefined;

/**
 * True where nothing of a discussion is told: its topic was taken out, or is held back for now. Its replies have its
 * title, and answer what nobody is to read; they are neither told nor counted.
 */
export const isWithheld = (topic: TopicState): boolean => topic === 'removed' || topic?.heldBack === true;

/**
 * Discussions that were let go in a window, having been held back when earlier ones were told, by topic; with each,
 * since when its replies may have been told to nobody. That is as much before it was held back as the window is long:
 * what was said since whoever has such windows got their last was withheld from it. So a reply may be told once more to
 * whoever heard of it in the window before that and did not read it, and none is left out.
 */
export const letGo = (posts: readonly FeedItem[], { from, until }: Window): Map<string, string> => {
  const length = Date.parse(until) - Date.parse(from);
  return new Map(
    posts.flatMap(({ kind, topic, postedAt, heldBack, heldAt, releasedAt }): [string, string][] => {
      if (kind !== 'topic' || heldBack || releasedAt === undefined || heldAt === undefined) return [];
      if (heldAt >= from) return [];
      const since = new Date(Math.max(Date.parse(heldAt) - length, Date.parse(postedAt)));
      return [[topic, since.toISOString()]];
    }),
  );
};

/** Those of earlier posts that were withheld with the discussions that are let go now. */
export const withheldUntilNow = (
  earlier: readonly FeedItem[],
  since: ReadonlyMap<string, string>,
): FeedItem[] => earlier.filter((post) => tellTime(post) >= (since.get(post.topic) ?? '~'));
