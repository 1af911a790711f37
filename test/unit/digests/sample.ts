import type { CredentialSummary } from '../../../shared/badges/model.ts';
import type { LedgerEntry } from '../../../shared/credits/model.ts';
import type { DigestMatter } from '../../../shared/digests/compose.ts';
import type { DigestPreferences } from '../../../shared/digests/model.ts';
import { type CommunityNews, selectNews } from '../../../shared/digests/select-news.ts';
import type { FeedItem } from '../../../shared/discussions/model.ts';
import { linksAt } from '../../../shared/mail/links.ts';

/** A window of a week in New York. */
const window = { from: '2026-11-09T12:00:00.000Z', until: '2026-11-16T12:00:00.000Z' };

const weekly: DigestPreferences = {
  frequency: 'weekly',
  timeZone: 'America/New_York',
  hour: 7,
  weekday: 1,
};

/** A post of the window, written by `ben`, with whatever the test names of its own. */
export const post = (own: Partial<FeedItem> & Pick<FeedItem, 'post'>): FeedItem => ({
  organization: 'maths',
  community: 'algebra',
  kind: 'topic',
  topic: own.kind === undefined || own.kind === 'topic' ? own.post : 't1',
  member: 'ben',
  title: `About ${own.post}`,
  excerpt: 'What happened, and what we made of it.',
  postedAt: '2026-11-10T09:00:00.000Z',
  ...own,
});

export const reply = (own: Partial<FeedItem> & Pick<FeedItem, 'post'>): FeedItem =>
  post({ kind: 'reply', ...own });

/** A community's news with the heads of those topics that are among the posts, and any given. */
export const newsOf = (
  community: string,
  posts: readonly FeedItem[],
  heads: readonly FeedItem[] = [],
): CommunityNews => ({
  community,
  name: community === 'algebra' ? 'Algebra in year 9' : `Community ${community}`,
  window,
  posts,
  heads: new Map(
    [...posts.filter(({ kind }) => kind === 'topic'), ...heads].map((head) => [head.topic, head]),
  ),
  truncated: false,
});

export const badge: CredentialSummary = {
  credential: '0b0d7cde-1111-4222-8333-444455556666',
  organization: 'maths',
  member: 'ana',
  rule: 'inquirer',
  standing: 'valid',
  changes: 0,
  visibility: 'public',
  period: 'ever',
  achievement: {
    achievement: 'inquirer',
    name: 'Practitioner of inquiry',
    description: 'Completed a whole cycle of inquiry with a community.',
    criteria: 'Take part in a cycle of inquiry from its first step to its last.',
  },
  issuedAt: '2026-11-11T08:00:00.000Z',
};

export const credit: LedgerEntry = {
  organization: 'maths',
  member: 'ana',
  entry: 1,
  amount: 2.5,
  unit: 'hours',
  reason: 'Five replies that helped a colleague',
  rule: 'helper',
  period: '2026-11',
  at: '2026-11-11T08:00:00.000Z',
  previous: '0'.repeat(64),
  hash: 'a'.repeat(64),
};

/** What Ana's weekly digest is composed from; `news` and whatever else the test names of its own. */
export const matterOf = (news: readonly CommunityNews[], own: Partial<DigestMatter> = {}): DigestMatter => ({
  member: { member: 'ana', name: 'Ana Silva' },
  organization: { name: 'Association of Mathematics Teachers' },
  preferences: weekly,
  window,
  selection: selectNews('ana', news),
  communities: new Map(news.map(({ community, name }) => [community, name])),
  names: new Map([
    ['ana', 'Ana Silva'],
    ['ben', 'Ben Okafor'],
    ['chen', 'Chen Wei'],
    ['dora', 'Dora Lindqvist'],
  ]),
  badges: [],
  credits: [],
  links: linksAt('https://colloquy.example.org'),
  unsubscribeToken: 'abcdefghijklmnopqrstuv',
  ...own,
});
