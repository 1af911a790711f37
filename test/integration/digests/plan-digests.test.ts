import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/plan-digests/handler.ts';
import type { Due } from '../../../shared/digests/due-store.ts';
import type { DigestDue } from '../../../shared/digests/model.ts';
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
const dueMembers = (count: number): DigestDue[] =>
  Array.from({ length: count }, (_, i) => ({ organization: 'maths', member: `m${i}`, dueAt }));

/** The planner over an index that holds what is given, with the cursor where it was left. */
const setUp = (due: readonly Due[]) => {
  const world = { cursor: '2026-11-22T06' as string | undefined, ...keepingObserver() };
  const queue = {
    client: new SQSClient({ ...endpoint.client, md5: false }),
    url: `${endpoint.client.endpoint}/digests`,
  };
  const notifications = { client: queue.client, url: `${endpoint.client.endpoint}/notifications` };
  const handler = createHandler({
    digests: {
      dueThrough: (instant, sinceHour) =>
        (async function* () {
          await Promise.resolve();
          yield* due.filter((one) => one.dueAt <= instant.toISOString() && one.dueAt >= sinceHour);
        })(),
      getCursor: () => Promise.resolve(world.cursor),
      setCursor: (hour) => {
        world.cursor = hour;
        return Promise.resolve();
      },
    },
    sendDigests: (batch) => enqueue(queue, batch),
    sendNotifications: (batch) => enqueue(notifications, batch),
    clock: () => new Date('2026-11-22T07:05:00Z'),
    observer: world.observer,
  });
  return { world, run: async () => handler({}, context) };
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
    expect(sentTo('/digests')).toEqual([...dueMembers(1), stuck]);
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
    expect(world.cursor).toBe('2026-11-22T07');
    expect(world.counts.get('DigestsDue')).toBe(234);
  });

  it('sends nothing and goes on where nobody is due', async () => {
    const { world, run } = setUp([]);
    expect(await run()).toEqual({ due: 0 });
    expect(endpoint.calls).toEqual([]);
    expect(world.cursor).toBe('2026-11-22T07');
  });

  it('leaves the cursor where the queue did not take all, so that the next run tells all of it again', async () => {
    refused = new Set(['m17']);
    const { world, run } = setUp(dueMembers(30));
    await expect(run()).rejects.toThrow(Unavailable);
    expect(world.cursor).toBe('2026-11-22T06');
    refused = new Set();
    await run();
    expect(new Set(sentMembers())).toEqual(new Set(dueMembers(30).map(({ member }) => member)));
    expect(world.cursor).toBe('2026-11-22T07');
  });
});
