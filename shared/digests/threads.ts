import type { Introduction } from '../communities/introduction.ts';
import type { FeedItem } from '../discussions/model.ts';
import type { NewsItem } from '../discussions/news.ts';
import { PROMPT } from '../discussions/tell-at.ts';
import type { Cycle } from '../inquiry/model.ts';
import type { Window } from './window.ts';

/** A post in a window, with what tells whether a member has read it, worked out once for all of them. */
export interface WindowPost extends FeedItem {
  /** When it was written, in ms since 1970. */
  readonly postedMs: number;
  /** From when on its topic's page showed it, in ms since 1970. */
  readonly presentMs: number;
}

/** A discussion in a window, as all members of its community share it. */
export interface WindowThread {
  /** Unlike that of any other discussion of the organization: the community and the topic. */
  readonly key: string;
  readonly community: string;
  readonly topic: string;
  /** The topic's first post, whenever it was written, where it is known. */
  readonly head: FeedItem | undefined;
  /** That first post where it is of the window, and told. */
  readonly opening: WindowPost | undefined;
  /** What is told of it, newest first, each post once; nothing that is held back. Never empty. */
  readonly posts: readonly WindowPost[];
  readonly writers: ReadonlySet<string>;
  /** Whom its posts speak to by name. */
  readonly mentioned: ReadonlySet<string>;
  /** True where somebody answered in the window, even if the answer is held back. */
  readonly answered: boolean;
  readonly pinned: boolean;
  readonly score: number;
}

/** What is read of one community's window. */
export interface CommunityMatter {
  readonly community: string;
  readonly name: string;
  readonly window: Window;
  /** Topics, replies and comments of the window, in any order. */
  readonly posts: readonly FeedItem[];
  /** First posts of topics, by topic, whenever they were written. */
  readonly heads: ReadonlyMap<string, FeedItem>;
  /** Everything else that is new in the window, in any order. */
  readonly news: readonly NewsItem[];
  /** Cycles under way. */
  readonly cycles: readonly Cycle[];
  readonly introduction?: Introduction | undefined;
  /** True where there was more than was read, so that counts are lower bounds. */
  readonly atLeast: boolean;
}

/** A community's window made ready: what is the same for all its members, worked out once. */
export interface CommunityWindow extends Omit<CommunityMatter, 'posts' | 'heads'> {
  /** Each once, by {@link newsFirst}. */
  readonly news: readonly NewsItem[];
  /** By {@link bestFirst}. */
  readonly threads: readonly WindowThread[];
  /** When the oldest post was written of those that had been held back until this window, where there are such. */
  readonly releasedFrom?: string | undefined;
}

/** In how many ms what was said counts half. */
const HALF_LIFE = 3 * 86_400_000;

/** When a post is news. */
export const tellTime = ({ tellAt, postedAt }: FeedItem): string => tellAt ?? postedAt;

const newestFirst = (a: FeedItem, b: FeedItem): number =>
  tellTime(b).localeCompare(tellTime(a)) || b.post.localeCompare(a.post);

/** The order of news: the newest first. */
export const newsFirst = (a: NewsItem, b: NewsItem): number =>
  b.tellAt.localeCompare(a.tellAt) || a.id.localeCompare(b.id);

/** The order of discussions: by their score, the highest first. */
export const bestFirst = (a: WindowThread, b: WindowThread): number =>
  b.score - a.score || a.key.localeCompare(b.key);

/** As of when a topic's page showed a post: what was held back from digests alone was there from the beginning. */
const shownAs = (post: FeedItem): string => (post.releasedAt === undefined ? tellTime(post) : post.postedAt);

/** A post with its times. One that does not say when it arrived did so within {@link PROMPT}. */
const timed = (post: FeedItem): WindowPost => {
  const postedMs = Date.parse(post.postedAt);
  const arrived = post.arrivedAt === undefined ? postedMs + PROMPT : Date.parse(post.arrivedAt);
  return { ...post, postedMs, presentMs: Math.max(arrived, Date.parse(shownAs(post))) };
};

/**
 * How much a discussion moved its community: each distinct writer counts one, and posts count with their logarithm, so
 * that two people who write to and fro forty times do not outdo five who each said something; all of it counts half
 * where the newest post is three days old, so that a week's mail begins with what people still talk about.
 */
const scoreOf = (writers: number, posts: number, age: number): number =>
  (writers + Math.log2(1 + posts)) * 2 ** (-Math.max(age, 0) / HALF_LIFE);

const threadOf = (
  { community, window, heads }: CommunityMatter,
  topic: string,
  all: readonly FeedItem[],
): WindowThread[] => {
  const posts = all
    .filter(({ heldBack }) => heldBack === undefined)
    .sort(newestFirst)
    .map(timed);
  const [newest] = posts;
  if (newest === undefined) return [];
  const opening = posts.find(({ kind }) => kind === 'topic');
  const writers = new Set(posts.map(({ member }) => member));
  const age = Date.parse(window.until) - Date.parse(tellTime(newest));
  return [
    {
      key: `${community}/${topic}`,
      community,
      topic,
      head: heads.get(topic) ?? opening,
      opening,
      posts,
      writers,
      mentioned: new Set(posts.flatMap(({ mentions }) => mentions ?? [])),
      pinned: posts.some(({ pinned }) => pinned === true),
      answered: all.some(({ kind }) => kind !== 'topic'),
      score: scoreOf(writers.size, posts.length, age),
    },
  ];
};

/** Groups a community's posts into discussions and sorts them, once for all who belong to it. */
export const summarizeWindow = (matter: CommunityMatter): CommunityWindow => {
  const byTopic = new Map<string, Map<string, FeedItem>>();
  for (const post of matter.posts) {
    const known = byTopic.get(post.topic) ?? new Map<string, FeedItem>();
    // A post reported twice under two dates is still one post.
    if (!known.has(post.post)) byTopic.set(post.topic, known.set(post.post, post));
  }
  const threads = [...byTopic].flatMap(([topic, posts]) => threadOf(matter, topic, [...posts.values()]));
  const { community, name, window, cycles, introduction, atLeast } = matter;
  const [releasedFrom] = matter.posts
    .flatMap(({ releasedAt, postedAt }) => (releasedAt === undefined ? [] : [postedAt]))
    .sort();
  return {
    community,
    name,
    window,
    releasedFrom,
    cycles,
    introduction,
    atLeast,
    news: [...new Map(matter.news.map((item) => [`${item.kind}/${item.id}`, item])).values()].sort(newsFirst),
    threads: threads.sort(bestFirst),
  };
};
