import type { FeedItem } from '../discussions/model.ts';
import type { ReadOf } from '../discussions/reads-store.ts';
import { QUARTER } from '../discussions/tell-at.ts';
import type { Section, Why } from './content.ts';
import { type CommunityWindow, tellTime, type WindowPost, type WindowThread } from './threads.ts';
import { wasRead } from './was-read.ts';

/** What a member hears of a community: everything, what is to themselves alone, or nothing. */
export type Scope = 'everything' | 'mentions' | 'muted';

/** A discussion as one member is told of it. */
export interface ThreadStory {
  readonly kind: 'thread';
  readonly section: Section;
  readonly why: Why;
  readonly thread: WindowThread;
  /** Posts by others that this member has not read, newest first; never empty. */
  readonly posts: readonly FeedItem[];
  /** The newest post that speaks to the member by name, where that is why they are told. */
  readonly speaking?: FeedItem | undefined;
}

/** For whose eyes discussions are selected. */
export interface Reader {
  readonly member: string;
  /** What the member has read, by {@link WindowThread.key}. */
  readonly reads: ReadonlyMap<string, ReadOf>;
  readonly now: Date;
}

/** From so many writers on a discussion is called a popular one: a question and an answer are two. */
const POPULAR = 3;

const DAY = 86_400_000;

/** What others wrote, and the member has not read; the thread's own list where that is all of it. */
const unreadOf = (thread: WindowThread, { member, reads }: Reader): readonly WindowPost[] => {
  const others = thread.writers.has(member)
    ? thread.posts.filter((post) => post.member !== member)
    : thread.posts;
  const read = reads.get(thread.key);
  return read === undefined ? others : others.filter((post) => !wasRead(post, read));
};

/** The topic itself, where it is among what the member is told; without looking where that is all of the thread. */
export const openingIn = (
  { opening, posts: all }: WindowThread,
  posts: readonly FeedItem[],
): FeedItem | undefined =>
  opening !== undefined && (posts === all || posts.includes(opening)) ? opening : undefined;

/** Whether a topic was told when it was asked: of one that was told much later, an answer may have been told before. */
const wasPrompt = (opening: FeedItem): boolean =>
  Date.parse(tellTime(opening)) - Date.parse(opening.postedAt) <= QUARTER;

const placeOf = (
  thread: WindowThread,
  posts: readonly FeedItem[],
  { member, now }: Reader,
): Pick<ThreadStory, 'section' | 'why' | 'speaking'> => {
  const speaking = thread.mentioned.has(member)
    ? posts.find(({ mentions }) => mentions?.includes(member))
    : undefined;
  if (speaking) return { section: 'to-you', why: { kind: 'mention' }, speaking };
  if (thread.head?.member === member) return { section: 'to-you', why: { kind: 'reply-to-you' } };
  if (thread.pinned && posts.some(({ pinned }) => pinned)) {
    return { section: 'pinned', why: { kind: 'pinned' } };
  }
  const opening = openingIn(thread, posts);
  if (opening !== undefined && !thread.answered && wasPrompt(opening)) {
    const days = Math.max(Math.floor((now.getTime() - Date.parse(opening.postedAt)) / DAY), 0);
    return { section: 'unanswered', why: { kind: 'unanswered', days } };
  }
  const writers = thread.writers.size;
  if (writers >= POPULAR) return { section: 'popular', why: { kind: 'popular', writers } };
  return { section: 'popular', why: { kind: opening ? 'new-topic' : 'discussion' } };
};

const toOneself = (thread: WindowThread, posts: readonly FeedItem[], member: string): readonly FeedItem[] =>
  thread.head?.member === member ? posts : posts.filter(({ mentions }) => mentions?.includes(member));

/**
 * The discussions of a community's window that one member is told of, in the order of their score: posts by others
 * that they have not read. Of a community whose mentions alone they hear, the posts that speak to them by name and
 * the replies to their own topics; of one that they muted, none.
 *
 * Each is told for one reason, the first that holds: it speaks to the member by name; it answers their topic; a
 * facilitator pinned it; it is a question of the window that nobody has answered, told when it was asked; at least three people wrote in it;
 * it is new; it went on.
 */
export const selectThreads = (
  { threads }: CommunityWindow,
  scope: Scope,
  reader: Reader,
): readonly ThreadStory[] => {
  const stories: ThreadStory[] = [];
  if (scope === 'muted') return stories;
  for (const thread of threads) {
    const unread = unreadOf(thread, reader);
    const posts = scope === 'mentions' ? toOneself(thread, unread, reader.member) : unread;
    if (posts.length > 0) stories.push({ kind: 'thread', thread, posts, ...placeOf(thread, posts, reader) });
  }
  return stories;
};
