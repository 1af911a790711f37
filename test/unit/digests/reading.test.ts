import { describe, expect, it } from 'vitest';
import { openReading, type Sources } from '../../../shared/digests/reading.ts';
import type { Withheld } from '../../../shared/discussions/feed-withheld-store.ts';
import type { FeedItem } from '../../../shared/discussions/model.ts';
import type { ReadOf } from '../../../shared/discussions/reads-store.ts';
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
      lastWithheld: () => ask('withheld', new Map<string, Withheld>()),
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
      reading.window('maths', 'algebra', week, undefined),
      reading.window('maths', 'algebra', week, undefined),
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
    const window = await reading.window('maths', 'algebra', week, undefined);
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
    await expect(reading.window('maths', 'algebra', week, undefined)).rejects.toThrow('no');
    failing = false;
    await reading.window('maths', 'algebra', week, undefined);
    await reading.window('maths', 'algebra', week, undefined);
    expect(asked).toBe(2);
    now = 1000;
    await reading.window('maths', 'algebra', week, undefined);
    expect(asked).toBe(3);
  });
});

describe('a window that is kept', () => {
  const NOW = Date.parse(on(6));
  /** How its posts are asked for, one after the other, where the same was last withheld each time. */
  const askedFor = async (
    ...last: readonly (Withheld | undefined)[]
  ): Promise<('as it was' | 'as it is')[]> => {
    const reads: ('as it was' | 'as it is')[] = [];
    const { sources } = sourcesWith([]);
    const own: Sources = {
      ...sources,
      feed: {
        ...sources.feed,
        between: (_o, _c, kind, _f, _u, _l, consistent) => {
          if (kind === 'topic') reads.push(consistent ? 'as it is' : 'as it was');
          return Promise.resolve([]);
        },
      },
    };
    const reading = openReading(
      own,
      createKept({ maxBytes: 1_000_000, keepFor: 1, clock: () => new Date(NOW) }),
    );
    for (const withheld of last) await reading.window('maths', 'algebra', week, withheld);
    return reads;
  };
  const withheld = (changes: number, ago: number): Withheld => ({
    at: new Date(NOW - ago).toISOString(),
    changes,
  });

  it('is read anew once something was withheld from its community, and what was read before is not told', async () => {
    const long = withheld(1, 3_600_000);
    expect(await askedFor(undefined, undefined, long, long)).toEqual(['as it was', 'as it was']);
  });

  it('is read as it is now where that was so lately that copies and clocks may differ', async () => {
    const first = withheld(1, 1);
    // Of the same millisecond.
    expect(await askedFor(undefined, first, { ...first, changes: 2 }, withheld(3, 60_000))).toEqual([
      'as it was',
      'as it is',
      'as it is',
      'as it was',
    ]);
  });
});
