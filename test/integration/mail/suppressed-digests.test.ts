import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHandler } from '../../../functions/record-mail-feedback/handler.ts';
import { feedbackOn } from '../../../local/mail/feedback.ts';
import { createFeedbackStore } from '../../../shared/mail/feedback-store.ts';
import { createMailCountsStore } from '../../../shared/mail/mail-counts-store.ts';
import { createMailStandingsStore } from '../../../shared/mail/standing-store.ts';
import { createDigestWorld, type DigestWorld } from '../../support/digest-world.ts';
import { context, queueBatch } from '../../support/invocations.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

/** SES tells what became of every mail of a world, and it is recorded. */
const tell = async (world: DigestWorld): Promise<void> => {
  const { community } = tables;
  const record = createHandler({
    members: world.stores.members,
    standings: createMailStandingsStore(community),
    feedback: createFeedbackStore(community),
    ids: () => 'event',
    deadLetters: { client: new SQSClient({}), queueUrl: 'https://queue.example.org/dead', maxReceives: 5 },
    observer: { log: console, counter: { count: () => undefined, flush: () => undefined } },
  });
  const bodies = world.mails.splice(0).flatMap(({ to, tags }) =>
    feedbackOn({
      id: 'ses',
      at: world.now.toISOString(),
      envelope: { from: 'digest@plc.test', to: [to] },
      subject: '',
      headers: [],
      configurationSet: 'Set',
      tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
    }).map((detail) => JSON.stringify({ source: 'aws.ses', detail })),
  );
  expect(await record(queueBatch(bodies), context)).toEqual({ batchItemFailures: [] });
};

const days = ['2026-11-21', '2026-11-22'] as const;

it.each([
  ['bounce', 'bounced'],
  ['complaint', 'complained'],
] as const)(
  'after a %s the next digest is skipped with the reason, and another organization’s is not',
  async (simulated, reason) => {
    const here = createDigestWorld(tables, `here-${simulated}`);
    const there = createDigestWorld(tables, `there-${simulated}`);
    for (const [world, local] of [
      [here, simulated],
      [there, 'success'],
    ] as const) {
      await world.found('algebra');
      await world.join('ada', ['algebra'], undefined, `${local}+${simulated}@simulator.amazonses.com`);
      await world.join('bob', ['algebra']);
    }
    for (const day of days) {
      for (const world of [here, there]) {
        await world.post({ post: `p-${day}`, member: 'bob', postedAt: `${day}T01:00:00.000Z` });
      }
      // The planner and the sender are everybody's: one run sends the digests of both.
      await here.run(`${day}T07:02:00.000Z`);
      await tell(here);
    }
    const claims = (world: DigestWorld, organization: string) =>
      world.stores.digests.listClaims(organization, 'ada');
    expect(await claims(here, `here-${simulated}`)).toMatchObject([
      { status: 'SENT', [`${reason}At`]: '2026-11-21T07:02:00.000Z' },
      { status: 'SUPPRESSED', skip: reason },
    ]);
    expect(await claims(there, `there-${simulated}`)).toMatchObject([{ status: 'SENT' }, { status: 'SENT' }]);
    const figures = await createMailCountsStore(tables.community).of(`here-${simulated}`, days);
    expect(figures.map(({ counts, skipped }) => [counts.sent, counts[reason], skipped])).toEqual([
      // Bob has nothing but his own post to read.
      [1, 1, { 'nothing-new': 1 }],
      [0, 0, { [reason]: 1, 'nothing-new': 1 }],
    ]);
  },
);
