import { SQSClient } from '@aws-sdk/client-sqs';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/record-mail-feedback/handler.ts';
import { feedbackOn } from '../../../local/mail/feedback.ts';
import { createFeedbackStore } from '../../../shared/mail/feedback-store.ts';
import { createMailCountsStore } from '../../../shared/mail/mail-counts-store.ts';
import { claimSortKeyOf, digestMailId, noteMailId } from '../../../shared/mail/mail-id.ts';
import { suppressionOf } from '../../../shared/mail/standing.ts';
import { createMailStandingsStore } from '../../../shared/mail/standing-store.ts';
import { createMembersStore } from '../../../shared/members/store.ts';
import { context, queueBatch } from '../../support/invocations.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { keepingObserver } from '../../support/observer.ts';

const DAY = '2026-11-22';
const SENT_AT = `${DAY}T07:01:00.000Z`;
const NOW = new Date('2026-11-22T12:00:00.000Z');

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

/** An organization with a member whose address is of SES's simulator, and a mail to them that has a claim. */
const worldOf = async (organization: string, local: string, { writes = tables.community } = {}) => {
  const { community } = tables;
  const { observer, counts: metrics, lines } = keepingObserver();
  const members = createMembersStore(community);
  const standings = createMailStandingsStore(community);
  const days = createMailCountsStore(community);
  // An address signs in as one member; the simulator ignores what follows the plus.
  const email = `${local}+${organization}@simulator.amazonses.com`;
  await members.addMember({
    organization,
    member: 'ada',
    name: 'Ada Example',
    email,
    role: 'member',
    joinedAt: SENT_AT,
  });
  const handler = createHandler({
    members,
    standings: createMailStandingsStore(writes),
    feedback: createFeedbackStore(writes, () => 3),
    ids: () => 'event-1',
    deadLetters: { client: new SQSClient({}), queueUrl: 'https://queue.example.org/dead', maxReceives: 5 },
    observer,
  });
  const keyOf = (mail: string) => ({
    pk: `ORG#${organization}#MEMBER#ada`,
    sk: claimSortKeyOf(mail) ?? '',
  });
  return {
    standings,
    metrics,
    lines,
    email,
    async claim(mail: string): Promise<void> {
      const Item = { ...keyOf(mail), status: 'SENT' };
      await community.client.send(new PutCommand({ TableName: community.name, Item }));
    },
    /** What SES tells of the mail. */
    told: (mail: string, at = SENT_AT, to = email) =>
      feedbackOn({
        id: `ses-${mail}`,
        at,
        envelope: { from: 'digest@plc.test', to: [to] },
        subject: 'Your day',
        headers: [],
        configurationSet: 'Set',
        tags: Object.entries({ organization, member: 'ada', mail }).map(([Name, Value]) => ({ Name, Value })),
      }).map((detail) => JSON.stringify({ source: 'aws.ses', 'detail-type': 'Email', detail })),
    async run(bodies: readonly string[]): Promise<string[]> {
      const { batchItemFailures } = await handler(queueBatch(bodies), context);
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
    async claimOf(mail: string): Promise<Record<string, unknown> | undefined> {
      const { Item } = await community.client.send(
        new GetCommand({ TableName: community.name, Key: keyOf(mail) }),
      );
      return Item;
    },
    async counted(day = DAY): Promise<Record<string, number>> {
      const [figures] = await days.of(organization, [day]);
      return Object.fromEntries(Object.entries(figures?.counts ?? {}).filter(([, n]) => n > 0));
    },
    async suppressed() {
      return suppressionOf(await standings.get(organization, 'ada'), email, NOW);
    },
  };
};

const FIRST = digestMailId(`${DAY}T07:00:00.000Z`);
const SECOND = digestMailId(`${DAY}T08:00:00.000Z`);

describe('what became of a mail', () => {
  it('is kept on its claim and counted once, however often SES tells it', async () => {
    const world = await worldOf('once', 'success');
    await world.claim(FIRST);
    await world.claim(SECOND);
    const told = [...world.told(FIRST), ...world.told(SECOND)];
    expect(await world.run([...told, ...told])).toEqual([]);
    expect(await world.run(told)).toEqual([]);
    // One of the two is new, and the other known: the new one alone is counted.
    const opened = told[0]?.replace('"eventType":"Send"', '"eventType":"Open"') ?? '';
    expect(await world.run([opened, ...told])).toEqual([]);
    expect(await world.claimOf(FIRST)).toMatchObject({
      sentAt: SENT_AT,
      deliveredAt: SENT_AT,
      openedAt: SENT_AT,
    });
    expect(await world.counted()).toEqual({ sent: 2, delivered: 2, opened: 1 });
    expect(await world.suppressed()).toBeUndefined();
  });

  it('is let go where the mail has no claim, and keeps no claim from being made', async () => {
    const world = await worldOf('unclaimed', 'bounce');
    expect(await world.run(world.told(FIRST))).toEqual([]);
    expect(await world.claimOf(FIRST)).toBeUndefined();
    expect(await world.counted()).toEqual({});
  });

  it('is counted under the day on which the mail was sent, for notifications, too', async () => {
    const world = await worldOf('days', 'complaint');
    const note = noteMailId('n-1');
    await world.claim(note);
    const [sent = '', delivered = '', complained = ''] = world.told(note);
    await world.run([sent, delivered, complained.replaceAll('"arrivalDate"', '"later"')]);
    expect(await world.counted()).toEqual({ sent: 1, delivered: 1, complained: 1 });
    expect(await world.counted('2026-11-23')).toEqual({});
  });

  it('is tried again, with nothing written, where the table does not answer', async () => {
    const failing = {
      name: 'community',
      client: Object.assign(Object.create(tables.client) as typeof tables.client, {
        send: () => Promise.reject(new Error('the table does not answer')),
      }),
    };
    const world = await worldOf('failing', 'success', { writes: failing });
    await world.claim(FIRST);
    expect(await world.run(world.told(FIRST))).toEqual(['m0', 'm1']);
    expect(await world.counted()).toEqual({});
  });
});

describe('an address', () => {
  it.each([
    ['bounce', 'bounced', { sent: 1, bounced: 1 }, 'mail.bounced'],
    ['complaint', 'complained', { sent: 1, delivered: 1, complained: 1 }, 'mail.complained'],
  ])('that answers as %s gets no mail of its organization any more', async (local, reason, figures, type) => {
    const world = await worldOf(`of-${local}`, local);
    const elsewhere = await worldOf(`next-to-${local}`, local);
    await world.claim(FIRST);
    await world.run(world.told(FIRST));
    await world.run(world.told(FIRST));
    expect(await world.suppressed()).toBe(reason);
    expect(await world.counted()).toEqual(figures);
    expect(await elsewhere.suppressed()).toBeUndefined();
    // The event rides on the standing; publish-events takes it from there.
    const { Item } = await tables.client.send(
      new GetCommand({
        TableName: 'community',
        Key: { pk: `ORG#of-${local}#MEMBER#ada`, sk: 'MAIL-STANDING' },
      }),
    );
    expect(Item).toMatchObject({ event: { type: `colloquy.${type}.v1`, data: { member: 'ada' } } });
    expect(JSON.stringify([Item, ...world.lines])).not.toContain('@');
  });

  it('that is full is paused after the fourth day, and one that answers by itself never', async () => {
    const full = await worldOf('full', 'softbounce');
    const away = await worldOf('away', 'ooto');
    for (const world of [full, away]) {
      for (const day of [19, 20, 21, 22]) {
        expect(await world.suppressed()).toBeUndefined();
        const mail = digestMailId(`2026-11-${day}T07:00:00.000Z`);
        await world.claim(mail);
        await world.run(world.told(mail, `2026-11-${day}T07:01:00.000Z`));
      }
    }
    expect(await full.suppressed()).toBe('unreachable');
    expect(await away.suppressed()).toBeUndefined();
  });

  it('that the member has left says nothing of the one they have', async () => {
    const world = await worldOf('moved', 'success');
    await world.claim(FIRST);
    await world.run(world.told(FIRST, SENT_AT, 'bounce@simulator.amazonses.com'));
    expect(await world.counted()).toEqual({ sent: 1, bounced: 1 });
    expect(await world.standings.get('moved', 'ada')).toBeUndefined();
  });

  it('is let go by staff, which is written down without it, and listed no more', async () => {
    const world = await worldOf('lifted', 'bounce');
    await world.claim(FIRST);
    await world.run(world.told(FIRST));
    const listed = () => world.standings.listSuppressed('lifted', { limit: 10 });
    expect((await listed()).standings.map(({ member }) => member)).toEqual(['ada']);
    const lifting = {
      organization: 'lifted',
      member: 'ada',
      by: 'petra',
      at: NOW.toISOString(),
      reason: 'they wrote to us from it',
    };
    await world.standings.lift(lifting);
    expect(await world.suppressed()).toBeUndefined();
    expect((await listed()).standings).toEqual([]);
    expect(await world.standings.listLiftings('lifted', 'ada')).toEqual([lifting]);
  });
});
