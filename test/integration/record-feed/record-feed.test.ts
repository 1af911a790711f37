import { createHash } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/record-feed/handler.ts';
import { createCommunitiesStore } from '../../../shared/communities/store.ts';
import { createFeedStore, type FeedStore } from '../../../shared/discussions/feed-store.ts';
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
beforeEach(async () => {
  queue = await openAwsEndpoint(({ body }) => ({
    MessageId: 'dead-letter',
    MD5OfMessageBody: createHash('md5').update(String(body['MessageBody'])).digest('hex'),
  }));
  return () => queue.close();
});

const setUp = (add: FeedStore['add'] = feed.add) => {
  const kept = keepingObserver();
  const handler = createHandler({
    feed: { add },
    communities: createCommunitiesStore(tables.community),
    deadLetters: {
      client: new SQSClient(queue.client),
      queueUrl: `${queue.client.endpoint}/dead`,
      maxReceives: 5,
    },
    observer: kept.observer,
    clock: () => new Date('2026-04-01T00:00:00Z'),
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
    ['another event', busMessage(eventOf('goal.met', { goal: 'g1' })), 'type', 'only posts are in the feed'],
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
