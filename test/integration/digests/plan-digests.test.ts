import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHandler, RUN_LIMITS } from '../../../functions/plan-digests/handler.ts';
import type { Due, DuePage } from '../../../shared/digests/due-store.ts';
import type { DigestDue } from '../../../shared/digests/model.ts';
import type { Pass, PlannerCursor } from '../../../shared/digests/planning.ts';
import { chunksOf } from '../../../shared/platform/chunks-of.ts';
import { Unavailable } from '../../../shared/platform/errors.ts';
import { enqueue } from '../../../shared/platform/queue.ts';
import { type AwsEndpoint, openAwsEndpoint } from '../../support/aws-endpoint.ts';
import { context } from '../../support/invocations.ts';
import { keepingObserver } from '../../support/observer.ts';

let endpoint: AwsEndpoint;
let refused: ReadonlySet<string>;
beforeEach(async () => {
  refused = new Set();
  endpoint = await openAwsEndpoint(({ body }) => {
    const entries = body['Entries'] as { Id: string; MessageBody: string }[];
    const isRefused = ({ MessageBody }: { MessageBody: string }) =>
      refused.has((JSON.parse(MessageBody) as DigestDue).member);
    return {
      Successful: entries.filter((entry) => !isRefused(entry)).map(({ Id }) => ({ Id, MessageId: Id })),
      Failed: entries.filter(isRefused).map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })),
    };
  });
});
afterEach(() => endpoint.close());

const dueAt = '2026-11-22T07:00:00.000Z';
const THROUGH = '2026-11-22T07:04:05.000Z';
const dueMembers = (count: number): DigestDue[] =>
  Array.from({ length: count }, (_, i) => ({ organization: 'maths', member: `m${i}`, dueAt }));

const PAGE = 250;

/** What an index of one shard that holds these names, {@link PAGE} at a time. */
const pagesOf = (due: () => readonly Due[]) =>
  async function* (pass: Pass): AsyncGenerator<DuePage> {
    await Promise.resolve();
    const place = (one: Due) => `${one.dueAt}#${'member' in one ? one.member : one.name}`;
    const from = pass.at?.after ?? `${pass.after}$`;
    const found = due()
      .map((one) => [place(one), one] as const)
      .filter(([at, { dueAt: instant }]) => at > from && instant <= pass.through)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    for (const page of chunksOf(found, PAGE)) {
      const after = page.at(-1)?.[0] ?? '';
      yield { due: page.map(([, one]) => one), at: { hour: after.slice(0, 13), shard: 0, after } };
    }
  };

/** The planner over an index that holds what is given, with the cursor where it was left. */
const setUp = (due: readonly Due[], limits = RUN_LIMITS as { told: number; ms: number }) => {
  const world = {
    cursor: { hour: '2026-11-22T06' } as PlannerCursor,
    now: new Date('2026-11-22T07:05:00Z'),
    elapsed: 0,
    due,
    ...keepingObserver(),
  };
  const queue = {
    client: new SQSClient({ ...endpoint.client, md5: false }),
    url: `${endpoint.client.endpoint}/digests`,
  };
  const notifications = { client: queue.client, url: `${endpoint.client.endpoint}/notifications` };
  const digests = {
    duePages: pagesOf(() => world.due),
    getCursor: () => Promise.resolve(world.cursor),
    setCursor: (cursor: PlannerCursor) => {
      world.cursor = cursor;
      return Promise.resolve();
    },
  };
  const own = {
    digests,
    clock: () => world.now,
    elapsed: () => (world.elapsed += 1000),
    limits,
    observer: world.observer,
  };
  const handler = createHandler({
    ...own,
    sendDigests: (batch) => enqueue(queue, batch),
    sendNotifications: (batch) => enqueue(notifications, batch),
  });
  /** Runs it with senders that keep what they are told, which is quick. */
  const tell = async (minutes: number): Promise<string[]> => {
    const told: string[] = [];
    world.now = new Date(Date.parse('2026-11-22T07:05:00Z') + minutes * 60_000);
    const quick = createHandler({
      ...own,
      sendDigests: (batch) => Promise.resolve(void told.push(...batch.map(({ member }) => member))),
      sendNotifications: () => Promise.resolve(),
    });
    await quick({}, context);
    return told;
  };
  return { world, run: async () => handler({}, context), tell };
};

const sentMembers = (): string[] =>
  endpoint.calls.flatMap(({ body }) =>
    (body['Entries'] as { MessageBody: string }[]).map(
      ({ MessageBody }) => (JSON.parse(MessageBody) as DigestDue).member,
    ),
  );

describe('plan-digests', () => {
  it('tells notifications’ own sender of what they wait for, and the digests’ of a claim that is overdue', async () => {
    const held = { kind: 'held', organization: 'maths', name: 'ana', dueAt } as const;
    const stuck = { organization: 'maths', member: 'ben', dueAt, claim: '2026-11-22T06:00:00.000Z' };
    const { world, run } = setUp([held, ...dueMembers(1), stuck]);
    await run();
    const sentTo = (queue: string) =>
      endpoint.calls
        .filter(({ body }) => String(body['QueueUrl']).endsWith(queue))
        .flatMap(({ body }) => body['Entries'] as { MessageBody: string }[])
        .map(({ MessageBody }) => JSON.parse(MessageBody) as unknown);
    expect(sentTo('/notifications')).toEqual([{ due: held }]);
    expect(sentTo('/digests')).toEqual([stuck, ...dueMembers(1)]);
    expect(Object.fromEntries(world.counts)).toEqual({ DigestsDue: 2, NotificationsDue: 1 });
  });

  it('tells the sender of everybody due, ten in a batch, and moves the cursor', async () => {
    const { world, run } = setUp(dueMembers(234));
    expect(await run()).toEqual({ due: 234 });
    expect(sentMembers().sort()).toEqual(
      dueMembers(234)
        .map(({ member }) => member)
        .sort(),
    );
    expect(endpoint.calls).toHaveLength(24);
    expect(world.cursor.told).toBe(THROUGH);
    expect(world.counts.get('DigestsDue')).toBe(234);
  });

  it('sends nothing and goes on where nobody is due', async () => {
    const { world, run } = setUp([]);
    expect(await run()).toEqual({ due: 0 });
    expect(endpoint.calls).toEqual([]);
    expect(world.cursor.told).toBe(THROUGH);
  });

  it('leaves the cursor where the queue did not take all, so that the next run tells all of it again', async () => {
    refused = new Set(['m17']);
    const { world, run } = setUp(dueMembers(30));
    await expect(run()).rejects.toThrow(Unavailable);
    expect(world.cursor).toEqual({ hour: '2026-11-22T06' });
    refused = new Set();
    await run();
    expect(new Set(sentMembers())).toEqual(new Set(dueMembers(30).map(({ member }) => member)));
    expect(world.cursor.told).toBe(THROUGH);
  });

  it('tells what nobody sends once, and again at least an hour later, whatever else becomes due', async () => {
    const { world, tell } = setUp(dueMembers(3000));
    expect(await tell(0)).toHaveLength(3000);
    world.due = [...world.due, { organization: 'maths', member: 'late', dueAt: '2026-11-22T07:15:00.000Z' }];
    expect(await tell(15)).toEqual(['late']);
    for (const minutes of [30, 45]) expect(await tell(minutes)).toEqual([]);
    expect(await tell(60)).toHaveLength(3000);
    expect(await tell(75)).toEqual([]);
    expect(world.counts.get('DigestsStillDue')).toBe(3000);
  });

  it('finds again what stayed due through weeks in which no sender worked', async () => {
    const { world, tell } = setUp(dueMembers(3));
    for (const hours of Array.from({ length: 30 * 24 }, (_, i) => i)) await tell(hours * 60);
    const told: string[] = [];
    for (const hours of Array.from({ length: 25 }, (_, i) => 30 * 24 + i))
      told.push(...(await tell(hours * 60)));
    expect(new Set(told)).toEqual(new Set(['m0', 'm1', 'm2']));
    expect(world.cursor.hour).toBe('2026-11-22T07');
  });

  it.each([
    ['count', { told: 10_000, ms: Number.POSITIVE_INFINITY }],
    // The clock of this world goes on by a second with each page.
    ['time', { told: Number.POSITIVE_INFINITY, ms: 40_000 }],
  ])(
    'ends within its bound of %s whatever the backlog, and the next runs go on from there',
    async (_, limits) => {
      const backlog = Array.from({ length: 50_000 }, (_one, i) => ({
        organization: 'maths',
        member: `m${i}`,
        dueAt: new Date(Date.UTC(2026, 10, 22, 6, i % 60)).toISOString(),
      }));
      const { tell } = setUp(backlog, limits);
      const told: string[] = [];
      for (let minutes = 0; minutes < 75; minutes += 15) {
        const some = await tell(minutes);
        expect(some.length).toBeLessThanOrEqual(10_000 + PAGE);
        told.push(...some);
      }
      expect(told).toHaveLength(50_000);
      expect(new Set(told).size).toBe(50_000);
    },
  );
});
