import { describe, expect, it } from 'vitest';
import { readContent } from '../../../shared/digests/read-content.ts';
import { openReading, type Sources } from '../../../shared/digests/reading.ts';
import type { FeedItem } from '../../../shared/discussions/model.ts';
import type { ReadOf } from '../../../shared/discussions/reads-store.ts';
import { linksAt } from '../../../shared/mail/links.ts';
import { createKept } from '../../../shared/platform/kept.ts';
import { cycleOf, on, reply, topic, week } from './content-sample.ts';

/** Sources that keep what they are asked for; a community with the posts given, and members who are called as they are named. */
const sourcesWith = (posts: readonly FeedItem[], own: Partial<Sources> = {}) => {
  const asked: string[] = [];
  const ask = <Answer>(what: string, answer: Answer): Promise<Answer> => {
    asked.push(what);
    return Promise.resolve(answer);
  };
  const person = (member: string) => ({
    organization: 'maths',
    member,
    name: `Name of ${member}`,
    email: `${member}@example.org`,
    role: 'member' as const,
    joinedAt: on(1),
  });
  const sources: Sources = {
    communities: {
      getOrganization: () => ask('organization', undefined),
      getCommunity: (organization, community) =>
        ask('community', { organization, community, name: 'Algebra', purpose: '', createdAt: on(1) }),
    },
    members: {
      getMember: () => ask('member', undefined),
      getMembers: (_, ids) =>
        ask(`names of ${[...ids].join(', ')}`, new Map([...ids].map((id) => [id, person(id)]))),
      listMemberships: () => ask('memberships', []),
    },
    feed: {
      between: (_o, _c, kind, _f, _u, limit) =>
        ask(kind, posts.filter((post) => post.kind === kind).slice(0, limit)),
      topicStates: (_o, _c, topics) =>
        ask(`heads of ${topics.join(', ')}`, new Map<string, FeedItem | 'removed'>()),
      newsBetween: () => ask('news', []),
      withheldAt: () => ask('withheld', new Map<string, string>()),
      notTold: () => ask('marks', new Set<string>()),
    },
    inquiry: {
      listCycles: () =>
        ask('cycles', [
          cycleOf(),
          cycleOf({
            cycle: 'over',
            completed: Array.from({ length: 7 }, () => ({ by: 'ben', at: on(2), note: '' })),
          }),
        ]),
      listGoals: () => ask('goals', []),
    },
    curation: { getIntroduction: () => ask('introduction', undefined) },
    reads: { readSince: () => ask('reads', new Map<string, ReadOf>()) },
    credentials: { listOf: () => ask('badges', []) },
    ledger: { entriesBetween: () => ask('credits', []) },
    ...own,
  };
  return { sources, asked };
};

describe('reading', () => {
  it('asks for a community’s window once, with the heads of older topics alone, and leaves out cycles that are over', async () => {
    const { sources, asked } = sourcesWith([
      topic({ post: 't' }),
      reply({ post: 'a', topic: 't' }),
      reply({ post: 'b', topic: 'old' }),
    ]);
    const reading = openReading(sources);
    const [one, other] = await Promise.all([
      reading.window('maths', 'algebra', week),
      reading.window('maths', 'algebra', week),
    ]);
    expect(other).toBe(one);
    expect(one?.threads.map(({ topic: name }) => name).sort()).toEqual(['old', 't']);
    expect(one?.cycles.map(({ cycle }) => cycle)).toEqual(['fractions']);
    expect(one?.atLeast).toBe(false);
    expect(asked.sort()).toEqual(
      ['comment', 'community', 'cycles', 'heads of old', 'introduction', 'news', 'reply', 'topic'].sort(),
    );
  });

  it('ends at a bound, and says that there was more', async () => {
    const flood = Array.from({ length: 5001 }, (_, i) => topic({ post: `t${i}` }));
    const reading = openReading(sourcesWith(flood).sources);
    const window = await reading.window('maths', 'algebra', week);
    expect([window?.threads.length, window?.atLeast]).toEqual([5000, true]);
  });

  it('asks for the names that are not kept in one batch', async () => {
    const { sources, asked } = sourcesWith([]);
    const reading = openReading(sources);
    const [first, second] = await Promise.all([
      reading.names('maths', ['ben', 'chen']),
      reading.names('maths', ['chen', 'dora']),
    ]);
    expect(first).toEqual(
      new Map([
        ['ben', 'Name of ben'],
        ['chen', 'Name of chen'],
      ]),
    );
    expect([...second.keys()]).toEqual(['chen', 'dora']);
    expect(asked).toEqual(['names of ben, chen', 'names of dora']);
  });

  it('asks again after a failure, and after what is kept has run out', async () => {
    let now = 0;
    let failing = true;
    let asked = 0;
    const { sources } = sourcesWith([], {
      communities: {
        getOrganization: () => Promise.resolve(undefined),
        getCommunity: () => {
          asked += 1;
          return failing ? Promise.reject(new Error('no')) : Promise.resolve(undefined);
        },
      },
    });
    const kept = createKept({ maxBytes: 1_000_000, keepFor: 1000, clock: () => new Date(now) });
    const reading = openReading(sources, kept);
    await expect(reading.window('maths', 'algebra', week)).rejects.toThrow('no');
    failing = false;
    await reading.window('maths', 'algebra', week);
    await reading.window('maths', 'algebra', week);
    expect(asked).toBe(2);
    now = 1000;
    await reading.window('maths', 'algebra', week);
    expect(asked).toBe(3);
  });
});

describe('what is told of windows that are kept', () => {
  const READ = Date.parse(on(6));
  /** What is asked of the table where something was withheld in a community `after` its window was read, in ms. */
  const askedAbout = async (after: number | undefined): Promise<string[]> => {
    const marks: string[] = [];
    const { sources } = sourcesWith([]);
    const own: Sources = {
      ...sources,
      members: {
        ...sources.members,
        listMemberships: (organization, member) =>
          Promise.resolve(
            ['algebra', 'reading'].map((community) => ({
              organization,
              community,
              member,
              role: 'member' as const,
              joinedAt: on(1),
            })),
          ),
      },
      feed: {
        ...sources.feed,
        between: (_, community, kind) =>
          Promise.resolve(kind === 'topic' ? [topic({ post: 't', topic: 't', community })] : []),
        withheldAt: (_, communities) => {
          expect(communities).toEqual(['algebra', 'reading']);
          const at = new Date(READ + (after ?? 0)).toISOString();
          return Promise.resolve(new Map(after === undefined ? [] : [['reading', at]]));
        },
        notTold: (_, posts) => {
          marks.push(...posts.map(({ community, post }) => `${community}/${post}`));
          return Promise.resolve(new Set<string>());
        },
      },
    };
    const kept = createKept({ maxBytes: 1_000_000, keepFor: 1, clock: () => new Date(READ) });
    await readContent(openReading(own, kept), {
      organization: 'maths',
      member: 'ana',
      timeZone: 'UTC',
      scopes: {},
      window: week,
      now: new Date(READ),
      links: linksAt('https://colloquy.example.org'),
    });
    return marks;
  };

  it('is not asked about again where nothing was ever held back or removed, or long before they were read', async () => {
    expect(await askedAbout(undefined)).toEqual([]);
    expect(await askedAbout(-60_001)).toEqual([]);
  });

  it('is, in the communities where that was since, or so shortly before that clocks may tell', async () => {
    expect(await askedAbout(1)).toContain('reading/t');
    expect(await askedAbout(-60_000)).not.toContain('algebra/t');
    expect(await askedAbout(-60_000)).toContain('reading/t');
  });
});
