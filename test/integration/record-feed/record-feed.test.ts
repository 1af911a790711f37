import { createHash } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/record-feed/handler.ts';
import { createCommunitiesStore } from '../../../shared/communities/store.ts';
import { createFeedStore, type FeedStore } from '../../../shared/discussions/feed-store.ts';
import type { FeedItem } from '../../../shared/discussions/model.ts';
import { placeOf } from '../../../shared/discussions/tell-at.ts';
import { Unavailable } from '../../../shared/platform/errors.ts';
import { type AwsEndpoint, openAwsEndpoint } from '../../support/aws-endpoint.ts';
import { busMessage, eventOf, postOf } from '../../support/events.ts';
import { context, queueBatch } from '../../support/invocations.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { keepingObserver } from '../../support/observer.ts';

let tables: LocalTables;
let queue: AwsEndpoint;
let feed: FeedStore;
beforeAll(async () => {
  tables = await openLocalTables();
  feed = createFeedStore(tables.community);
  const communities = createCommunitiesStore(tables.community);
  await communities.putOrganization({ organization: 'midland', name: 'Midland', url: 'https://example.org' });
  for (const community of ['algebra', 'reading', 'paging']) {
    const createdAt = '2026-01-01T00:00:00Z';
    await communities.putCommunity({
      organization: 'midland',
      community,
      name: community,
      purpose: '',
      createdAt,
    });
  }
});
afterAll(() => tables.close());
const putCommunity = (community: string) =>
  createCommunitiesStore(tables.community).putCommunity({
    organization: 'midland',
    community,
    name: community,
    purpose: '',
    createdAt: '2026-01-01T00:00:00Z',
  });
beforeEach(async () => {
  queue = await openAwsEndpoint(({ body }) => ({
    MessageId: 'dead-letter',
    MD5OfMessageBody: createHash('md5').update(String(body['MessageBody'])).digest('hex'),
  }));
  return () => queue.close();
});

const setUp = (add: FeedStore['add'] = feed.add, now = '2026-04-01T00:00:00Z') => {
  const kept = keepingObserver();
  const handler = createHandler({
    feed: { ...feed, add },
    communities: createCommunitiesStore(tables.community),
    deadLetters: {
      client: new SQSClient(queue.client),
      queueUrl: `${queue.client.endpoint}/dead`,
      maxReceives: 5,
    },
    observer: kept.observer,
    clock: () => new Date(now),
  });
  const run = async (bodies: readonly string[]): Promise<string[]> =>
    (await handler(queueBatch(bodies), context)).batchItemFailures.map(
      ({ itemIdentifier }) => itemIdentifier,
    );
  return { run, ...kept };
};

const all = (community: string, kind: 'topic' | 'reply' | 'comment') =>
  feed.latest('midland', community, kind, 100);

describe('record-feed', () => {
  it('adds posts from anywhere once, however often and in whatever order they are told', async () => {
    const { run, counts } = setUp();
    const topic = postOf('t1', 'topic', { time: '2026-03-02T15:04:05.5Z' });
    const reply = postOf('r1', 'reply', { time: '2026-03-02T15:04:05Z', member: 'ben' });
    const bodies = [reply, topic, reply].map((event) => busMessage(event));
    expect(await run(bodies)).toEqual([]);
    expect(await run(bodies)).toEqual([]);
    expect(await all('algebra', 'topic')).toEqual([
      {
        organization: 'midland',
        community: 'algebra',
        post: 't1',
        kind: 'topic',
        topic: 't1',
        member: 'ada',
        title: 'A title',
        excerpt: '',
        postedAt: '2026-03-02T15:04:05.500Z',
        tellAt: '2026-03-02T15:04:05.500Z',
        arrivedAt: '2026-04-01T00:00:00.000Z',
      },
    ]);
    expect(await all('algebra', 'reply')).toMatchObject([{ post: 'r1', member: 'ben' }]);
    expect([counts.get('PostsAdded'), counts.get('PostsKnown')]).toEqual([2, 4]);
    expect((await feed.topicHeads('midland', 'algebra', ['t1', 't1', 'gone'])).get('t1')?.member).toBe('ada');
  });

  it('keeps a post as it was first told', async () => {
    const { run } = setUp();
    const told = (title: string) =>
      busMessage(
        eventOf(
          'post.created',
          { community: 'reading', post: 'p1', kind: 'topic', topic: 'p1', title, excerpt: '' },
          { id: title },
        ),
      );
    await run([told('First')]);
    await run([told('Second')]);
    expect((await all('reading', 'topic')).map(({ title }) => title)).toEqual(['First']);
  });

  it.each([
    ['no JSON', '{', '(root)', 'is not JSON'],
    ['another event', busMessage(eventOf('goal.met', { goal: 'g1' })), 'type', 'nothing that is in the feed'],
    [
      'a community that is not there',
      busMessage(postOf('x', 'topic', { community: 'gone' })),
      'data.community',
      'gone',
    ],
    [
      'an organization that is not there',
      busMessage(postOf('x', 'topic', { organization: 'gone' })),
      'organization',
      'gone',
    ],
    [
      'a post of next year',
      busMessage(postOf('x', 'topic', { time: '2027-03-02T15:04:05Z' })),
      'time',
      'ahead',
    ],
    [
      'a field that is wrong',
      busMessage({ ...postOf('x'), data: { ...postOf('x').data, kind: 'rant' } }),
      'data.kind',
      'data.kind',
    ],
  ])('sets %s aside with the field and the reason, and does the rest', async (_, body, field, reason) => {
    const { run } = setUp();
    const good = `good-${field.replace(/\W/g, '')}-${reason.length}`;
    expect(await run([body, busMessage(postOf(good))])).toEqual([]);
    expect(queue.calls).toHaveLength(1);
    expect(queue.calls[0]?.body).toMatchObject({
      MessageBody: body,
      MessageAttributes: {
        field: { StringValue: field },
        reason: { StringValue: expect.stringContaining(reason) as string },
      },
    });
    expect((await all('algebra', 'reply')).map(({ post }) => post)).toContain(good);
  });

  it('returns what the table did not take, and only that', async () => {
    const { run } = setUp((item) =>
      item.post === 'unlucky' ? Promise.reject(new Unavailable('the table is away')) : feed.add(item),
    );
    expect(await run([busMessage(postOf('lucky')), busMessage(postOf('unlucky'))])).toEqual(['m1']);
    expect(queue.calls).toEqual([]);
  });

  it('finds a community that was made after it was first asked for', async () => {
    const { run } = setUp();
    const body = busMessage(postOf('early', 'topic', { community: 'late' }));
    await run([body]);
    expect(queue.calls).toHaveLength(1);
    await createCommunitiesStore(tables.community).putCommunity({
      organization: 'midland',
      community: 'late',
      name: 'Late',
      purpose: '',
      createdAt: '2026-01-01T00:00:00Z',
    });
    await run([body]);
    expect(await all('late', 'topic')).toHaveLength(1);
  });
});

const at = (time: string) => `2026-03-02T${time}`;
const between = async (community: string, from: string, until: string) =>
  (await feed.between('midland', community, 'reply', at(from), at(until), 100)).map(({ post }) => post);

describe('what arrives late', () => {
  const late = busMessage(postOf('late', 'reply', { community: 'late-ones', time: at('06:59:50Z') }));
  const removal = (post: string) =>
    busMessage(
      eventOf(
        'post.removed',
        { community: 'late-ones', post, kind: 'reply', postedAt: at('06:59:50Z') },
        { id: `removed-${post}` },
      ),
    );
  beforeAll(() => putCommunity('late-ones'));

  it('is told when it arrived, where the digest of its own time may be gone, and stays told then', async () => {
    expect(await setUp(feed.add, at('07:00:05Z')).run([late])).toEqual([]);
    const again = setUp(feed.add, at('09:20:00Z'));
    await again.run([late]);
    expect(again.counts.get('PostsKnown')).toBe(1);
    expect(await between('late-ones', '00:00:00Z', '07:00:00Z')).toEqual([]);
    expect(await between('late-ones', '07:00:00Z', '08:00:00Z')).toEqual(['late']);
    expect(await between('late-ones', '08:00:00Z', '23:00:00Z')).toEqual([]);
  });

  it('is taken out wherever it is told, and does not come back', async () => {
    const { run } = setUp(feed.add, at('09:30:00Z'));
    expect(await run([removal('late')])).toEqual([]);
    expect(await run([late, removal('late')])).toEqual([]);
    expect(await between('late-ones', '00:00:00Z', '23:00:00Z')).toEqual([]);
  });

  it('is never told where its removal came first', async () => {
    const { run } = setUp(feed.add, at('07:00:05Z'));
    await run([removal('early')]);
    await run([busMessage(postOf('early', 'reply', { community: 'late-ones', time: at('06:59:50Z') }))]);
    expect(await between('late-ones', '00:00:00Z', '23:00:00Z')).toEqual([]);
  });
});

describe('posts from before they had a key of their own', () => {
  const kept = (kind: 'topic' | 'reply') => ({
    organization: 'midland',
    community: 'kept',
    post: `kept-${kind}`,
    kind,
    topic: 'kept-topic',
    member: 'ada',
    title: 'Kept',
    excerpt: '',
    postedAt: at('06:59:50.000Z'),
  });
  const told = (kind: 'topic' | 'reply') =>
    busMessage(postOf(`kept-${kind}`, kind, { community: 'kept', time: at('06:59:50Z') }));
  beforeAll(async () => {
    await putCommunity('kept');
    const pk = 'ORG#midland#COMMUNITY#kept#FEED';
    for (const Item of [
      { pk: `${pk}#topic`, sk: `${at('06:59:50.000Z')}#kept-topic`, ...kept('topic') },
      { pk: `${pk}#HEADS`, sk: 'kept-topic', ...kept('topic') },
      { pk: `${pk}#reply`, sk: `${at('06:59:50.000Z')}#kept-reply`, ...kept('reply') },
    ]) {
      await tables.client.send(new PutCommand({ TableName: 'community', Item }));
    }
  });

  it('are read, and are not told a second time when they are reported again', async () => {
    await setUp(feed.add, at('07:00:05Z')).run([told('topic'), told('reply')]);
    expect(await all('kept', 'topic')).toEqual([kept('topic')]);
    expect(await all('kept', 'reply')).toEqual([kept('reply')]);
    const heads = await feed.topicHeads('midland', 'kept', ['kept-topic']);
    expect(heads.get('kept-topic')).toEqual(kept('topic'));
  });

  it('are taken out', async () => {
    const { run } = setUp();
    for (const kind of ['topic', 'reply'] as const) {
      const data = { community: 'kept', post: `kept-${kind}`, kind, postedAt: at('06:59:50Z') };
      await run([busMessage(eventOf('post.removed', data))]);
      expect(await all('kept', kind)).toEqual([]);
    }
    expect(await feed.topicHeads('midland', 'kept', ['kept-topic'])).toEqual(new Map());
  });
});

describe('news beside posts', () => {
  it('is kept once each, with what there is to say of it', async () => {
    await putCommunity('news');
    const about = { community: 'news', title: 'A title' };
    const events = [
      eventOf('member.joined', { community: 'news' }, { time: at('10:00:00Z') }),
      eventOf(
        'resource.shared',
        { ...about, resource: 'r', link: 'https://example.org/r' },
        { time: at('10:00:01Z') },
      ),
      eventOf(
        'meeting.held',
        { ...about, meeting: 'm', kind: 'virtual', minutes: 45 },
        { time: at('10:00:02Z') },
      ),
      eventOf('video.shared', { ...about, video: 'v' }, { time: at('10:00:03Z') }),
      eventOf('challenge.opened', { ...about, challenge: 'c' }, { time: at('10:00:04Z') }),
    ];
    const { run, counts } = setUp(feed.add, at('10:10:00Z'));
    const bodies = events.map((event) => busMessage(event));
    await run(bodies);
    expect(await run(bodies)).toEqual([]);
    expect([counts.get('NewsAdded'), counts.get('NewsKnown')]).toEqual([5, 5]);
    const news = await feed.newsBetween('midland', 'news', at('10:00:00Z'), at('10:00:04Z'), 10);
    expect(news).toMatchObject([
      { kind: 'video', id: 'v', title: 'A title' },
      { kind: 'meeting', id: 'm', minutes: 45 },
      { kind: 'resource', id: 'r', link: 'https://example.org/r', tellAt: at('10:00:01.000Z') },
      { kind: 'member', id: 'ada', member: 'ada' },
    ]);
  });
});

describe('the feed', () => {
  it('is read by time, newest first, from inclusive to exclusive, whatever form the instants have', async () => {
    const times = ['10:00:00Z', '10:00:00.5Z', '10:00:01Z', '10:00:02.000Z'];
    for (const [i, time] of times.entries()) {
      await feed.add({
        organization: 'midland',
        community: 'paging',
        post: `p${i}`,
        kind: 'comment',
        topic: 't1',
        member: 'ada',
        title: 'A title',
        excerpt: '',
        postedAt: `2026-03-02T${time}`,
      });
    }
    const between = async (from: string, until: string, limit = 10) =>
      (
        await feed.between('midland', 'paging', 'comment', `2026-03-02T${from}`, `2026-03-02T${until}`, limit)
      ).map(({ post }) => post);
    expect(await between('10:00:00Z', '10:00:02Z')).toEqual(['p2', 'p1', 'p0']);
    expect(await between('10:00:00.5Z', '10:00:02.001Z')).toEqual(['p3', 'p2', 'p1']);
    expect(await between('10:00:00Z', '10:00:02Z', 2)).toEqual(['p2', 'p1']);
    expect(await between('10:00:02.001Z', '11:00:00Z')).toEqual([]);
    const latest = await feed.latest('midland', 'paging', 'comment', 2, '2026-03-02T10:00:02Z');
    expect(latest.map(({ post }) => post)).toEqual(['p2', 'p1']);
  });

  it('is read page by page without missing one of the same instant', async () => {
    await putCommunity('same-instant');
    const posts = ['a', 'b', 'c', 'd', 'e'];
    await setUp().run(posts.map((post) => busMessage(postOf(post, 'reply', { community: 'same-instant' }))));
    const read: string[] = [];
    let before: string | undefined;
    do {
      const page = await feed.latest('midland', 'same-instant', 'reply', 2, before);
      read.push(...page.map(({ post }) => post));
      before = page.at(-1) && placeOf(page.at(-1) as FeedItem);
    } while (before !== undefined);
    expect(read).toEqual(posts.toReversed());
  });

  it('knows the heads of more topics than one request takes', async () => {
    const topics = Array.from({ length: 130 }, (_, i) => `head-${i}`);
    await Promise.all(
      topics.map((topic) =>
        feed.add({
          organization: 'midland',
          community: 'paging',
          post: topic,
          kind: 'topic',
          topic,
          member: 'ada',
          title: topic,
          excerpt: '',
          postedAt: '2026-03-02T10:00:00Z',
        }),
      ),
    );
    const heads = await feed.topicHeads('midland', 'paging', topics);
    expect([...heads.keys()].sort()).toEqual([...topics].sort());
  });
});
