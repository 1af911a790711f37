import { chooseContent, type DigestMatter } from '../../../shared/digests/choose-content.ts';
import type { DigestContent } from '../../../shared/digests/content.ts';
import {
  type CommunityMatter,
  type CommunityWindow,
  summarizeWindow,
} from '../../../shared/digests/threads.ts';
import type { FeedItem } from '../../../shared/discussions/model.ts';
import type { NewsItem } from '../../../shared/discussions/news.ts';
import type { Cycle, Goal } from '../../../shared/inquiry/model.ts';
import { linksAt } from '../../../shared/mail/links.ts';

/** A week that ends on Monday at seven in New York. */
export const week = { from: '2026-11-09T12:00:00.000Z', until: '2026-11-16T12:00:00.000Z' };
const NOW = new Date('2026-11-16T12:01:00.000Z');

/** `2026-11-<day>T<hour>:00Z`. */
export const on = (day: number, hour = 9): string => new Date(Date.UTC(2026, 10, day, hour)).toISOString();

/** A topic of Ben's in the window, with whatever the test names of its own. */
export const topic = (own: Partial<FeedItem> & Pick<FeedItem, 'post'>): FeedItem => ({
  organization: 'maths',
  community: 'algebra',
  kind: 'topic',
  topic: own.post,
  member: 'ben',
  title: `About ${own.topic ?? own.post}`,
  excerpt: `What ${own.member ?? 'ben'} said.`,
  postedAt: on(12),
  ...own,
});

/** A reply of Chen's to a topic. */
export const reply = (own: Partial<FeedItem> & Pick<FeedItem, 'post' | 'topic'>): FeedItem =>
  topic({ kind: 'reply', member: 'chen', ...own });

/** The topic and one reply each of so many people. */
export const discussed = (name: string, people: number, own: Partial<FeedItem> = {}): FeedItem[] => [
  topic({ post: name, ...own }),
  ...Array.from({ length: people }, (_, i) =>
    reply({ ...own, post: `${name}-${i}`, topic: name, kind: 'reply', member: `writer-${i}` }),
  ),
];

/** A community's window, with the heads of those of its topics that are among the posts, and those given. */
export const communityOf = (
  posts: readonly FeedItem[],
  own: Partial<Omit<CommunityMatter, 'heads'>> & { readonly heads?: readonly FeedItem[] } = {},
): CommunityWindow =>
  summarizeWindow({
    community: 'algebra',
    name: `Circle of ${own.community ?? 'algebra'}`,
    window: week,
    posts,
    news: [],
    cycles: [],
    atLeast: false,
    ...own,
    heads: new Map(
      [...posts.filter(({ kind }) => kind === 'topic'), ...(own.heads ?? [])].map((head) => [
        head.topic,
        head,
      ]),
    ),
  });

/** News that Dora brought. */
export const newsItem = (own: Partial<NewsItem> & Pick<NewsItem, 'kind' | 'id'>): NewsItem => ({
  organization: 'maths',
  community: 'algebra',
  member: 'dora',
  at: on(12),
  tellAt: on(12),
  ...own,
});

/** A cycle that Ana takes part in, at its second step. */
export const cycleOf = (own: Partial<Cycle> = {}): Cycle => ({
  organization: 'maths',
  community: 'algebra',
  cycle: 'fractions',
  title: 'Fractions that make sense',
  members: ['ana', 'ben'],
  startedAt: on(1),
  completed: [{ by: 'ben', at: on(2), note: '' }],
  revision: 1,
  ...own,
});

/** An open goal of Ana's. */
export const goalOf = (own: Partial<Goal> = {}): Goal => ({
  organization: 'maths',
  community: 'algebra',
  member: 'ana',
  goal: 'listen',
  title: 'Listen longer',
  measure: '',
  setAt: on(1),
  percent: 40,
  revision: 0,
  ...own,
});

const names = new Map([
  ['ben', 'Ben Okafor'],
  ['chen', 'Chen Wei'],
  ['dora', 'Dora Lindqvist'],
]);

/** What Ana is told of these communities. */
export const contentFor = (
  communities: readonly CommunityWindow[],
  own: Partial<DigestMatter> = {},
): DigestContent =>
  chooseContent({
    member: 'ana',
    timeZone: 'America/New_York',
    window: week,
    now: NOW,
    communities,
    reads: new Map(),
    goals: [],
    badges: [],
    credits: [],
    ...own,
    names,
    links: linksAt('https://colloquy.example.org'),
  });

/** Each item as its part, its reason, and its name. */
export const outline = ({ items }: DigestContent): string[] =>
  items.map(({ section, why, id }) => `${section}: ${why.kind} ${id}`);
