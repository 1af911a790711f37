import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_THREADS, selectNews, writersOf } from '../../../shared/digests/select-news.ts';
import type { FeedItem } from '../../../shared/discussions/model.ts';
import { newsOf, post, reply } from './sample.ts';

const own = post({ post: 't1', member: 'ana', postedAt: '2026-10-01T09:00:00.000Z' });
const at = (hour: number): string => new Date(Date.UTC(2026, 10, 10, hour)).toISOString();

describe('selectNews', () => {
  it('tells replies to the member’s topics first, then new topics, then other discussions', () => {
    const news = newsOf(
      'algebra',
      [
        reply({ post: 'r9', topic: 't9', member: 'chen' }),
        post({ post: 't2' }),
        reply({ post: 'r1', topic: 't1', member: 'chen', kind: 'comment' }),
      ],
      [own, post({ post: 't9', postedAt: '2026-10-01T09:00:00.000Z' })],
    );
    const { threads, more } = selectNews('ana', [news]);
    expect(threads.map(({ reason, topic }) => [reason, topic])).toEqual([
      ['reply-to-you', 't1'],
      ['new-topic', 't2'],
      ['discussion', 't9'],
    ]);
    expect(more).toEqual([]);
  });

  it('leaves out what the member wrote, and says nothing where there is nothing else', () => {
    const news = newsOf(
      'algebra',
      [post({ post: 't2', member: 'ana' }), reply({ post: 'r1', member: 'ana' })],
      [own],
    );
    expect(selectNews('ana', [news])).toEqual({ threads: [], more: [] });
  });

  it('groups a topic’s replies into one item, a new topic’s among them', () => {
    const news = newsOf('algebra', [
      post({ post: 't2', postedAt: at(1) }),
      reply({ post: 'r1', topic: 't2', member: 'chen', postedAt: at(2) }),
      reply({ post: 'r2', topic: 't2', member: 'dora', postedAt: at(3) }),
    ]);
    const { threads } = selectNews('ana', [news]);
    expect(threads).toHaveLength(1);
    expect(threads[0]).toMatchObject({ reason: 'new-topic', topic: 't2' });
    expect(threads[0]?.posts.map(({ post: id }) => id)).toEqual(['r2', 'r1', 't2']);
  });

  it('tells a post that was reported twice once', () => {
    const twice = [post({ post: 't2', postedAt: at(1) }), post({ post: 't2', postedAt: at(2) })];
    expect(selectNews('ana', [newsOf('algebra', twice)]).threads[0]?.posts).toHaveLength(1);
  });

  it('tells a reply whose topic nobody knows as a discussion', () => {
    const { threads } = selectNews('ana', [newsOf('algebra', [reply({ post: 'r1', topic: 'gone' })])]);
    expect(threads).toMatchObject([{ reason: 'discussion', topic: 'gone', head: undefined }]);
  });

  it('puts the liveliest new topic first, and lets no busy community hide a quiet one', () => {
    const busy = Array.from({ length: 20 }, (_, i) => post({ post: `b${i}`, postedAt: at(i) }));
    const lively = reply({ post: 'r1', topic: 'b3', member: 'chen' });
    const quiet = post({ post: 'q1', community: 'reading', postedAt: at(0) });
    const { threads, more } = selectNews('ana', [
      newsOf('algebra', [...busy, lively]),
      newsOf('reading', [quiet]),
    ]);
    expect(threads).toHaveLength(MAX_THREADS);
    expect(threads.slice(0, 2).map(({ topic }) => topic)).toEqual(['b3', 'q1']);
    expect(more).toEqual([{ community: 'algebra', posts: 11, atLeast: false }]);
  });

  it('keeps places for new topics where many answered the member', () => {
    const mine = Array.from({ length: 12 }, (_, i) =>
      post({ post: `m${i}`, member: 'ana', postedAt: '2026-10-01T09:00:00.000Z' }),
    );
    const answers = mine.map(({ topic }, i) => reply({ post: `r${i}`, topic, postedAt: at(i) }));
    const topics = Array.from({ length: 5 }, (_, i) => post({ post: `n${i}` }));
    const { threads } = selectNews('ana', [newsOf('algebra', [...answers, ...topics], mine)]);
    const count = (reason: string) => threads.filter((thread) => thread.reason === reason).length;
    expect([count('reply-to-you'), count('new-topic')]).toEqual([7, 3]);
    expect(threads[0]?.topic).toBe('m11');
  });

  it('says that there was more than was read', () => {
    const news = { ...newsOf('algebra', [post({ post: 't2' })]), truncated: true };
    expect(selectNews('ana', [news]).more).toEqual([{ community: 'algebra', posts: 0, atLeast: true }]);
  });

  it('tells or counts each post of others exactly once, in at most ten items, whatever was written', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const written = fc.uniqueArray(
      fc.record({ id: fc.nat(500), member: fc.constantFrom('ana', 'ben', 'chen'), topic: id, community: id }),
      { selector: (one) => one.id, maxLength: 80 },
    );
    fc.assert(
      fc.property(written, (posts) => {
        const items = posts.map(
          ({ id: number, member, topic, community }): FeedItem =>
            number % 4 === 0
              ? post({ post: `p${number}`, member, community })
              : reply({ post: `p${number}`, member, community, topic }),
        );
        const communities = [...new Set(items.map(({ community }) => community))];
        const news = communities.map((name) =>
          newsOf(
            name,
            items.filter(({ community }) => community === name),
          ),
        );
        const { threads, more } = selectNews('ana', news);
        const told = threads.flatMap((thread) => thread.posts.map(({ post: name }) => name));
        expect(new Set(told).size).toBe(told.length);
        expect(threads.length).toBeLessThanOrEqual(MAX_THREADS);
        const others = items.filter(({ member }) => member !== 'ana').length;
        expect(told.length + more.reduce((sum, { posts: left }) => sum + left, 0)).toBe(others);
      }),
    );
  });
});

describe('writersOf', () => {
  it('names whoever began a new topic first, then the newest writers, each once', () => {
    const { threads } = selectNews('ana', [
      newsOf('algebra', [
        post({ post: 't2', postedAt: at(1) }),
        reply({ post: 'r1', topic: 't2', member: 'chen', postedAt: at(2) }),
        reply({ post: 'r2', topic: 't2', member: 'dora', postedAt: at(3) }),
        reply({ post: 'r3', topic: 't2', member: 'ben', postedAt: at(4) }),
      ]),
    ]);
    expect(threads.map((thread) => writersOf(thread, 3))).toEqual([['ben', 'dora', 'chen']]);
  });
});
