import type { Organization } from '../../shared/communities/model.ts';
import type { DigestMailMatter } from '../../shared/digests/compose-mail.ts';
import type { DigestContent, DigestItem } from '../../shared/digests/content.ts';
import type { Language } from '../../shared/mail/language.ts';
import { linksAt } from '../../shared/mail/links.ts';

const PUBLIC_URL = 'https://colloquy.example.org';

/** An item about which there is nothing to say but what the test names. */
export const itemOf = (own: Pick<DigestItem, 'why' | 'section'> & Partial<DigestItem>): DigestItem => ({
  id: 'topic/algebra/t1',
  title: 'Exit tickets',
  url: `${PUBLIC_URL}/communities/algebra/topics/t1`,
  community: 'Algebra in year 9',
  people: [],
  others: 0,
  posts: 0,
  opened: false,
  atLeast: false,
  excerpt: '',
  at: '2026-11-12T09:00:00.000Z',
  ...own,
});

/** One item of every kind there is, in every section. */
export const everyItem: readonly DigestItem[] = [
  itemOf({
    section: 'to-you',
    why: { kind: 'mention' },
    title: 'Number lines before circles?',
    people: ['Ben Okafor'],
    posts: 1,
    excerpt: '@ana How did your class take it? Mine stumbled at five quarters again.',
  }),
  itemOf({
    section: 'to-you',
    why: { kind: 'reply-to-you' },
    title: 'كيف نبدأ درس الكسور؟',
    people: ['سارة المنصوري', 'Ben Okafor'],
    others: 2,
    posts: 5,
    excerpt: 'جرّبنا شرائط الورق أولًا.',
  }),
  itemOf({
    section: 'pinned',
    why: { kind: 'pinned' },
    title: 'Our next meeting moves to Thursday',
    people: ['Dora Lindqvist', 'Chen Wei'],
    posts: 4,
    opened: true,
  }),
  itemOf({
    section: 'next',
    why: { kind: 'next-step', step: 4, dueOn: '2026-12-04' },
    title: 'Do exit tickets tell us what to teach next?',
  }),
  itemOf({
    section: 'next',
    why: { kind: 'goal', percent: 60, dueOn: '2027-03-12' },
    title: 'Every lesson ends with a question',
  }),
  itemOf({
    section: 'unanswered',
    why: { kind: 'unanswered', days: 3 },
    title: 'Who has a good task on ratios?',
    people: ['Chen Wei'],
    posts: 1,
    opened: true,
    excerpt: 'The one in our book is about paint, and nobody in my class has ever mixed any.',
  }),
  itemOf({
    section: 'popular',
    why: { kind: 'popular', writers: 7 },
    title: 'Homework, or not?',
    people: ['Dora Lindqvist', 'Ben Okafor'],
    others: 5,
    posts: 23,
    atLeast: true,
  }),
  itemOf({ section: 'news', why: { kind: 'new-members', count: 3 }, people: ['Ada Ro', 'Li Na'], others: 1 }),
  itemOf({ section: 'news', why: { kind: 'resource' }, title: 'Ratio cards', people: ['Chen Wei'] }),
  itemOf({ section: 'news', why: { kind: 'meeting', minutes: 90 }, title: 'Planning together' }),
  itemOf({
    section: 'earned',
    why: { kind: 'badge' },
    title: 'Practitioner of inquiry',
    community: undefined,
    excerpt: 'Completed a whole cycle of inquiry with a community.',
  }),
  itemOf({
    section: 'earned',
    why: { kind: 'credit', entries: 1, amount: 2.5, unit: 'hours' },
    title: 'Five replies that helped a colleague',
    community: undefined,
  }),
];

/** The association whose digests the samples are. */
export const association: Organization = {
  organization: 'maths',
  name: 'Association of Mathematics Teachers',
  url: 'https://maths.example.org/',
  colour: '#7a1f5c',
  postalAddress: '12 Example Street, Sampleton',
};

/** What Ana's weekly digest says where it is told everything there is; whatever else the test names of its own. */
export const mailMatterOf = (
  content: Partial<DigestContent> = {},
  own: Partial<DigestMailMatter> = {},
  language?: Language,
): DigestMailMatter => ({
  content: {
    introductions: [
      {
        community: 'Algebra in year 9',
        by: 'Dora Lindqvist',
        paragraphs: ['This month we look at how a lesson ends. Bring one exit ticket to the meeting.'],
      },
    ],
    items: everyItem,
    more: [
      {
        community: 'Algebra in year 9',
        url: `${PUBLIC_URL}/communities/algebra`,
        posts: 12,
        atLeast: false,
      },
    ],
    ...content,
  },
  member: { name: 'Ana Silva' },
  organization: association,
  schedule: {
    organization: 'maths',
    member: 'ana',
    frequency: 'weekly',
    timeZone: 'America/New_York',
    hour: 7,
    weekday: 1,
    coveredUntil: '2026-11-09T12:00:00.000Z',
    unsubscribeToken: 'abcdefghijklmnopqrstuv',
    ...(language && { language }),
  },
  window: { from: '2026-11-09T12:00:00.000Z', until: '2026-11-16T12:00:00.000Z' },
  links: linksAt(PUBLIC_URL),
  now: new Date('2026-11-16T12:01:00.000Z'),
  ...own,
});
