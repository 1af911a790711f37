import type { FeedItem } from '../discussions/model.ts';
import type { Window } from './window.ts';

/** What happened in one community in a window; the same for all its members. */
export interface CommunityNews {
  readonly community: string;
  readonly name: string;
  readonly window: Window;
  /** Topics, replies and comments of the window, in any order. */
  readonly posts: readonly FeedItem[];
  /** The first posts of the topics that were replied to, whenever they were written, by topic. */
  readonly heads: ReadonlyMap<string, FeedItem>;
  /** True where there was more than was read, so that counts are lower bounds. */
  readonly truncated: boolean;
}

/** Why a discussion is in somebody's digest, in the order in which a digest tells of them. */
export const reasons = ['reply-to-you', 'new-topic', 'discussion'] as const;
/** @see reasons */
export type Reason = (typeof reasons)[number];

/** One discussion as a digest tells of it: however many posts, it is one item. */
export interface Thread {
  readonly reason: Reason;
  readonly community: string;
  readonly topic: string;
  /** The topic's first post, where it is known. */
  readonly head: FeedItem | undefined;
  /** What others wrote in it in the window, newest first; the topic itself among it where it is new. */
  readonly posts: readonly FeedItem[];
}

/** What a digest tells of, and what it leaves to the community's own page. */
export interface Selection {
  readonly threads: readonly Thread[];
  /** Posts that no thread here tells of, by community, in the order of the communities given. */
  readonly more: readonly { readonly community: string; readonly posts: number; readonly atLeast: boolean }[];
}

/** About as many items as somebody reads in one mail. */
export const MAX_THREADS = 10;

/** Places each reason has before the others may take what is left, so that many replies do not hide every new topic. */
const reserved: Readonly<Record<Reason, number>> = { 'reply-to-you': 5, 'new-topic': 3, discussion: 2 };

const newestFirst = (a: FeedItem, b: FeedItem): number =>
  b.postedAt.localeCompare(a.postedAt) || b.post.localeCompare(a.post);

const threadsOf = (member: string, { community, posts, heads }: CommunityNews): Thread[] => {
  const byTopic = new Map<string, Map<string, FeedItem>>();
  for (const post of posts) {
    if (post.member === member) continue;
    const known = byTopic.get(post.topic) ?? new Map<string, FeedItem>();
    // A post reported twice under two dates is still one post.
    if (!known.has(post.post)) byTopic.set(post.topic, known.set(post.post, post));
  }
  return [...byTopic].map(([topic, others]) => {
    const written = [...others.values()].sort(newestFirst);
    const opening = written.find(({ kind }) => kind === 'topic');
    const head = heads.get(topic) ?? opening;
    const own = head?.member === member;
    return {
      reason: own ? 'reply-to-you' : opening ? 'new-topic' : 'discussion',
      community,
      topic,
      head,
      posts: written,
    };
  });
};

const latestOf = (thread: Thread): string => thread.posts[0]?.postedAt ?? '';

/** Replies to oneself by time; anything else by how much was said, then by time. */
const rank = (a: Thread, b: Thread): number =>
  (a.reason === 'reply-to-you' ? 0 : b.posts.length - a.posts.length) ||
  latestOf(b).localeCompare(latestOf(a)) ||
  a.topic.localeCompare(b.topic);

/** The communities' best first, then their second best, and so on: a busy community does not hide a quiet one. */
const interleaved = (threads: readonly Thread[]): Thread[] => {
  const seen = new Map<string, number>();
  return threads
    .toSorted(rank)
    .map((thread) => {
      const turn = seen.get(thread.community) ?? 0;
      seen.set(thread.community, turn + 1);
      return { thread, turn };
    })
    .sort((a, b) => a.turn - b.turn)
    .map(({ thread }) => thread);
};

/**
 * Chooses what a member is told: own posts left out, at most `limit` discussions, replies to the member's own topics
 * first, then new topics, then other discussions; each post told at most once, and every post not told counted.
 */
export const selectNews = (
  member: string,
  communities: readonly CommunityNews[],
  limit = MAX_THREADS,
): Selection => {
  const all = communities.flatMap((news) => threadsOf(member, news));
  const ranked = reasons.map((reason) => {
    const threads = all.filter((thread) => thread.reason === reason);
    return { threads: reason === 'reply-to-you' ? threads.sort(rank) : interleaved(threads), reason };
  });
  const places = ranked.map(({ threads, reason }) => Math.min(threads.length, reserved[reason]));
  let free = limit - places.reduce((sum, taken) => sum + taken, 0);
  const threads = ranked.flatMap(({ threads: candidates }, i) => {
    const taken = places[i] ?? 0;
    const extra = Math.min(Math.max(free, 0), candidates.length - taken);
    free -= extra;
    return candidates.slice(0, taken + extra);
  });
  const told = new Set(threads);
  const more = communities.flatMap(({ community, truncated }) => {
    const posts = all
      .filter((thread) => thread.community === community && !told.has(thread))
      .reduce((sum, thread) => sum + thread.posts.length, 0);
    return posts > 0 || truncated ? [{ community, posts, atLeast: truncated }] : [];
  });
  return { threads, more };
};

/** Who is named in the threads: the newest `limit` writers of each, each once. */
export const writersOf = (thread: Thread, limit: number): string[] => {
  const first = thread.reason === 'new-topic' && thread.head ? [thread.head.member] : [];
  const writers = new Set([...first, ...thread.posts.map(({ member }) => member)]);
  return [...writers].slice(0, limit);
};
