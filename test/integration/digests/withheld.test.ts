import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FeedItem } from '../../../shared/discussions/model.ts';
import type { Mail } from '../../../shared/platform/mail.ts';
import { createDigestWorld, type DigestWorld } from '../../support/digest-world.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const none = { frequency: 'none', timeZone: 'UTC', hour: 7, weekday: 1 } as const;
const at = (day: number, time = '09:00:00'): string => `2026-11-${day}T${time}.000Z`;

const found = async (organization: string, preferences?: Parameters<DigestWorld['join']>[2]) => {
  const world = createDigestWorld(tables, organization);
  await world.found('algebra');
  await world.join('ana', ['algebra'], preferences);
  await world.join('ben', ['algebra'], none);
  const { feed } = world.stores;
  return {
    world,
    hold: (post: string, when: string) => feed.hold(organization, 'algebra', post, new Date(when)),
    release: (post: string, when: string) => feed.release(organization, 'algebra', post, new Date(when)),
    remove: (post: string, when: string) =>
      feed.remove(
        { organization, community: 'algebra', post, kind: 'topic', postedAt: at(20, '05:00:00') },
        new Date(when),
      ),
    reply: (post: string, postedAt: string, own: Partial<FeedItem> = {}) =>
      world.post({ post, kind: 'reply', topic: 't', title: 'About t', member: 'ben', postedAt, ...own }),
  };
};

/** What a mail says of discussions, in the words of its bylines. */
const toldIn = (mails: readonly Mail[]): string[] =>
  mails.flatMap(({ text }) => text.match(/(New topic|\d+ repl(y|ies))[^\n]* by [^\n]*/g) ?? []);

describe('what is withheld after a sender read it for another member', () => {
  /** Ana's digest is built; then something happens; then Cem's, by the same sender. */
  const between = async (
    organization: string,
    arrange: (there: Awaited<ReturnType<typeof found>>) => Promise<void>,
    happens: (there: Awaited<ReturnType<typeof found>>) => Promise<void>,
  ): Promise<string | undefined> => {
    const there = await found(organization);
    const { world } = there;
    await world.join('cem', ['algebra']);
    await arrange(there);
    world.now = new Date(at(20, '07:01:00'));
    const due = await world.plan();
    const sender = world.startSender();
    const tell = (member: string) =>
      world.deliver(
        due.filter((one) => one.member === member),
        { sender },
      );
    await tell('ana');
    expect(world.mails).toHaveLength(1);
    await happens(there);
    world.now = new Date(at(20, '07:02:20'));
    await tell('cem');
    return world.mails[1]?.text;
  };

  it('is told nobody, however much it is', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `spam-${i}`);
    const text = await between(
      'flood',
      async ({ world }) => {
        for (const post of names) await world.post({ post, member: 'ben', postedAt: at(20, '05:00:00') });
        await world.post({ post: 'kept', member: 'ana', postedAt: at(20, '05:00:00') });
      },
      async ({ remove }) => {
        for (const post of names) await remove(post, at(20, '07:01:20'));
      },
    );
    expect(text).toContain('About kept');
    expect(text).not.toMatch(/spam|more post/);
  });

  it('is neither counted, nor its writer named, in a discussion that is told', async () => {
    const insults = ['i1', 'i2', 'i3', 'i4'];
    const text = await between(
      'insults',
      async ({ world, reply }) => {
        await world.post({ post: 't', member: 'ana', postedAt: at(20, '04:00:00') });
        await reply('fine', at(20, '04:30:00'), { member: 'ana' });
        for (const post of insults)
          await reply(post, at(20, '05:00:00'), { mentions: ['cem'], excerpt: `Insult ${post}` });
      },
      async ({ hold }) => {
        for (const post of insults) await hold(post, at(20, '07:01:20'));
      },
    );
    expect(text).toContain('New topic and 1 reply by Ana Example');
    expect(text).not.toMatch(/Insult|Ben Example/);
  });

  it('is told nobody where it is a topic whose first post nobody told', async () => {
    const text = await between(
      'unknown',
      async ({ world, reply }) => {
        await reply('r', at(20, '05:00:00'));
        await world.post({ post: 'other', member: 'ben', postedAt: at(20, '05:00:00') });
      },
      ({ remove }) => remove('t', at(20, '07:01:20')),
    );
    expect(text).toContain('About other');
    expect(text).not.toContain('About t');
  });
});

describe('a discussion that is released', () => {
  it('is told with all that was said, where it was held twice', async () => {
    const { world, hold, release, reply } = await found('twice');
    await world.post({ post: 't', member: 'ben', postedAt: at(20, '05:00:00') });
    await world.run(at(20, '07:01:00'));
    await hold('t', at(20, '08:00:00'));
    for (const day of [20, 21, 22, 23]) await reply(`r${day}`, at(day));
    for (const day of [21, 22, 23]) await world.run(at(day, '07:01:00'));
    await release('t', at(23, '08:00:00'));
    await hold('t', at(23, '08:10:00'));
    await world.run(at(24, '07:01:00'));
    await release('t', at(24, '08:00:00'));
    for (const day of [25, 26]) await world.run(at(day, '07:01:00'));
    expect(toldIn(world.mails)).toEqual([
      'New topic by Ben Example',
      'New topic and 4 replies by Ben Example',
    ]);
    // Whether it was answered before is not known of what is told late.
    expect(world.mails[1]?.text).not.toContain('Unanswered');
  });

  it('is, where its member chose shorter times meanwhile', async () => {
    const weekly = { frequency: 'weekly', timeZone: 'UTC', hour: 7, weekday: 1 } as const;
    const { world, hold, release, reply } = await found('shorter', weekly);
    await world.post({ post: 't', member: 'ben', postedAt: at(22, '05:00:00') });
    await world.run(at(23, '07:01:00'));
    for (const day of [24, 25, 26, 27]) await reply(`r${day}`, at(day));
    await hold('t', at(29, '08:00:00'));
    await world.run(at(30, '07:01:00'));
    const daily = { ...weekly, frequency: 'daily' } as const;
    await world.stores.digests.savePreferences('shorter', 'ana', daily, new Date(at(30, '12:00:00')));
    await release('t', '2026-12-01T08:00:00.000Z');
    for (const day of [1, 2, 3]) await world.run(`2026-12-0${day}T07:01:00.000Z`);
    expect(toldIn(world.mails)).toEqual([
      'New topic by Ben Example',
      'New topic and 4 replies by Ben Example',
    ]);
  });

  it('is, where nothing was sent for days before it was held', async () => {
    const { world, hold, release, reply } = await found('down');
    await world.post({ post: 't', member: 'ben', postedAt: at(20, '05:00:00') });
    await world.run(at(20, '07:01:00'));
    for (const day of [20, 21, 22]) await reply(`r${day}`, at(day));
    await hold('t', at(23, '06:00:00'));
    await world.run(at(23, '07:01:00'));
    await release('t', at(23, '12:00:00'));
    for (const day of [24, 25]) await world.run(at(day, '07:01:00'));
    expect(toldIn(world.mails)).toEqual([
      'New topic by Ben Example',
      'New topic and 3 replies by Ben Example',
    ]);
  });
});
