import { createHash } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/record-engagement/handler.ts';
import { createCommunitiesStore } from '../../../shared/communities/store.ts';
import { createEngagementStore, type EngagementStore } from '../../../shared/engagement/store.ts';
import { outcomeNames } from '../../../shared/events/catalogue.ts';
import { MAX_EVENT_BYTES } from '../../../shared/events/envelope.ts';
import { examples } from '../../../shared/events/examples.ts';
import { createMembersStore } from '../../../shared/members/store.ts';
import { Unavailable } from '../../../shared/platform/errors.ts';
import { type AwsEndpoint, openAwsEndpoint } from '../../support/aws-endpoint.ts';
import { busMessage, eventOf, postOf } from '../../support/events.ts';
import { context, queueBatch } from '../../support/invocations.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { keepingObserver } from '../../support/observer.ts';

let tables: LocalTables;
let queue: AwsEndpoint;
const at = '2026-01-01T00:00:00Z';

const join = (organization: string, member: string) =>
  createMembersStore(tables.community).addMember({
    organization,
    member,
    name: 'A member',
    email: `${member}@${organization}.example.org`,
    role: 'member',
    joinedAt: at,
  });

beforeAll(async () => {
  tables = await openLocalTables();
  const communities = createCommunitiesStore(tables.community);
  for (const organization of ['midland', 'other']) {
    await communities.putOrganization({ organization, name: 'An association', url: 'https://example.org' });
    await communities.putCommunity({
      organization,
      community: 'algebra',
      name: 'Algebra',
      purpose: '',
      createdAt: at,
    });
  }
  for (const member of ['ada', 'twice', 'twin', 'mixed', 'whole', 'half']) await join('midland', member);
  await join('other', 'late');
});
afterAll(() => tables.close());
beforeEach(async () => {
  queue = await openAwsEndpoint(({ body }) => ({
    MessageId: 'dead-letter',
    MD5OfMessageBody: createHash('md5').update(String(body['MessageBody'])).digest('hex'),
  }));
  return () => queue.close();
});

const setUp = (engagement: Pick<EngagementStore, 'apply'> = createEngagementStore(tables.engagement)) => {
  const kept = keepingObserver();
  const handler = createHandler({
    engagement,
    places: {
      ...createCommunitiesStore(tables.community),
      getMember: createMembersStore(tables.community).getMember,
    },
    deadLetters: {
      client: new SQSClient(queue.client),
      queueUrl: `${queue.client.endpoint}/dead`,
      maxReceives: 5,
    },
    observer: kept.observer,
    clock: () => new Date('2026-04-01T00:00:00Z'),
  });
  const run = async (bodies: readonly string[], receives = 1) =>
    (await handler(queueBatch(bodies, receives), context)).batchItemFailures.map(
      ({ itemIdentifier }) => itemIdentifier,
    );
  return { run, ...kept };
};
const setAside = () =>
  queue.calls.map(({ body }) => {
    const attributes = body['MessageAttributes'] as Record<string, { StringValue: string }>;
    return {
      body: body['MessageBody'],
      field: attributes['field']?.StringValue,
      reason: attributes['reason']?.StringValue,
    };
  });
/** An example of what the system did, in an organization that is here. */
const outcomeOf = (name: (typeof outcomeNames)[number]) => ({
  ...examples[name][0],
  organization: 'midland',
});
const countsOf = async (member: string) =>
  (await createEngagementStore(tables.engagement).recordsOf('midland', member))[0]?.counts;

describe('a batch', () => {
  it('is recorded once, delivered twice', async () => {
    const { run, counts } = setUp();
    const bodies = [
      busMessage(postOf('1', 'topic', { member: 'twice' })),
      busMessage(postOf('2', 'reply', { member: 'twice' })),
      busMessage(postOf('2', 'reply', { member: 'twice' })),
      busMessage(eventOf('cycle.completed', { cycle: 'c', title: 'T', members: ['twice', 'twin'] })),
    ];
    expect(await run(bodies)).toEqual([]);
    expect(Object.fromEntries(counts)).toEqual({ EventsRecorded: 3, EventsDuplicate: 1 });
    expect(await run(bodies)).toEqual([]);
    expect(Object.fromEntries(counts)).toEqual({ EventsRecorded: 3, EventsDuplicate: 5 });
    expect(await countsOf('twice')).toEqual({
      'post.created': 2,
      'post.created/topic': 1,
      'post.created/reply': 1,
      'cycle.completed': 1,
    });
    expect(await countsOf('twin')).toEqual({ 'cycle.completed': 1 });
    expect(setAside()).toEqual([]);
  });

  it('sets aside what can never be recorded, with field and reason, and records the rest', async () => {
    const good = postOf('1', 'reply', { member: 'mixed' });
    const removed = outcomeOf('post.removed');
    const typed = (type: string) => ({ ...good, type });
    const cases: [string, string, RegExp][] = [
      ['{', '(root)', /is not JSON/],
      [busMessage({ ...good, id: '' }), 'id', /^event: id: /],
      [
        busMessage(typed('colloquy.post.written.v1')),
        'type',
        /"colloquy.post.written.v1" is no event type or version/,
      ],
      [busMessage(typed('colloquy.post.created.v2')), 'type', /no event type or version/],
      [busMessage({ ...good, data: { ...good.data, kind: 'essay' } }), 'data.kind', /^event: data.kind: /],
      [
        busMessage({ ...good, data: { ...good.data, excerpt: 'x'.repeat(MAX_EVENT_BYTES) } }),
        'data',
        /bytes are more than/,
      ],
      [busMessage(good, { source: 'somebody' }), 'source', /the bus says "somebody"/],
      [busMessage({ ...good, organization: 'nowhere' }), 'organization', /no organization "nowhere"/],
      [
        busMessage(postOf('2', 'reply', { member: 'mixed', community: 'geometry' })),
        'data.community',
        /no community "geometry"/,
      ],
      [busMessage({ ...good, time: '2027-03-02T15:04:05Z' }), 'time', /more than 24 hours ahead of now/],
      [busMessage(postOf('3', 'reply', { member: 'stranger' })), 'data.member', /no member "stranger"/],
      [
        busMessage(eventOf('cycle.completed', { cycle: 'c', title: 'T', members: ['mixed', 'stranger'] })),
        'data.members.1',
        /no member "stranger"/,
      ],
      [
        busMessage({ ...removed, data: { ...removed.data, kind: 'essay' } }),
        'data.kind',
        /^event: data.kind: /,
      ],
      [busMessage(examples['credential.revoked'][0]), 'organization', /no organization "midland-educators"/],
    ];
    const { run, counts, lines } = setUp();
    expect(await run([...cases.map(([body]) => body), busMessage(good)])).toEqual([]);
    const letters = setAside();
    expect(letters).toHaveLength(cases.length);
    for (const [i, [body, field, reason]] of cases.entries()) {
      expect(letters[i]).toMatchObject({ body, field });
      expect(letters[i]?.reason).toMatch(reason);
    }
    expect(Object.fromEntries(counts)).toEqual({
      EventsRecorded: 1,
      EventsDuplicate: 0,
      MessagesSetAside: cases.length,
    });
    expect(await countsOf('mixed')).toEqual({ 'post.created': 1, 'post.created/reply': 1 });
    expect(await countsOf('stranger')).toBeUndefined();
    expect(JSON.stringify(lines)).not.toContain('A title');
  });

  it.each(outcomeNames)('has nothing to record of %s, and counts nothing for it', async (name) => {
    const member = 'of-the-system';
    const event = outcomeOf(name);
    const { run, counts } = setUp();
    expect(await run([busMessage({ ...event, data: { ...event.data, member } })])).toEqual([]);
    expect(setAside()).toEqual([]);
    expect(Object.fromEntries(counts)).toEqual({ EventsRecorded: 0, EventsDuplicate: 0 });
    expect(await countsOf(member)).toBeUndefined();
  });

  it('gives back only the messages whose record could not be written, and completes them when they come again', async () => {
    const store = createEngagementStore(tables.engagement);
    let down = true;
    const { run, counts } = setUp({
      apply: async (update) => {
        if (down && update.member === 'half') throw new Unavailable('throttled');
        return store.apply(update);
      },
    });
    const bodies = [
      busMessage(postOf('1', 'reply', { member: 'whole' })),
      busMessage(postOf('2', 'reply', { member: 'half' })),
      busMessage(
        eventOf('cycle.completed', { cycle: 'c', title: 'T', members: ['whole', 'half'] }, { id: 'shared' }),
      ),
      '{',
    ];
    expect(await run(bodies)).toEqual(['m1', 'm2']);
    expect(setAside().map(({ body }) => body)).toEqual(['{']);
    expect(Object.fromEntries(counts)).toMatchObject({ EventsRecorded: 1, EventsDuplicate: 0 });
    down = false;
    expect(await run(bodies.slice(1, 3))).toEqual([]);
    expect(Object.fromEntries(counts)).toMatchObject({ EventsRecorded: 3, EventsDuplicate: 0 });
    expect(await countsOf('whole')).toMatchObject({ 'post.created': 1, 'cycle.completed': 1 });
    expect(await countsOf('half')).toMatchObject({ 'post.created': 1, 'cycle.completed': 1 });
  });

  it('finds a member who joined after an event of theirs was refused', async () => {
    const { run } = setUp();
    const body = busMessage(postOf('early', 'reply', { member: 'newcomer' }));
    await run([body]);
    expect(setAside().map(({ field }) => field)).toEqual(['data.member']);
    await join('midland', 'newcomer');
    await run([body]);
    expect(await countsOf('newcomer')).toEqual({ 'post.created': 1, 'post.created/reply': 1 });
  });

  it('finds a community that was made after an event for it was refused', async () => {
    const { run } = setUp();
    const body = busMessage(
      postOf('late', 'reply', { member: 'late', community: 'late', organization: 'other' }),
    );
    await run([body]);
    expect(setAside().map(({ field }) => field)).toEqual(['data.community']);
    await createCommunitiesStore(tables.community).putCommunity({
      organization: 'other',
      community: 'late',
      name: 'Late',
      purpose: '',
      createdAt: at,
    });
    await run([body]);
    expect(await createEngagementStore(tables.engagement).recordsOf('other', 'late')).toHaveLength(1);
  });
});
