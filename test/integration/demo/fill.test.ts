import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoContent } from '../../../local/demo/content/index.ts';
import { seedDemo } from '../../../local/demo/seed.ts';
import { readPeople } from '../../../local/identity/people.ts';
import { createCommunitiesStore } from '../../../shared/communities/store.ts';
import { createDigestsStore } from '../../../shared/digests/store.ts';
import { createFeedStore } from '../../../shared/discussions/feed-store.ts';
import { createDiscussionsStore } from '../../../shared/discussions/store.ts';
import { createInquiryStore } from '../../../shared/inquiry/store.ts';
import type { Table } from '../../../shared/platform/table.ts';
import { type AwsEndpoint, openAwsEndpoint } from '../../support/aws-endpoint.ts';
import { losing } from '../../support/failing-client.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

const NOW = new Date('2026-11-22T13:45:00.000Z');
const LATER = new Date('2026-11-24T02:00:00.000Z');

let tables: LocalTables;
let endpoint: AwsEndpoint;
let events: EventBridgeClient;
/** The bus takes this many calls, and then refuses. */
let busTakes: number;

beforeEach(async () => {
  tables = await openLocalTables();
  busTakes = Number.POSITIVE_INFINITY;
  endpoint = await openAwsEndpoint(({ body }) => {
    const entries = body['Entries'] as unknown[];
    return endpoint.calls.length <= busTakes
      ? { FailedEntryCount: 0, Entries: entries.map((_, i) => ({ EventId: String(i) })) }
      : {
          FailedEntryCount: entries.length,
          Entries: entries.map(() => ({ ErrorCode: 'ThrottlingException' })),
        };
  });
  events = new EventBridgeClient(endpoint.client);
});

afterEach(async () => {
  events.destroy();
  await endpoint.close();
  await tables.close();
});

const fill = (now: Date, community: Table = tables.community) =>
  seedDemo({ community, credentials: tables.credentials, bus: { client: events, name: 'bus' }, now });

/** Everything in the community table but what is made by chance: the links to unsubscribe. */
const contents = async (): Promise<string[]> => {
  const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: 'community' }));
  return Items.filter(({ pk }) => !String(pk).startsWith('UNSUBSCRIBE#'))
    .map((item) =>
      JSON.stringify(
        Object.entries(item)
          .filter(([name]) => name !== 'unsubscribeToken')
          .sort(),
      ),
    )
    .sort();
};

/** Different details that were put on the bus, however often. */
const put = (): string[] => [
  ...new Set(
    endpoint.calls
      .slice(0, busTakes)
      .flatMap(({ body }) => (body['Entries'] as { Detail: string }[]).map(({ Detail }) => Detail)),
  ),
];

describe('filling an empty system', () => {
  it('writes people, places, cycles, goals, posts and schedules that the stores read', async () => {
    expect(await fill(NOW)).toBe('filled');
    expect(await createCommunitiesStore(tables.community).listCommunities('larkfield')).toHaveLength(3);
    const inquiry = createInquiryStore(tables.community);
    const [running] = await inquiry.listCycles('larkfield', 'mathematics');
    expect(running).toMatchObject({ cycle: 'who-explains', revision: 4 });
    expect(await inquiry.getGoal('larkfield', 'm02', 'wait-ten-seconds')).toMatchObject({
      percent: 100,
      metAt: '2026-11-19T17:20:00.000Z',
    });
    const posts = await createDiscussionsStore(tables.community).listPosts('larkfield', 'who-writes');
    expect(posts.map(({ kind }) => kind)).toEqual([
      'topic',
      ...(demoContent.topics[0]?.answers ?? []).map(({ kind }) => kind),
    ]);
    expect(posts[0]?.createdAt).toBe('2026-11-09T16:20:00.000Z');
    const digests = createDigestsStore(tables.community);
    expect(await digests.getSchedule('larkfield', 'm04')).toMatchObject({
      coveredUntil: '2026-11-20T00:00:00.000Z',
      dueAt: '2026-11-22T23:00:00.000Z',
    });
    expect((await digests.getSchedule('larkfield', 'm14'))?.dueAt).toBeUndefined();
  });

  it('keeps what members chose before anything happens that they could be mailed of at once', async () => {
    const brokenOff = {
      ...demoContent,
      get cycles(): never {
        throw new Error('the first deed');
      },
    };
    const bus = { client: events, name: 'bus' };
    const system = { community: tables.community, credentials: tables.credentials, bus, now: NOW };
    await expect(seedDemo({ ...system, content: brokenOff })).rejects.toThrow('the first deed');
    const digests = createDigestsStore(tables.community);
    for (const { member, digest } of demoContent.members.slice(0, -1))
      expect(await digests.getSchedule('larkfield', member), member).toMatchObject(digest);
    // Whoever starts it again finds it not complete.
    expect(await fill(NOW)).toBe('filled');
  });

  it('puts what was done elsewhere on the bus with its own past time', async () => {
    await fill(NOW);
    const entries = endpoint.calls.flatMap(
      ({ body }) => body['Entries'] as { Source: string; DetailType: string; Detail: string; Time: number }[],
    );
    const held = entries.find(({ DetailType }) => DetailType === 'meeting.held');
    expect(held).toMatchObject({ Source: 'colloquy.demo' });
    expect(JSON.parse(held?.Detail ?? '')).toMatchObject({
      type: 'colloquy.meeting.held.v1',
      time: '2026-10-27T15:00:00.000Z',
      data: { meeting: 'mathematics-1', member: 'm01' },
    });
  });

  it('tells each post and piece of news when it happened, not when it was written', async () => {
    await fill(NOW);
    const feed = createFeedStore(tables.community);
    const week = ['2026-11-15T00:00:00Z', '2026-11-22T00:00:00Z'] as const;
    const topics = await feed.between('larkfield', 'mathematics', 'topic', ...week, 50);
    expect(topics.map(({ post }) => post)).toEqual([
      'bring-one-piece',
      'who-stays-silent',
      'fractions-number-line',
    ]);
    expect(topics[0]).toMatchObject({ pinned: true });
    const replies = await feed.between('larkfield', 'mathematics', 'reply', ...week, 50);
    expect(replies.flatMap(({ mentions }) => mentions ?? [])).toEqual(['m03', 'm02']);
    for (const { postedAt, tellAt } of [...topics, ...replies]) expect(tellAt).toBe(postedAt);
    const news = await feed.newsBetween('larkfield', 'mathematics', ...week, 50);
    expect(news.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'resource three-arguments',
      'meeting mathematics-3',
    ]);
    const [running] = await createInquiryStore(tables.community).listCycles('larkfield', 'mathematics');
    expect(running?.nextDueOn).toBe('2026-11-25');
  });

  it('gives the sign-in page its people, with communities and roles', async () => {
    await fill(NOW);
    const people = await readPeople(tables.community);
    expect(people).toHaveLength(demoContent.members.length);
    expect(people.find(({ member }) => member === 'm12')).toEqual({
      organization: 'larkfield',
      organizationName: 'Larkfield Association for Practice Learning',
      member: 'm12',
      name: 'Ruth Ellingboe',
      email: 'ruth.ellingboe@example.org',
      role: 'member',
      communities: [
        { name: 'Thinking in Mathematics', role: 'coach' },
        { name: 'Safer Handovers', role: 'coach' },
      ],
    });
  });

  it('leaves out of the sign-in page what cannot be read, tells its key, and keeps the others', async () => {
    await fill(NOW);
    await tables.client.send(
      new UpdateCommand({
        TableName: 'community',
        Key: { pk: 'ORG#larkfield#MEMBER#m12', sk: 'MEMBER' },
        UpdateExpression: 'SET joinedAt = :never',
        ExpressionAttributeValues: { ':never': '2012-13-01T00:00:00.000Z' },
      }),
    );
    const leftOut: string[] = [];
    const people = await readPeople(tables.community, (key) => leftOut.push(key));
    expect(people).toHaveLength(demoContent.members.length - 1);
    expect(people.map(({ member }) => member)).not.toContain('m12');
    expect(leftOut).toEqual(['ORG#larkfield#MEMBER#m12 MEMBER']);
  });
});

describe('filling again', () => {
  it('changes nothing and puts nothing on the bus', async () => {
    await fill(NOW);
    const [before, calls] = [await contents(), endpoint.calls.length];
    expect(await fill(LATER)).toBe('there-already');
    expect(await contents()).toEqual(before);
    expect(endpoint.calls).toHaveLength(calls);
  });

  it('leaves a system alone that holds something else', async () => {
    await createCommunitiesStore(tables.community).putOrganization({
      organization: 'other',
      name: 'Another association',
      url: 'https://other.example.org',
    });
    expect(await fill(NOW)).toBe('not-empty');
    expect(await contents()).toHaveLength(1);
  });

  it('completes what broke off, wherever it did, as if it never had', async () => {
    await fill(NOW);
    const [whole, wholePut] = [await contents(), put()];
    for (const [call, loss] of [
      [5, 'before'],
      [47, 'after'],
      [131, 'before'],
      [222, 'after'],
    ] as const) {
      await tables.close();
      tables = await openLocalTables();
      endpoint.calls.length = 0;
      await expect(fill(NOW, losing(tables.community, call, loss))).rejects.toThrow(`call ${call} was lost`);
      expect(await fill(NOW)).toBe('filled');
      expect(await contents(), `call ${call}`).toEqual(whole);
      expect(put(), `call ${call}`).toEqual(wholePut);
    }
  });

  it('counts from the first run, so that a run on another day tells of the same events', async () => {
    busTakes = 2;
    await expect(fill(NOW)).rejects.toThrow(/the bus did not take an event: ThrottlingException/);
    const first = put();
    busTakes = Number.POSITIVE_INFINITY;
    endpoint.calls.length = 0;
    expect(await fill(LATER)).toBe('filled');
    expect(first.length).toBeGreaterThan(0);
    expect(put()).toEqual(expect.arrayContaining(first));
  });
});
