import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { progressOf } from '../../../shared/notifications/notice-model.ts';
import { writeNotice } from '../../../shared/notifications/write-notice.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { createNotifyWorld, type NotifyWorld } from '../../support/notify-world.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const publish = async (
  world: NotifyWorld,
  organization: string,
  more: { communities?: string[]; inQuietHours?: boolean; text?: string } = {},
) => {
  const { notice, event } = writeNotice({
    organization,
    notice: 'n1',
    title: 'Schools close at noon {{name}}',
    text: more.text ?? 'Because of <snow>.\n\nStay {{safe}}.',
    by: 'm00',
    communities: more.communities ?? [],
    inQuietHours: more.inQuietHours ?? false,
    at: world.now,
    eventId: 'e1',
  });
  await world.stores.notices.publish(notice, event);
  return event;
};

/** Tells what was published, and every page that is handed on. */
const goOut = async (world: NotifyWorld, event: object): Promise<void> => {
  await world.tell([event]);
  for (let page = world.forwarded.shift(); page; page = world.forwarded.shift()) await world.tell([{ page }]);
};

const progress = async (world: NotifyWorld, organization: string) =>
  progressOf(await world.stores.notices.tallies(organization, 'n1'));

describe('a notice', () => {
  it('takes as many turns of the sending rate as it has readers; who gets none is mailed with the same page when it comes again', async () => {
    const world = createNotifyWorld(tables, 'turns');
    await world.found();
    for (let i = 0; i < 5; i += 1) await world.join(`m0${i}`, {});
    world.turns = 3;
    const event = await publish(world, 'turns');
    await world.tell([event]);
    expect(await progress(world, 'turns')).toMatchObject({ sent: 3, held: 0 });
    expect(await world.stores.notices.get('turns', 'n1')).not.toHaveProperty('finishedAt');
    expect(world.forwarded).toEqual([{ organization: 'turns', notice: 'n1' }]);
    world.turns = 2;
    await goOut(world, event);
    expect(world.bulks.map(({ entries }) => entries.length)).toEqual([3, 2]);
    expect(world.mails).toEqual([]);
    expect(await progress(world, 'turns')).toMatchObject({ people: 5, sent: 5 });
    expect(await world.stores.notices.get('turns', 'n1')).toHaveProperty('finishedAt');
  });

  it('reaches everybody once, in one call for each fifty of a language, and counts every one of them', async () => {
    const world = createNotifyWorld(tables, 'all');
    await world.found();
    const choices = [
      { off: ['notice' as const] },
      { language: 'ar' as const },
      { quietHours: { from: 8, until: 12 } },
    ];
    for (let i = 0; i < 54; i += 1) await world.join(`m${String(i).padStart(2, '0')}`, choices[i] ?? {});
    const event = await publish(world, 'all');
    await goOut(world, event);
    await goOut(world, event);
    const sentTo = world.bulks.flatMap(({ entries }) => entries.map(({ to }) => to));
    expect(sentTo).toHaveLength(52);
    expect(new Set(sentTo).size).toBe(52);
    expect(world.bulks.length).toBeLessThanOrEqual(4);
    expect(await progress(world, 'all')).toEqual({
      people: 54,
      sent: 52,
      held: 1,
      sending: 0,
      inDoubt: 0,
      switchedOff: 1,
      muted: 0,
      notSent: 0,
    });
    expect(await world.stores.notices.get('all', 'n1')).toHaveProperty('finishedAt');

    await world.plan('2026-11-20T12:01:00.000Z');
    expect(world.mails).toMatchObject([{ subject: 'Schools close at noon {{name}}' }]);
    expect(await progress(world, 'all')).toMatchObject({ people: 54, sent: 53, held: 0 });
  });

  it('is one body with places for what differs, and nothing else that the service could take for a place', async () => {
    const world = createNotifyWorld(tables, 'body');
    await world.found();
    await world.join('m00', {});
    await goOut(world, await publish(world, 'body'));
    const [bulk] = world.bulks;
    const places = (part = '') => [...part.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name);
    expect(places(bulk?.template.subject)).toEqual([]);
    expect(new Set(places(bulk?.template.html))).toEqual(new Set(['htmlName', 'token']));
    expect(new Set(places(bulk?.template.text))).toEqual(new Set(['name', 'token']));
    expect(bulk?.template.html).toContain('Because of &lt;snow&gt;.');
    const [entry] = bulk?.entries ?? [];
    const schedule = await world.stores.digests.getSchedule('body', 'm00');
    expect(entry?.values).toEqual({
      htmlName: 'M00 &lt;Example&gt;',
      name: 'M00 <Example>',
      token: schedule?.unsubscribeToken,
    });
    expect(bulk?.template.text).toContain('/unsubscribe/{{token}}/notice');
    expect(entry?.headers.map(({ name }) => name)).toContain('List-Unsubscribe-Post');
  });

  it('goes to the communities named alone, each member once, and where it cannot wait, in quiet hours, too', async () => {
    const world = createNotifyWorld(tables, 'some');
    await world.found();
    const organization = 'some';
    await world.join('m00', {});
    await world.join('quiet', { quietHours: { from: 8, until: 12 } });
    await world.stores.members.addMember({
      ...{ organization, member: 'elsewhere', name: 'E', email: 'e@some.example.org' },
      ...{ role: 'member', joinedAt: '2026-11-01T00:00:00.000Z' },
    });
    await world.stores.members.join({
      ...{ organization, member: 'm00', community: 'geometry', role: 'member' },
      joinedAt: '2026-11-01T00:00:00.000Z',
    });
    await goOut(
      world,
      await publish(world, 'some', { communities: ['algebra', 'geometry'], inQuietHours: true }),
    );
    const sentTo = world.bulks.flatMap(({ entries }) => entries.map(({ tags }) => tags['member']));
    expect(sentTo.sort()).toEqual(['m00', 'quiet']);
    expect(await progress(world, 'some')).toMatchObject({ people: 2, sent: 2 });
  });

  it('says of each what the service said of them: sent, refused, not yet, perhaps', async () => {
    const world = createNotifyWorld(tables, 'fates');
    await world.found();
    for (const member of ['m00', 'm01', 'm02', 'm03']) await world.join(member, {});
    const error = new Error('as it goes') as never;
    world.sendBulk = () =>
      Promise.resolve([
        { kind: 'accepted', messageId: 'a' },
        { kind: 'refused', error },
        { kind: 'unavailable', error },
        { kind: 'unknown', error },
      ]);
    await goOut(world, await publish(world, 'fates'));
    expect(await progress(world, 'fates')).toMatchObject({
      people: 4,
      sent: 1,
      notSent: 1,
      held: 1,
      inDoubt: 1,
    });
    expect(await world.stores.notes.listInDoubt('fates', { limit: 10 })).toMatchObject([
      { member: 'm03', kind: 'notice' },
    ]);
    await world.plan('2026-11-20T10:16:00.000Z');
    expect(world.mails.map(({ tags }) => tags['member'])).toEqual(['m02']);
    expect(await progress(world, 'fates')).toMatchObject({ people: 4, sent: 2, held: 0 });
  });
});
