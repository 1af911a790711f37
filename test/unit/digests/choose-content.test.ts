import { describe, expect, it } from 'vitest';
import type { DigestMatter } from '../../../shared/digests/choose-content.ts';
import type { CommunityWindow } from '../../../shared/digests/threads.ts';
import {
  communityOf,
  contentFor,
  cycleOf,
  discussed,
  goalOf,
  newsItem,
  on,
  outline,
  reply,
  topic,
} from './content-sample.ts';
import { badge, credit } from './sample.ts';

const own = topic({ post: 'mine', member: 'ana', postedAt: on(1) });
const older = topic({ post: 'old', postedAt: on(1) });

/** A name, what there is, and what is told of it. */
type Case = [name: string, communities: CommunityWindow[], more: Partial<DigestMatter>, told: string[]];

const everything = communityOf(
  [
    ...discussed('busy', 4),
    topic({ post: 'open' }),
    topic({ post: 'new' }),
    reply({ post: 'new-1', topic: 'new' }),
    reply({ post: 'r1', topic: 'mine' }),
    reply({ post: 'm1', topic: 'old', mentions: ['ana'] }),
    ...discussed('held-up', 1, { pinned: true }),
    reply({ post: 'more', topic: 'ongoing' }),
  ],
  {
    heads: [own, older],
    cycles: [cycleOf({ nextDueOn: '2026-11-20' })],
    news: [newsItem({ kind: 'member', id: 'dora' }), newsItem({ kind: 'meeting', id: 'm', minutes: 50 })],
  },
);

describe('chooseContent tells', () => {
  it.each<Case>([
    ['nothing where there is nothing', [communityOf([])], {}, []],
    ['nothing of what the member wrote', [communityOf([topic({ post: 't', member: 'ana' })])], {}, []],
    [
      'a topic nobody answered, with a reply to the own topic before it',
      [communityOf([topic({ post: 't' }), reply({ post: 'r', topic: 'mine' })], { heads: [own] })],
      {},
      ['to-you: reply-to-you topic/algebra/mine', 'unanswered: unanswered topic/algebra/t'],
    ],
    [
      'a mention before a reply to the own topic, however old',
      [
        communityOf(
          [
            reply({ post: 'r', topic: 'mine', postedAt: on(15) }),
            reply({ post: 'm', topic: 'old', postedAt: on(10), mentions: ['dora', 'ana'] }),
          ],
          { heads: [own, older] },
        ),
      ],
      {},
      ['to-you: mention topic/algebra/old', 'to-you: reply-to-you topic/algebra/mine'],
    ],
    [
      'somebody else’s mention as any discussion',
      [communityOf([reply({ post: 'm', topic: 'old', mentions: ['dora'] })], { heads: [older] })],
      {},
      ['popular: discussion topic/algebra/old'],
    ],
    [
      'no question that was answered, be the answer the member’s own or held back',
      [
        communityOf([
          topic({ post: 'a', postedAt: on(11) }),
          reply({ post: 'a1', topic: 'a', member: 'ana' }),
          topic({ post: 'b', postedAt: on(10) }),
          reply({ post: 'b1', topic: 'b', heldBack: true }),
        ]),
      ],
      {},
      ['popular: new-topic topic/algebra/a', 'popular: new-topic topic/algebra/b'],
    ],
    [
      'the discussion of five before the one in which two wrote forty times, and a later one before an earlier',
      [
        communityOf([
          ...Array.from({ length: 40 }, (_, i) =>
            reply({ post: `duel-${i}`, topic: 'duel', member: i % 2 ? 'ben' : 'chen' }),
          ),
          ...discussed('five', 5),
          ...discussed('early', 5, { postedAt: on(10) }),
        ]),
      ],
      {},
      [
        'popular: popular topic/algebra/five',
        'popular: discussion topic/algebra/duel',
        'popular: popular topic/algebra/early',
      ],
    ],
    [
      'every part in its order',
      [everything],
      { badges: [badge], credits: [credit] },
      [
        'to-you: mention topic/algebra/old',
        'to-you: reply-to-you topic/algebra/mine',
        'pinned: pinned topic/algebra/held-up',
        'next: next-step cycle/algebra/fractions',
        'unanswered: unanswered topic/algebra/open',
        'popular: popular topic/algebra/busy',
        'popular: new-topic topic/algebra/new',
        'news: new-members joined/algebra',
        'earned: badge badge/0b0d7cde-1111-4222-8333-444455556666',
        'earned: credit credit/1',
      ],
    ],
    [
      'of a community whose mentions the member hears, only what is to them',
      [everything],
      { scopes: { algebra: 'mentions' } },
      ['to-you: mention topic/algebra/old', 'to-you: reply-to-you topic/algebra/mine'],
    ],
    ['nothing of a community that is muted', [everything], { scopes: { algebra: 'muted' } }, []],
    [
      'nothing that was read, and what came after it was',
      [
        communityOf([
          topic({ post: 'read' }),
          topic({ post: 'half', postedAt: on(10) }),
          reply({ post: 'later', topic: 'half', postedAt: on(14) }),
        ]),
      ],
      {
        reads: new Map([
          ['algebra/read', { upTo: Date.parse(on(12)), at: Date.parse(on(12, 10)) }],
          ['algebra/half', { upTo: Date.parse(on(13)), at: Date.parse(on(15)) }],
        ]),
      },
      ['popular: discussion topic/algebra/half'],
    ],
    [
      'what was not there yet when its topic was read, or had not been let go, whenever it was written',
      [
        communityOf([
          topic({ post: 'late', arrivedAt: on(12, 12) }),
          topic({ post: 'faster', postedAt: on(12) }),
          topic({ post: 'released', tellAt: on(14), releasedAt: on(14) }),
        ]),
      ],
      {
        reads: new Map([
          ['algebra/late', { upTo: Date.parse(on(12, 10)), at: Date.parse(on(12, 11)) }],
          // Within the seconds in which it may not have been there.
          ['algebra/faster', { upTo: Date.parse(on(12)), at: Date.parse(on(12)) + 4_000 }],
          // It stood on its topic's page all the time.
          ['algebra/released', { upTo: Date.parse(on(12)), at: Date.parse(on(13)) }],
        ]),
      },
      ['unanswered: unanswered topic/algebra/faster', 'unanswered: unanswered topic/algebra/late'],
    ],
    [
      'the communities in turn, so that a busy one does not hide a quiet one',
      [
        communityOf([...discussed('a', 4), ...discussed('b', 4)]),
        communityOf(discussed('c', 1, { community: 'reading' }), { community: 'reading' }),
      ],
      {},
      [
        'popular: popular topic/algebra/a',
        'popular: new-topic topic/reading/c',
        'popular: popular topic/algebra/b',
      ],
    ],
    [
      'the kinds of news in turn, the member’s own left out',
      [
        communityOf([], {
          news: [
            newsItem({ kind: 'resource', id: 'r1', tellAt: on(10) }),
            newsItem({ kind: 'resource', id: 'r2', tellAt: on(11) }),
            newsItem({ kind: 'video', id: 'v', member: 'ana' }),
            newsItem({ kind: 'challenge', id: 'c' }),
            newsItem({ kind: 'member', id: 'ana', member: 'ana' }),
          ],
        }),
      ],
      {},
      [
        'news: resource resource/algebra/r2',
        'news: challenge challenge/algebra/c',
        'news: resource resource/algebra/r1',
      ],
    ],
    [
      'what is due soonest first, of cycles under way that the member takes part in and goals that are open',
      [
        communityOf([topic({ post: 't' })], {
          cycles: [
            cycleOf({ cycle: 'later', nextDueOn: '2026-12-01' }),
            cycleOf({ cycle: 'of-others', members: ['ben'], nextDueOn: '2026-11-17' }),
            cycleOf({ cycle: 'over', completed: Array(7).fill({ by: 'ben', at: on(2), note: '' }) as never }),
          ],
        }),
      ],
      {
        goals: [
          goalOf({ goal: 'some-day' }),
          goalOf({ goal: 'soon', dueOn: '2026-11-18' }),
          goalOf({ goal: 'met', metAt: on(5) }),
          goalOf({ goal: 'elsewhere', community: 'left-long-ago' }),
        ],
      },
      [
        'next: goal goal/soon',
        'next: next-step cycle/algebra/later',
        'next: goal goal/some-day',
        'unanswered: unanswered topic/algebra/t',
      ],
    ],
  ])('%s', (_, communities, more, told) => {
    expect(outline(contentFor(communities, more))).toEqual(told);
  });

  it('about ten things, a place or more for each part, and counts the rest exactly', () => {
    const topics = Array.from({ length: 20 }, (_, i) => topic({ post: `q${i}` }));
    const replies = Array.from({ length: 30 }, (_, i) => reply({ post: `r${i}`, topic: `own-${i % 15}` }));
    const heads = replies.map((one) => topic({ post: one.topic, member: 'ana', postedAt: on(1) }));
    const busy = communityOf([...topics, ...replies, ...discussed('all', 9)], {
      heads,
      news: [newsItem({ kind: 'meeting', id: 'm', minutes: 60 })],
    });
    const content = contentFor([busy], { badges: [badge], goals: [goalOf()] });
    const parts = content.items.map(({ section }) => section);
    expect(parts).toHaveLength(10);
    expect(parts.filter((part) => part === 'to-you')).toHaveLength(5);
    expect(new Set(parts)).toEqual(new Set(['to-you', 'next', 'unanswered', 'popular', 'news', 'earned']));
    // 20 questions, 30 replies and 10 posts, less 5 threads of two replies, one question, and the ten.
    expect(content.more).toEqual([
      {
        community: 'Circle of algebra',
        url: 'https://colloquy.example.org/communities/algebra',
        posts: 60 - 10 - 1 - 10,
        atLeast: false,
      },
    ]);
  });

  it('days unanswered, writers, people by name and number, and where to read it', () => {
    const content = contentFor([
      communityOf([
        topic({ post: 'q', postedAt: on(13, 12), link: 'https://elsewhere.example.org/q' }),
        ...discussed('busy', 4),
      ]),
    ]);
    expect(content.items).toMatchObject([
      {
        why: { kind: 'unanswered', days: 3 },
        title: 'About q',
        url: 'https://elsewhere.example.org/q',
        community: 'Circle of algebra',
        people: ['Ben Okafor'],
        others: 0,
        posts: 1,
        opened: true,
        atLeast: false,
        excerpt: 'What ben said.',
        at: on(13, 12),
      },
      {
        why: { kind: 'popular', writers: 5 },
        url: 'https://colloquy.example.org/communities/algebra/topics/busy',
        people: ['Ben Okafor'],
        others: 4,
        posts: 5,
      },
    ]);
  });

  it('of a mention the post that speaks to the member', () => {
    const posts = [
      reply({ post: 'm', topic: 'old', excerpt: 'What does @ana say?', mentions: ['ana'] }),
      reply({ post: 'n', topic: 'old', postedAt: on(13), excerpt: 'Indeed.', mentions: ['dora'] }),
    ];
    expect(contentFor([communityOf(posts, { heads: [older] })]).items[0]).toMatchObject({
      excerpt: 'What does @ana say?',
      posts: 2,
    });
  });

  it('credit of one unit together, corrections taken off', () => {
    const credits = [
      credit,
      { ...credit, entry: 2, amount: -1.2005 },
      { ...credit, entry: 3, unit: 'points' },
    ];
    expect(contentFor([], { credits }).items.map(({ why }) => why)).toEqual([
      { kind: 'credit', entries: 2, amount: 1.2995, unit: 'hours' },
      { kind: 'credit', entries: 1, amount: 2.5, unit: 'points' },
    ]);
  });

  it('introductions that are shown now, of communities of which everything is heard', () => {
    const introduction = {
      organization: 'maths',
      community: 'algebra',
      by: 'ben',
      text: 'Bring a\ntask.',
      from: on(10),
      until: on(17),
    };
    const over = { ...introduction, until: on(16, 12) };
    const communities = [
      communityOf([topic({ post: 't' })], { introduction }),
      communityOf([], { community: 'reading', introduction: { ...over, community: 'reading' } }),
      communityOf([], { community: 'loud', introduction: { ...introduction, community: 'loud' } }),
    ];
    expect(contentFor(communities, { scopes: { loud: 'mentions' } }).introductions).toEqual([
      { community: 'Circle of algebra', by: 'Ben Okafor', paragraphs: ['Bring a', 'task.'] },
    ]);
  });

  it('that a count is a lower bound where the window was not read to its end', () => {
    const content = contentFor([communityOf([topic({ post: 't' })], { atLeast: true })]);
    expect(content.items[0]?.atLeast).toBe(true);
    expect(content.more).toMatchObject([{ posts: 0, atLeast: true }]);
  });
});
