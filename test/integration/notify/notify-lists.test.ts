import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readUnsubscribeSubject } from '../../../shared/mail/list-headers.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { createNotifyWorld, type NotifyWorld } from '../../support/notify-world.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

/** Ana, who began t1 and wants nothing at night, and Ben, who answers there and names her elsewhere. */
const nightIn = async (organization: string): Promise<NotifyWorld> => {
  const world = createNotifyWorld(tables, organization);
  await world.found();
  await world.join('ana', { quietHours: { from: 22, until: 7 } });
  await world.join('ben', {});
  world.now = new Date('2026-11-20T23:00:00.000Z');
  await world.post('t1', 'ana');
  return world;
};

const answers = (world: NotifyWorld, count: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => world.post(`r${i}`, 'ben', { topic: 't1' })));

const headersOf = (world: NotifyWorld) =>
  new Map(world.mails.at(-1)?.headers.map(({ name, value }) => [name, value]));

/** Does with the last mail what a mail program does in one click; `web` is the address it posts to. */
const endLast = async (world: NotifyWorld): Promise<{ readonly web: string }> => {
  const [, web = ''] = /<(https:[^>]+)>/.exec(headersOf(world).get('List-Unsubscribe') ?? '') ?? [];
  const [, token = '', list] = /\/unsubscribe\/([^/]+)(?:\/(.+))?$/.exec(web) ?? [];
  const read = readUnsubscribeSubject(['unsubscribe', token, list ?? ''].join(' ').trim());
  if (!read) throw new Error(`${web} ends nothing`);
  await world.stores.digests.unsubscribe(read.token, world.now, read.list);
  return { web };
};

describe('a mail that waited', () => {
  it('of a mention and five replies ends in one click, and nothing of either comes after it', async () => {
    const world = await nightIn('mixed-night');
    const named = await world.post('m1', 'ben', { mentions: ['ana'] });
    await world.tell([named, ...(await answers(world, 5))]);
    await world.plan('2026-11-21T07:01:00.000Z');
    expect(world.mails.map(({ subject }) => subject)).toEqual(['6 things that waited for you']);
    expect(headersOf(world).get('List-Id')).toMatch(/<mixed-night\.notifications\./);
    const { web } = await endLast(world);
    expect(web).toMatch(/\/notifications$/);
    // The same is in the mail for people, beside the end of each kind.
    expect(world.mails[0]?.text).toContain(web);
    expect(world.mails[0]?.text).toMatch(/\/unsubscribe\/[^/]+\/reply\n/);

    world.now = new Date('2026-11-21T10:00:00.000Z');
    const later = [
      await world.post('m2', 'ben', { mentions: ['ana'] }),
      await world.post('r9', 'ben', { topic: 't1' }),
    ];
    await world.tell(later);
    expect(world.mails).toHaveLength(1);
  });

  it('of twenty replies that it tells and a mention that it only counts is of both', async () => {
    const world = await nightIn('counted-night');
    await world.tell(await answers(world, 21));
    world.now = new Date('2026-11-20T23:30:00.000Z');
    await world.tell([await world.post('m1', 'ben', { mentions: ['ana'] })]);
    await world.plan('2026-11-21T07:01:00.000Z');
    expect(world.mails.map(({ subject }) => subject)).toEqual(['22 things that waited for you']);
    expect((await endLast(world)).web).toMatch(/\/notifications$/);
  });

  it('of replies alone ends the replies alone', async () => {
    const world = await nightIn('plain-night');
    await world.tell(await answers(world, 3));
    await world.plan('2026-11-21T07:01:00.000Z');
    expect(headersOf(world).get('List-Id')).toMatch(/<plain-night\.reply\./);
    expect((await endLast(world)).web).toMatch(/\/reply$/);
    expect(world.mails[0]?.text).not.toContain('/notifications');
  });
});
