import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { feedChangeOf } from '../../../shared/discussions/feed-change.ts';
import { createFeedStore, type FeedStore } from '../../../shared/discussions/feed-store.ts';
import { tellAtOf } from '../../../shared/discussions/tell-at.ts';
import { PostKind } from '../../../shared/events/catalogue.ts';
import { eventOf } from '../../support/events.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
let feed: FeedStore;
beforeAll(async () => {
  tables = await openLocalTables();
  feed = createFeedStore(tables.community);
});
afterAll(() => tables.close());

const POSTED = Date.parse('2026-03-02T06:50:00Z');
const posts = ['a', 'b', 'c'] as const;
const kinds = { a: 'topic', b: 'reply', c: 'comment' } as const;

/** What arrives, one after another: of which post, whether it is made or removed, and minutes after the one before. */
const anyArrivals = fc.array(
  fc.record({
    post: fc.constantFrom(...posts),
    removed: fc.boolean(),
    minutes: fc.oneof(fc.nat({ max: 30 }), fc.nat({ max: 5000 })),
  }),
  { minLength: 1, maxLength: 12 },
);

let run = 0;

it('is the same feed in any order and with any duplicates: the first arrival says when, a removal is final', async () => {
  await fc.assert(
    fc.asyncProperty(anyArrivals, async (arrivals) => {
      const community = `c${(run += 1)}`;
      const time = new Date(POSTED).toISOString();
      let now = POSTED;
      for (const { post, removed, minutes } of arrivals) {
        now += minutes * 60_000;
        const event = removed
          ? eventOf('post.removed', { community, post, kind: kinds[post], postedAt: time })
          : eventOf(
              'post.created',
              { community, post, kind: kinds[post], topic: 'a', title: 'A title', excerpt: '' },
              { time },
            );
        const change = feedChangeOf(event, new Date(now));
        if (change.kind === 'post') await feed.add(change.item);
        if (change.kind === 'removal') await feed.remove(change.removal, new Date(now));
      }

      now = POSTED;
      const expected = new Map<string, string>();
      for (const { post, removed, minutes } of arrivals) {
        now += minutes * 60_000;
        if (!removed && !expected.has(post)) expected.set(post, tellAtOf(time, new Date(now)));
      }
      for (const { post, removed } of arrivals) if (removed) expected.delete(post);

      const found = await Promise.all(
        PostKind.options.map((kind) => feed.latest('midland', community, kind, 10)),
      );
      expect(
        found
          .flat()
          .map(({ post, tellAt }) => [post, tellAt])
          .sort(),
      ).toEqual([...expected].sort());
      const heads = await feed.topicHeads('midland', community, ['a']);
      expect(heads.has('a')).toBe(expected.has('a'));
    }),
    { numRuns: 60 },
  );
});
