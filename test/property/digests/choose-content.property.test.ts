import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ITEMS } from '../../../shared/digests/rank.ts';
import { tellTime } from '../../../shared/digests/threads.ts';
import type { FeedItem } from '../../../shared/discussions/model.ts';
import type { ReadOf } from '../../../shared/discussions/reads-store.ts';
import { communityOf, contentFor, newsItem, on } from '../../unit/digests/content-sample.ts';

const people = ['ana', 'ben', 'chen', 'dora'];
const communities = ['algebra', 'reading', 'science'];

/** Any post of the window, in one of few discussions, so that they meet. */
const anyPost = fc
  .record({
    community: fc.constantFrom(...communities),
    topic: fc.integer({ min: 0, max: 11 }),
    member: fc.constantFrom(...people),
    kind: fc.constantFrom<FeedItem['kind'][]>('topic', 'reply', 'comment'),
    hour: fc.integer({ min: 0, max: 60 }),
    late: fc.integer({ min: 0, max: 60 }),
    mentions: fc.option(fc.subarray(people), { nil: undefined }),
    heldBack: fc.option(fc.constant(true), { nil: undefined, freq: 8 }),
    pinned: fc.option(fc.constant(true), { nil: undefined, freq: 8 }),
  })
  .map(({ community, topic, kind, hour, ...own }) => (i: number): FeedItem => {
    const name = `${community}-${topic}`;
    const { late } = own;
    return {
      organization: 'maths',
      community,
      kind,
      post: kind === 'topic' ? name : `post-${i}`,
      topic: name,
      title: name,
      excerpt: '',
      postedAt: on(11, hour),
      // As another system tells of it, in the quarter of an hour in which it was written or later.
      arrivedAt: new Date(Date.parse(on(11, hour)) + late * 60_000).toISOString(),
      member: own.member,
      ...(own.mentions && { mentions: own.mentions }),
      ...(own.heldBack && { heldBack: own.heldBack }),
      ...(own.pinned && { pinned: own.pinned }),
    };
  });

const anyPosts = fc.array(anyPost, { maxLength: 120 }).map((makers) => {
  const all = makers.map((make, i) => make(i));
  return [...new Map(all.map((post) => [post.post, post])).values()];
});

/** Who began a topic, where it was before the window. */
const anyOwners = fc.dictionary(fc.integer({ min: 0, max: 11 }).map(String), fc.constantFrom(...people));

describe('what a digest is chosen from', () => {
  it('is told by exactly one item or counted in the rest, and nothing else is', () => {
    fc.assert(
      fc.property(
        anyPosts,
        anyOwners,
        fc.dictionary(fc.constantFrom(...communities), fc.constantFrom('mentions', 'muted')),
        fc.array(fc.tuple(fc.nat(11), fc.integer({ min: 0, max: 60 })), { maxLength: 6 }),
        fc.nat(30),
        (posts, owners, scopes, read, news) => {
          const reads = new Map(
            read.flatMap(([topic, hour]) =>
              communities.map((community): [string, ReadOf] => [
                `${community}/${community}-${topic}`,
                { upTo: Date.parse(on(11, hour)), at: Date.parse(on(11, hour)) + 30 * 60_000 },
              ]),
            ),
          );
          const headOf = (community: string) =>
            Object.entries(owners).map(([topic, member]) => ({
              organization: 'maths',
              community,
              kind: 'topic' as const,
              post: `${community}-${topic}`,
              topic: `${community}-${topic}`,
              title: 'From before',
              excerpt: '',
              member,
              postedAt: on(1),
            }));
          const heads = communities.flatMap(headOf);
          const ownerOf = new Map(
            [...heads, ...posts.filter(({ kind }) => kind === 'topic')].map(({ topic, member }) => [
              topic,
              member,
            ]),
          );
          const windows = communities.map((community) =>
            communityOf(
              posts.filter((post) => post.community === community),
              {
                community,
                name: community,
                heads: heads.filter(
                  (head) => head.community === community && !posts.some(({ post }) => post === head.post),
                ),
                news: Array.from({ length: news }, (_, i) =>
                  newsItem({ kind: 'video', id: `v${i}`, community }),
                ),
              },
            ),
          );
          const { items, more } = contentFor(windows, { reads, scopes });

          const due = posts.filter((post) => {
            if (post.member === 'ana' || post.heldBack) return false;
            const read = reads.get(`${post.community}/${post.topic}`);
            const there = Date.parse(post.arrivedAt ?? tellTime(post));
            if (read && Date.parse(post.postedAt) <= read.upTo && there <= read.at) return false;
            if (scopes[post.community] === 'muted') return false;
            const toAna = ownerOf.get(post.topic) === 'ana' || (post.mentions?.includes('ana') ?? false);
            return scopes[post.community] !== 'mentions' || toAna;
          });
          for (const community of communities) {
            const told = items.filter((item) => item.community === community);
            const counted = more.filter((one) => one.community === community);
            const sum = [...told, ...counted].reduce((total, one) => total + one.posts, 0);
            expect(sum).toBe(due.filter((post) => post.community === community).length);
          }
          for (const item of items.filter(({ id }) => id.startsWith('topic/'))) {
            const [, community, topic] = item.id.split('/');
            const ofIt = due.filter((post) => post.community === community && post.topic === topic);
            expect(item.posts).toBe(ofIt.length);
          }
          expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
          expect(items.length).toBeLessThanOrEqual(MAX_ITEMS);
          expect(items.length).toBeGreaterThanOrEqual(Math.min(due.length, 1));
        },
      ),
    );
  });
});
