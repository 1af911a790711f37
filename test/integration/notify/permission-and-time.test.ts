import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNotice } from '../../../shared/notifications/write-notice.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { createNotifyWorld, type NotifyWorld } from '../../support/notify-world.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const worldOf = async (organization: string, ana = {}): Promise<NotifyWorld> => {
  const world = createNotifyWorld(tables, organization);
  await world.found();
  await world.join('ana', ana);
  await world.join('ben', {});
  return world;
};

const leave = (organization: string, member: string) =>
  tables.community.client.send(
    new DeleteCommand({
      TableName: tables.community.name,
      Key: { pk: `ORG#${organization}#MEMBER#${member}`, sk: 'COMMUNITY#algebra' },
    }),
  );

const publish = async (world: NotifyWorld, organization: string): Promise<object> => {
  const { notice, event } = writeNotice({
    ...{ organization, notice: 'n1', title: 'Closed', text: 'Snow.', by: 'ben' },
    ...{ communities: ['algebra'], inQuietHours: false, at: world.now, eventId: 'e1' },
  });
  await world.stores.notices.publish(notice, event);
  return event;
};

const quiet = { quietHours: { from: 8, until: 12 } };

describe('an answer that comes before its topic', () => {
  it('comes again, and is then told to whoever began the topic, and to whom it names', async () => {
    const world = await worldOf('early');
    await world.join('cy', {});
    const answer = await world.post('r1', 'ben', { topic: 't1', mentions: ['cy'] });
    expect(await world.tell([answer])).toHaveLength(1);
    expect(world.mails).toEqual([]);
    await world.post('t1', 'ana');
    expect(await world.tell([answer], { receives: 2 })).toEqual([]);
    expect(world.mails.map(({ tags }) => tags['member']).sort()).toEqual(['ana', 'cy']);
    expect(world.counts.get('NotificationsWithoutTopic')).toBeUndefined();
  });

  it('is told in the end to whom it names, where the topic never comes, and counted', async () => {
    const world = await worldOf('orphan');
    const answer = await world.post('r1', 'ben', { topic: 't1', mentions: ['ana'] });
    expect(await world.tell([answer], { receives: 4 })).toHaveLength(1);
    expect(await world.tell([answer], { receives: 5 })).toEqual([]);
    expect(world.mails.map(({ tags }) => tags['member'])).toEqual(['ana']);
    expect(world.counts.get('NotificationsWithoutTopic')).toBe(1);
    expect(world.setAside).toEqual([]);
  });
});

describe('a notice to a community', () => {
  it('that waited for the morning is not told to whoever left meanwhile', async () => {
    const world = await worldOf('left-overnight', quiet);
    await world.tell([await publish(world, 'left-overnight')]);
    await leave('left-overnight', 'ana');
    await world.plan('2026-11-20T12:01:00.000Z');
    expect(world.mails).toEqual([]);
    const tallies = await world.stores.notices.tallies('left-overnight', 'n1');
    expect(tallies).toMatchObject([{ SENT: 1, 'not-a-member': 1, HELD: 0 }]);
  });

  it('is not told to whoever left, though an index names them still', async () => {
    const world = await worldOf('left-just-now');
    const event = await publish(world, 'left-just-now');
    const { members, next } = await world.stores.rosters.rosterPage('left-just-now', 'algebra', { size: 9 });
    await leave('left-just-now', 'ana');
    const rosterPage = () => Promise.resolve({ members, next });
    await world.tell([event], { stores: { rosters: { ...world.stores.rosters, rosterPage } } });
    expect(world.bulks.flatMap(({ entries }) => entries.map(({ tags }) => tags['member']))).toEqual(['ben']);
  });
});

describe('an urgent notice to communities', () => {
  const tell = async (organization: string, choice: Parameters<NotifyWorld['join']>[1]) => {
    const world = await worldOf(organization, choice);
    return { world, event: await publish(world, organization) };
  };
  const join = (world: NotifyWorld, organization: string, community: string) =>
    world.stores.members.join({
      ...{ organization, member: 'ana', community, role: 'member' },
      joinedAt: '2026-11-01T00:00:00.000Z',
    });
  const told = ({ bulks }: NotifyWorld) =>
    bulks.flatMap(({ entries }) => entries.map(({ tags }) => tags['member'])).sort();

  it('is not told to whoever muted the community, and counted so', async () => {
    const { world, event } = await tell('muting', { communities: { algebra: 'muted' } });
    await world.tell([event]);
    expect(told(world)).toEqual(['ben']);
    expect(await world.stores.notices.tallies('muting', 'n1')).toMatchObject([{ SENT: 1, muted: 1 }]);
  });

  it('is told to whoever wants only what speaks to them', async () => {
    const { world, event } = await tell('mentions', { communities: { algebra: 'mentions' } });
    await world.tell([event]);
    expect(told(world)).toEqual(['ana', 'ben']);
  });

  it.each([
    ['where they hear another that it is for', 'one', 'geometry', ['ana', 'ben']],
    ['and not through one that it is not for', 'none', 'elsewhere', ['ben']],
  ])('is told to whoever muted one of them, %s', async (_case, organization, also, expected) => {
    const world = await worldOf(`muted-${organization}`, { communities: { algebra: 'muted' } });
    await join(world, `muted-${organization}`, also);
    const { notice, event } = writeNotice({
      ...{ organization: `muted-${organization}`, notice: 'n1', title: 'Closed', text: 'Snow.', by: 'ben' },
      ...{ communities: ['algebra', 'geometry'], inQuietHours: false, at: world.now, eventId: 'e1' },
    });
    await world.stores.notices.publish(notice, event);
    await world.tell([event]);
    for (let page = world.forwarded.shift(); page; page = world.forwarded.shift())
      await world.tell([{ page }]);
    expect(told(world)).toEqual(expected);
  });

  it('is not told in the morning to whoever muted the community overnight', async () => {
    const { world, event } = await tell('muted-overnight', quiet);
    await world.tell([event]);
    await world.stores.digests.savePreferences(
      'muted-overnight',
      'ana',
      {
        ...{ frequency: 'none', timeZone: 'UTC', hour: 8, weekday: 1 },
        ...quiet,
        communities: { algebra: 'muted' },
      },
      world.now,
    );
    await world.plan('2026-11-20T12:01:00.000Z');
    expect(world.mails).toEqual([]);
    const tallies = await world.stores.notices.tallies('muted-overnight', 'n1');
    expect(tallies).toMatchObject([{ SENT: 1, muted: 1, HELD: 0 }]);
  });

  it('that waited for the morning says when it was written, and what held it', async () => {
    const { world, event } = await tell('dated', { ...quiet, timeZone: 'Europe/Paris', language: 'fr' });
    await world.tell([event]);
    expect(world.bulks[0]?.template.text).not.toContain('Written on');
    await world.plan('2026-11-20T11:01:00.000Z');
    for (const part of [world.mails[0]?.text, world.mails[0]?.html]) {
      expect(part).toContain('Écrit le vendredi 20 novembre à 11:00');
      expect(part?.replace(/\s+/g, ' ')).toContain('Il a attendu la fin de vos heures de silence.');
    }
  });
});

describe('a deadline that waited', () => {
  const start = async (world: NotifyWorld, organization: string, nextDueOn: string): Promise<void> => {
    const data = { member: 'ben', community: 'algebra', cycle: 'c1', title: 'Number talks', nextDueOn };
    const event = world.event('cycle.started', data);
    const cycle = {
      ...{ organization, community: 'algebra', cycle: 'c1', title: 'Number talks', members: ['ana'] },
      ...{ startedAt: world.now.toISOString(), completed: [], revision: 0, nextDueOn },
    };
    await world.stores.inquiry.putCycle(cycle, event);
    await world.tell([event]);
  };

  it('says "today" when the day has come', async () => {
    const world = await worldOf('on-the-day', { quietHours: { from: 7, until: 6 } });
    await start(world, 'on-the-day', '2026-11-21');
    await world.plan('2026-11-21T06:01:00.000Z');
    expect(world.mails.map(({ subject }) => subject)).toEqual([
      'To be done today: Review data and identify a problem · Number talks',
    ]);
    expect(world.mails[0]?.text.replace(/\s+/g, ' ')).toContain('is to be done today, Saturday 21 November');
  });

  it('is not told when the day is over, and says why', async () => {
    const world = await worldOf('over', quiet);
    await start(world, 'over', '2026-11-21');
    await world.plan('2026-11-22T06:01:00.000Z');
    const due = {
      due: { kind: 'held', organization: 'over', name: 'ana', dueAt: '2026-11-20T12:00:00.000Z' },
    };
    await world.tell([due]);
    expect(world.mails).toEqual([]);
    expect(world.counts.get('NotificationsSuppressed')).toBe(1);
    const [day] = await world.stores.mailDays.of('over', ['2026-11-22']);
    expect(day?.untold).toEqual({ 'too-late': 1 });
  });
});

describe('what waited through an outage', () => {
  it.each([
    [71, 1],
    [73, 0],
  ])('for %i hours is told %i times', async (hours, mails) => {
    const world = await worldOf(`outage-${hours}`, quiet);
    await world.post('t1', 'ana');
    await world.tell([await world.post('r1', 'ben', { topic: 't1' })]);
    // Not in the quiet hours of the day on which it is over.
    world.now = new Date(world.now.getTime() + hours * 3_600_000);
    await world.stores.digests.savePreferences(
      `outage-${hours}`,
      'ana',
      { frequency: 'none', timeZone: 'UTC', hour: 8, weekday: 1 },
      world.now,
    );
    const due = {
      kind: 'held',
      organization: `outage-${hours}`,
      name: 'ana',
      dueAt: '2026-11-20T12:00:00.000Z',
    };
    await world.tell([{ due }]);
    expect(world.mails).toHaveLength(mails);
  });
});
