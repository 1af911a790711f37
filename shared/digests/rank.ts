import { type Section, sections } from './content.ts';
import type { NextStory } from './next-steps.ts';
import type { ThreadStory } from './select-threads.ts';
import { bestFirst as bestThreadFirst, tellTime } from './threads.ts';
import { type EarnedStory, type NewsStory } from './whats-new.ts';

/** Whatever a digest can tell, before it is put in words. */
export type Story = ThreadStory | NextStory | NewsStory | EarnedStory;

/** About as many items as somebody reads in one mail. */
export const MAX_ITEMS = 10;

/**
 * Places each part has before the others take what is left, in the order of the parts: so that many replies do not hide
 * every new question, nor a busy week what one earned. They add up to {@link MAX_ITEMS}.
 */
const reserved: Readonly<Record<Section, number>> = {
  'to-you': 3,
  pinned: 1,
  next: 1,
  unanswered: 1,
  popular: 1,
  news: 1,
  earned: 2,
};

const latest = ({ posts }: ThreadStory): string => (posts[0] ? tellTime(posts[0]) : '');
const newestFirst = (a: ThreadStory, b: ThreadStory): number =>
  latest(b).localeCompare(latest(a)) || a.thread.key.localeCompare(b.thread.key);
const mentionsFirst = (a: ThreadStory, b: ThreadStory): number =>
  Number(b.why.kind === 'mention') - Number(a.why.kind === 'mention') || newestFirst(a, b);
const longestFirst = (a: ThreadStory, b: ThreadStory): number =>
  latest(a).localeCompare(latest(b)) || a.thread.key.localeCompare(b.thread.key);
const bestFirst = (a: ThreadStory, b: ThreadStory): number => bestThreadFirst(a.thread, b.thread);

/**
 * The communities' first, then their second, and so on: a busy community does not hide a quiet one.
 *
 * @param stories - those of each community in the order of `compare`.
 */
const inTurn = (
  stories: readonly ThreadStory[],
  compare: (a: ThreadStory, b: ThreadStory) => number,
  limit: number,
): ThreadStory[] => {
  const lists = [...Map.groupBy(stories, ({ thread }) => thread.community).values()];
  const taken: ThreadStory[] = [];
  for (let turn = 0; taken.length < limit; turn += 1) {
    const next = lists.flatMap((list) => list[turn] ?? []).sort(compare);
    if (next.length === 0) break;
    taken.push(...next);
  }
  return taken;
};

/** The first so many discussions of a part, in its own order. */
const ordered = (section: Section, threads: readonly ThreadStory[], limit: number): ThreadStory[] => {
  switch (section) {
    case 'to-you':
      return threads.toSorted(mentionsFirst);
    case 'pinned':
      return threads.toSorted(newestFirst);
    case 'unanswered':
      return inTurn(threads.toSorted(longestFirst), longestFirst, limit);
    case 'popular':
    case 'next':
    case 'news':
    case 'earned':
      return inTurn(threads, bestFirst, limit);
  }
};

/**
 * Chooses the stories that a digest tells, in its order:
 *
 * 1. what speaks to the member by name, then replies to their own topics, the newest first;
 * 2. what a facilitator pinned, the newest first;
 * 3. what their cycles and goals need next, what is due soonest first;
 * 4. questions of the window that nobody has answered, the longest unanswered first, the communities in turn;
 * 5. what was popular by its score (distinct writers, posts, how lately), then whatever else was said, the communities
 *    in turn;
 * 6. who joined, what was shared, met about, filmed or opened, the kinds in turn;
 * 7. what the member earned.
 *
 * Each part has places of its own before the parts, in this order, take those that are left.
 *
 * @param threads - discussions, each of them in one part, and those of each community by their score; what is not chosen of them is counted elsewhere.
 * @param others - the stories of other parts, each part's in its order.
 */
export const rankStories = (
  threads: readonly ThreadStory[],
  others: readonly Story[],
  limit: number = MAX_ITEMS,
): Story[] => {
  const bySection = Map.groupBy(threads, ({ section }) => section);
  const parts = sections.map((section) => {
    const ofThreads = bySection.get(section) ?? [];
    const told = others.filter((story) => story.section === section);
    return { stories: [...ordered(section, ofThreads, limit), ...told], own: reserved[section] };
  });
  const places = parts.map(({ stories, own }) => Math.min(stories.length, own));
  let free = limit - places.reduce((sum, taken) => sum + taken, 0);
  return parts.flatMap(({ stories }, i) => {
    const own = places[i] ?? 0;
    const extra = Math.min(Math.max(free, 0), stories.length - own);
    free -= extra;
    return stories.slice(0, own + extra);
  });
};
