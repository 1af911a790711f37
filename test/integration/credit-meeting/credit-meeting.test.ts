import { createHash } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/credit-meeting/handler.ts';
import { createCommunitiesStore } from '../../../shared/communities/store.ts';
import { createProgramsStore } from '../../../shared/credits/programs-store.ts';
import { createLedgerStore } from '../../../shared/credits/store.ts';
import { verifyChain } from '../../../shared/credits/verify-chain.ts';
import { createMembersStore } from '../../../shared/members/store.ts';
import { type AwsEndpoint, openAwsEndpoint } from '../../support/aws-endpoint.ts';
import { programOf, putProgram } from '../../support/credits.ts';
import { busMessage, eventOf, postOf } from '../../support/events.ts';
import { context, queueBatch } from '../../support/invocations.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { keepingObserver } from '../../support/observer.ts';

const createdAt = '2026-01-01T00:00:00.000Z';

let tables: LocalTables;
let queue: AwsEndpoint;
beforeAll(async () => {
  tables = await openLocalTables();
  const communities = createCommunitiesStore(tables.community);
  const members = createMembersStore(tables.community);
  await communities.putOrganization({ organization: 'midland', name: 'Midland', url: 'https://example.org' });
  for (const community of ['algebra', 'reading']) {
    const name = `The ${community} group`;
    await communities.putCommunity({ organization: 'midland', community, name, purpose: '', createdAt });
  }
  for (const member of ['ada', 'grace', 'emmy', 'popular']) {
    const email = `${member}@example.org`;
    await members.addMember({
      organization: 'midland',
      member,
      name: member,
      email,
      role: 'member',
      joinedAt: createdAt,
    });
  }
  for (const member of ['ada', 'grace', 'emmy', 'popular']) {
    for (const community of ['algebra', 'reading']) {
      if (member === 'emmy' && community === 'algebra') continue;
      await members.join({ organization: 'midland', member, community, role: 'member', joinedAt: createdAt });
    }
  }
  const programs = createProgramsStore(tables.community);
  await putProgram(programs, programOf({ fieldOfStudy: 'Personal Development' }));
  await putProgram(programs, programOf({ program: 'ceu', standard: 'iacet', community: 'algebra' }));
  await putProgram(programs, programOf({ program: 'reports-only', creditsMeetings: false }));
  await putProgram(programs, programOf({ program: 'gone', retired: true }));
});
afterAll(() => tables.close());
beforeEach(async () => {
  queue = await openAwsEndpoint(({ body }) => ({
    MessageId: 'dead-letter',
    MD5OfMessageBody: createHash('md5').update(String(body['MessageBody'])).digest('hex'),
  }));
  return () => queue.close();
});

const attended = (member: string, meeting: string, minutes: number, community = 'algebra', id = meeting) =>
  busMessage(
    eventOf(
      'meeting.attended',
      { member, community, meeting, kind: 'virtual', minutes },
      { id: `${member}-${id}` },
    ),
  );

const run = async (bodies: readonly string[]) => {
  const { observer, counts } = keepingObserver();
  const handler = createHandler({
    communities: createCommunitiesStore(tables.community),
    members: createMembersStore(tables.community),
    programs: createProgramsStore(tables.community),
    ledger: createLedgerStore(tables.credentials),
    deadLetters: {
      client: new SQSClient(queue.client),
      queueUrl: `${queue.client.endpoint}/dead`,
      maxReceives: 5,
    },
    observer,
    clock: () => new Date('2026-04-01T00:00:00Z'),
  });
  const { batchItemFailures } = await handler(queueBatch(bodies), context);
  return { failures: batchItemFailures, counts };
};
const entriesOf = (member: string) => createLedgerStore(tables.credentials).entriesOf('midland', member);
const reasons = () =>
  queue.calls.map(
    ({ body }) => (body['MessageAttributes'] as { field: { StringValue: string } }).field.StringValue,
  );

describe('attending a meeting', () => {
  it('is credited under each program that credits it, by its own standard', async () => {
    await run([attended('ada', 'first', 75)]);
    const entries = await entriesOf('ada');
    expect(entries.map(({ program, amount, unit }) => ({ program, amount, unit }))).toEqual([
      { program: 'ceu', amount: 0.1, unit: 'CEU' },
      { program: 'cpe', amount: 1.4, unit: 'CPE credits' },
    ]);
    expect(entries[1]).toMatchObject({
      source: 'meeting',
      sourceId: 'first',
      activity: 'Meeting of The algebra group',
      fieldOfStudy: 'Personal Development',
      deliveryMethod: 'group-internet-based',
      location: 'Online',
      minutes: 75,
      from: '2026-03-02',
      through: '2026-03-02',
    });
    expect(verifyChain(entries)).toMatchObject({ intact: true, entries: 2 });
  });

  it('is credited once, whether the message comes again or the meeting is reported again', async () => {
    await run([attended('grace', 'first', 75)]);
    await run([attended('grace', 'first', 75), attended('grace', 'first', 200, 'algebra', 'another-report')]);
    expect((await entriesOf('grace')).map(({ amount }) => amount)).toEqual([0.1, 1.4]);
  });

  it('earns nothing where the minutes are too few, and is done', async () => {
    const { failures } = await run([
      attended('emmy', 'short', 29, 'reading'),
      attended('emmy', 'shorter', 9, 'reading'),
    ]);
    expect(failures).toEqual([]);
    expect(await entriesOf('emmy')).toEqual([]);
    expect(queue.calls).toEqual([]);
  });

  it('keeps the chain whole where many come at once', async () => {
    await run(Array.from({ length: 5 }, (_, i) => attended('popular', `m${i}`, 50, 'reading')));
    expect(verifyChain(await entriesOf('popular'))).toMatchObject({ intact: true, entries: 5 });
  });

  it('is appended in turn where a batch has many of one member, though others cannot be credited', async () => {
    const before = (await entriesOf('popular')).length;
    const many = Array.from({ length: 12 }, (_, i) => attended('popular', `turn${i}`, i === 3 ? 721 : 720));
    const { failures, counts } = await run([...many, attended('ada', 'beside', 60, 'reading')]);
    expect(failures).toEqual([]);
    expect(counts).toEqual(
      new Map([
        ['MeetingsCredited', 23],
        ['MessagesSetAside', 1],
      ]),
    );
    const entries = (await entriesOf('popular')).slice(before);
    const meetings = [...new Set(entries.map(({ sourceId }) => sourceId))];
    expect(meetings).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11].map((i) => `turn${i}`));
  });
});

describe('a message that cannot be credited', () => {
  it.each([
    ['a member who is not there', attended('nobody', 'first', 60), 'data.member'],
    ['a community that is not there', attended('ada', 'first', 60, 'nowhere'), 'data.community'],
    ['a member of another community', attended('emmy', 'first', 60), 'data.member'],
    ['more than twelve hours', attended('ada', 'long', 721), 'data.minutes'],
    ['another event', busMessage(postOf('p1')), 'type'],
    [
      'an event of days to come',
      busMessage(
        eventOf(
          'meeting.attended',
          { meeting: 'm', kind: 'virtual', minutes: 60 },
          { time: '2027-01-01T00:00:00Z' },
        ),
      ),
      'time',
    ],
  ])('of %s is set aside with the field', async (_, body, field) => {
    const { failures } = await run([body]);
    expect(failures).toEqual([]);
    expect(reasons()).toEqual([field]);
  });
});
