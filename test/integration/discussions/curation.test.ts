import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeedStore, type FeedStore } from '../../../shared/discussions/feed-store.ts';
import { Conflict, NotFound } from '../../../shared/platform/errors.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
let feed: FeedStore;
const organization = 'midland';
const community = 'algebra';
const POSTED = '2026-03-02T06:50:00.000Z';
beforeAll(async () => {
  tables = await openLocalTables();
  feed = createFeedStore(tables.community);
});
afterAll(() => tables.close());

const add = (post: string, kind: 'topic' | 'reply' = 'reply') =>
  feed.add({
    organization,
    community,
    post,
    kind,
    topic: kind === 'topic' ? post : 't1',
    member: 'ada',
    title: 'A title',
    excerpt: 'What it says',
    postedAt: POSTED,
    tellAt: POSTED,
  });
const HELD = new Date('2026-03-04T10:00:00Z');
const REMOVED = new Date('2026-03-04T11:00:00Z');
const find = async (post: string, kind: 'topic' | 'reply' = 'reply') =>
  (await feed.latest(organization, community, kind, 100)).filter((item) => item.post === post);
const held = async () => (await feed.listHeld(organization, community)).map(({ post }) => post);
const remove = (post: string) =>
  feed.remove({ organization, community, post, kind: 'reply', postedAt: POSTED }, REMOVED);

describe('a post that is held back', () => {
  it('says so, is listed with the others, and is told once as news of its release', async () => {
    await add('held', 'topic');
    await feed.hold(organization, community, 'held', HELD);
    await feed.hold(organization, community, 'held', HELD);
    expect(await find('held', 'topic')).toMatchObject([
      { heldBack: true, heldAt: HELD.toISOString(), tellAt: POSTED },
    ]);
    expect(await held()).toEqual(['held']);
    expect((await feed.topicHeads(organization, community, ['held'])).get('held')).toMatchObject({
      heldBack: true,
    });

    await feed.release(organization, community, 'held', new Date('2026-03-05T10:00:00Z'));
    await feed.release(organization, community, 'held', new Date('2026-03-06T10:00:00Z'));
    const [item, ...others] = await find('held', 'topic');
    expect(others).toEqual([]);
    expect(item).toMatchObject({ postedAt: POSTED, tellAt: '2026-03-05T10:00:00.000Z' });
    expect(item?.heldBack).toBeUndefined();
    expect(await held()).toEqual([]);
    // Reported once more, it stays where it is told.
    expect(await add('held', 'topic')).toBe('known');
    expect(await find('held', 'topic')).toHaveLength(1);
  });

  it('is gone everywhere once it is removed', async () => {
    await add('gone');
    await feed.hold(organization, community, 'gone', HELD);
    await remove('gone');
    expect(await held()).toEqual([]);
    expect(await find('gone')).toEqual([]);
    await expect(feed.release(organization, community, 'gone', new Date())).rejects.toThrow(NotFound);
  });

  it('keeps its time where it is released before it: its own clock was ahead', async () => {
    await add('ahead');
    await feed.hold(organization, community, 'ahead', HELD);
    await feed.release(organization, community, 'ahead', new Date(POSTED));
    expect(await find('ahead')).toMatchObject([{ tellAt: POSTED }]);
    expect(await held()).toEqual([]);
  });

  it('is not moved by two who release it at once', async () => {
    await add('both');
    await feed.hold(organization, community, 'both', HELD);
    const outcomes = await Promise.allSettled(
      ['2026-03-05T10:00:00Z', '2026-03-05T10:00:01Z'].map((at) =>
        feed.release(organization, community, 'both', new Date(at)),
      ),
    );
    expect(await find('both')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Conflict);
    }
  });
});

it('says of each community what was last held back or removed in it, and two of one moment are two', async () => {
  const elsewhere = { organization, community: 'removed', kind: 'reply', postedAt: POSTED } as const;
  await feed.remove({ ...elsewhere, post: 'p' }, REMOVED);
  const before = (await feed.lastWithheld(organization, [community])).get(community)?.changes ?? 0;
  await add('stamped');
  await feed.hold(organization, community, 'stamped', HELD);
  expect(await feed.lastWithheld(organization, [community, 'removed', 'quiet'])).toEqual(
    new Map([
      [community, { at: HELD.toISOString(), changes: before + 1 }],
      ['removed', { at: REMOVED.toISOString(), changes: 1 }],
    ]),
  );
  await Promise.all(['q', 'r', 's'].map((post) => feed.remove({ ...elsewhere, post }, REMOVED)));
  expect((await feed.lastWithheld(organization, ['removed'])).get('removed')?.changes).toBe(4);
});

it('is marked as removed when it is found nowhere any more, and not before', async () => {
  const at = { organization, community: 'order', kind: 'reply', post: 'p', postedAt: POSTED } as const;
  const item = { ...at, topic: 't1', member: 'ada', title: 'A title', excerpt: '', tellAt: POSTED };
  await feed.add(item);
  const found: number[] = [];
  const client = {
    send: async (command: never) => {
      const marked = (await feed.lastWithheld(organization, ['order'])).size;
      const answer: unknown = await tables.community.client.send(command);
      const isMark = (await feed.lastWithheld(organization, ['order'])).size > marked;
      if (isMark) found.push((await feed.latest(organization, 'order', 'reply', 10)).length);
      return answer;
    },
  } as unknown as typeof tables.community.client;
  await createFeedStore({ ...tables.community, client }).remove(at, REMOVED);
  expect(found).toEqual([0]);
});

it('counts as held since the first time where it was let go for less than a month', async () => {
  const again = async (after: number): Promise<string | undefined> => {
    const post = `again-${String(after)}`;
    await add(post, 'topic');
    await feed.hold(organization, community, post, HELD);
    const released = new Date(HELD.getTime() + 600_000);
    await feed.release(organization, community, post, released);
    await feed.hold(organization, community, post, new Date(released.getTime() + after));
    return (await find(post, 'topic'))[0]?.heldAt;
  };
  const MONTH = 31 * 86_400_000;
  expect(await again(MONTH - 1)).toBe(HELD.toISOString());
  expect(await again(MONTH)).toBe(new Date(HELD.getTime() + 600_000 + MONTH).toISOString());
});

describe('a pin', () => {
  it('is on the post and its topic, and comes off', async () => {
    await add('pinned', 'topic');
    await feed.pin(organization, community, 'pinned');
    expect(await find('pinned', 'topic')).toMatchObject([{ pinned: true }]);
    await feed.unpin(organization, community, 'pinned');
    expect((await find('pinned', 'topic'))[0]?.pinned).toBeUndefined();
  });

  it('is refused for a post that is not there', async () => {
    await expect(feed.pin(organization, community, 'nobody')).rejects.toThrow(NotFound);
  });
});
