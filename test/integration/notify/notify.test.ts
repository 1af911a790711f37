import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPost } from '../../../shared/discussions/create-post.ts';
import type { Cycle } from '../../../shared/inquiry/model.ts';
import { Unavailable } from '../../../shared/platform/errors.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { createNotifyWorld, type NotifyWorld } from '../../support/notify-world.ts';

let tables: LocalTables;
let made = 0;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

/** A world of its own in the same tables, with Ana, who began the topic t1, and Ben, who writes. */
const worldOf = async (ana: Parameters<NotifyWorld['join']>[1] = {}): Promise<NotifyWorld> => {
  made += 1;
  const world = createNotifyWorld(tables, `org-${made}`);
  await world.found();
  await world.join('ana', ana);
  await world.join('ben', {});
  await world.post('t1', 'ana', { at: new Date('2026-11-19T10:00:00.000Z') });
  return world;
};

const quiet = { quietHours: { from: 22, until: 7 }, timeZone: 'Asia/Kathmandu' };
/** What a mail says in its text, however its lines are wrapped. */
const saidBy = (mail: NotifyWorld['mails'][number] | undefined) => mail?.text.replace(/\s+/g, ' ');
const header = (world: NotifyWorld, name: string) =>
  world.mails[0]?.headers.find((one) => one.name === name)?.value;

describe('a reply', () => {
  it('is told at once to whoever began the topic, once, in a mail that can be answered and ended', async () => {
    const world = await worldOf();
    const reply = await world.post('r1', 'ben', { topic: 't1', mentions: ['ana'] });
    expect(await world.tell([reply, reply])).toEqual([]);
    await world.tell([reply]);
    expect(world.mails).toHaveLength(1);
    const [mail] = world.mails;
    expect(mail).toMatchObject({
      to: expect.stringContaining('ana@') as string,
      subject: 'New reply: On fractions',
      replyTo: 'r+r1@reply.example.org',
      tags: { member: 'ana', mail: expect.stringMatching(/^note\.[a-f0-9]{32}$/) as string },
    });
    expect(mail?.text).toContain('Words of r1.');
    expect(mail?.html).toContain('Ben &lt;Example&gt; replied to you');
    expect(header(world, 'List-Unsubscribe')).toContain('/reply>');
    expect(header(world, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(header(world, 'References')).toMatch(/^<topic\.[a-f0-9]{32}@colloquy\.example\.org>$/);
  });

  it('is told with a link to all settings to somebody who never chose anything', async () => {
    made += 1;
    const world = createNotifyWorld(tables, `org-${made}`);
    await world.found();
    await world.join('eve');
    await world.join('ben', {});
    await world.post('t1', 'eve');
    await world.tell([await world.post('r1', 'ben', { topic: 't1' })]);
    const schedule = await world.stores.digests.getSchedule(`org-${made}`, 'eve');
    expect(schedule).toMatchObject({ frequency: 'none' });
    expect(world.mails[0]?.text).toContain(`/preferences/${schedule?.unsubscribeToken}`);
  });

  it.each([
    ['switched off', 'switched-off', { off: ['reply', 'mention'] as const }],
    ['in a muted community', 'muted', { communities: { algebra: 'muted' as const } }],
  ])('is not told where it is %s, and is counted as that', async (_why, reason, choice) => {
    const world = await worldOf(choice as Parameters<NotifyWorld['join']>[1]);
    const reply = await world.post('r1', 'ben', { topic: 't1', mentions: ['ana'] });
    await world.tell([reply]);
    expect(world.mails).toEqual([]);
    expect(world.counts.get('NotificationsSuppressed')).toBe(1);
    // The day's figures say why, and once, however often it comes.
    await world.tell([reply]);
    const [today] = await world.stores.mailDays.of(reply.organization, ['2026-11-20']);
    expect(today?.untold).toEqual({ [reason]: 1 });
  });

  it('is told as a mention to whoever wants mentions and no replies', async () => {
    const world = await worldOf({ off: ['reply'] });
    const reply = await world.post('r1', 'ben', { topic: 't1', mentions: ['ana'] });
    await world.tell([reply]);
    await world.stores.digests.savePreferences(
      reply.organization,
      'ana',
      { frequency: 'none', timeZone: 'UTC', hour: 8, weekday: 1 },
      world.now,
    );
    await world.tell([reply]);
    expect(world.mails.map(({ subject }) => subject)).toEqual(['You are mentioned: On fractions']);
  });

  it('is told nobody where it is history, removed, held back, or none of their business any more', async () => {
    const world = await worldOf();
    const old = await world.post('r0', 'ben', { topic: 't1', at: new Date('2026-11-19T09:00:00.000Z') });
    const removed = await world.post('r1', 'ben', { topic: 't1' });
    const { organization } = removed;
    await world.stores.feed.remove({ organization, ...removed.data, postedAt: removed.time }, world.now);
    const heldBack = await world.post('r2', 'ben', { topic: 't1' });
    await world.stores.feed.hold(organization, 'algebra', 'r2', world.now);
    const stranger = await world.post('r3', 'ben', { mentions: ['nobody-here'] });
    expect(await world.tell([old, removed, heldBack, stranger])).toEqual([]);
    expect(world.mails).toEqual([]);
    // And no answer to a topic that is held back, or that was taken out.
    for (const topic of ['held', 'gone']) {
      const asked = await world.post(topic, 'ana');
      const answer = await world.post(`to-${topic}`, 'ben', { topic });
      const { time: postedAt, data } = asked;
      if (topic === 'held') await world.stores.feed.hold(organization, 'algebra', topic, world.now);
      else await world.stores.feed.remove({ organization, ...data, postedAt }, world.now);
      await world.tell([answer]);
      expect(world.mails).toEqual([]);
    }
    const asked = await world.post('open', 'ana');
    await world.tell([asked, await world.post('to-open', 'ben', { topic: 'open' })]);
    expect(world.mails).toHaveLength(1);
  });
});

describe('a post written here', () => {
  /** A reply of Ben's to t1 with a text of its own, and the event that tells of it. */
  const wrote = async (world: NotifyWorld, post: string, body: string) => {
    const event = await world.post(post, 'ben', { topic: 't1', mentions: ['ana'] });
    const { organization } = event;
    const { post: written, event: own } = createPost({
      ...{ organization, community: 'algebra', member: 'ben', post, kind: 'reply', topic: 't1', title: 'T' },
      ...{ body, people: [{ member: 'ana', name: 'Ana Example' }], at: world.now, eventId: `own-${post}` },
    });
    await world.stores.discussions.createPost(written, own);
    return event;
  };

  it('is in its mail whole, line by line, as it was written, with names for mentions', async () => {
    const world = await worldOf();
    await world.tell([await wrote(world, 'r1', 'First, @ANA: x<y and z>3.\n\n* one\n* two\n\nLast.')]);
    const [mail] = world.mails;
    expect(mail?.text).toContain('\nFirst, Ana <Example>: x<y and z>3.\n\n* one\n\n* two\n\nLast.\n');
    expect(mail?.html).toContain('>First, Ana &lt;Example&gt;: x&lt;y and z&gt;3.</p>');
    expect(mail?.text).not.toContain('goes on');
  });

  it('is cut where it is long, with the way to read on', async () => {
    const world = await worldOf();
    await world.tell([await wrote(world, 'r1', `Begin. ${'word '.repeat(3000)}`)]);
    const { text = '' } = world.mails[0] ?? {};
    expect(text.match(/word/g)?.length).toBeGreaterThan(900);
    expect(text.match(/word/g)?.length).toBeLessThan(1000);
    expect(text).toMatch(
      /The post goes on: read on:?\nhttps:\/\/colloquy.example.org\/communities\/algebra\/topics\/t1/,
    );
  });
});

describe('seven answers in a minute', () => {
  it('are two mails at once, and one with the others when ten minutes are over', async () => {
    const world = await worldOf();
    for (let i = 1; i <= 7; i += 1) {
      await world.tell([await world.post(`r${i}`, 'ben', { topic: 't1' })]);
      world.now = new Date(world.now.getTime() + 8000);
    }
    await world.post('t2', 'ana');
    await world.tell([await world.post('other', 'ben', { topic: 't2' })]);
    expect(world.mails.map(({ replyTo }) => replyTo?.split('@')[0])).toEqual(['r+r1', 'r+r2', 'r+other']);
    expect(await world.plan('2026-11-20T10:09:59.000Z')).toBe(0);
    expect(await world.plan('2026-11-20T10:16:00.000Z')).toBe(1);
    expect(world.mails).toHaveLength(4);
    for (let i = 3; i <= 7; i += 1) expect(world.mails[3]?.text).toContain(`Words of r${i}.`);
    expect(saidBy(world.mails[3])).toContain('It waited because several posts came in a few minutes.');
    await world.tell([await world.post('r8', 'ben', { topic: 't1' })]);
    expect(world.mails).toHaveLength(5);
  });
});

describe('quiet hours', () => {
  it('hold everything back, and then one mail tells all of it, without what was ended or removed meanwhile', async () => {
    const world = await worldOf(quiet);
    // 00:15 in Kathmandu (UTC+5:45); quiet until 07:00 there, 01:15 in UTC.
    world.now = new Date('2026-11-20T18:30:00.000Z');
    await world.join('coach', {}, 'coach');
    const events = [];
    for (let i = 0; i < 22; i += 1) events.push(await world.post(`r${i}`, 'ben', { topic: 't1' }));
    const [gone] = events;
    if (!gone) throw new Error('there are events');
    await world.tell(events);
    await world.tell([events[3] ?? {}]);
    expect(world.mails).toEqual([]);
    expect(await world.plan('2026-11-21T01:14:59.000Z')).toBe(0);
    await world.stores.feed.remove(
      { organization: gone.organization, ...gone.data, postedAt: gone.time },
      world.now,
    );
    expect(await world.plan('2026-11-21T01:16:00.000Z')).toBe(1);
    expect(world.mails.map(({ subject }) => subject)).toEqual(['21 things that waited for you']);
    expect(world.mails[0]?.text).toContain('And one thing more');
    // By the clock of Kathmandu, where it is the next day already.
    for (const part of [world.mails[0]?.text, world.mails[0]?.html])
      expect(part?.replace(/\s+/g, ' ').match(/Written on Saturday 21 November at 00:15/g)).toHaveLength(20);
    expect(saidBy(world.mails[0])).toContain('It waited until your quiet hours were over.');
    expect(await world.plan('2026-11-21T01:31:00.000Z')).toBe(0);
    expect(world.mails).toHaveLength(1);
  });

  it('tell one thing alone as it would have been at once', async () => {
    const world = await worldOf(quiet);
    world.now = new Date('2026-11-20T18:30:00.000Z');
    await world.tell([await world.post('r1', 'ben', { topic: 't1' })]);
    await world.plan('2026-11-21T01:16:00.000Z');
    expect(world.mails).toMatchObject([
      { subject: 'New reply: On fractions', replyTo: 'r+r1@reply.example.org' },
    ]);
  });
});

describe('a coaching request', () => {
  it('goes to the coach it names, or to every coach of the community', async () => {
    const world = await worldOf();
    await world.join('carl', {}, 'coach');
    await world.join('cora', {}, 'coach');
    const ask = { member: 'ben', community: 'algebra' };
    await world.tell([
      world.event('coaching.requested', ask, { id: 'any' }),
      world.event('coaching.requested', { ...ask, coach: 'cora' }, { id: 'one' }),
    ]);
    expect(world.mails.map(({ to }) => to.split('@')[0]).sort()).toEqual(['carl', 'cora', 'cora']);
    expect(world.mails[0]?.text).toContain('asks for coaching');
  });
});

describe('a deadline', () => {
  const cycleOf = (world: NotifyWorld, nextDueOn?: string): Cycle => ({
    organization: world.event('goal.met', { member: 'a', community: 'b', goal: 'g' }).organization,
    community: 'algebra',
    cycle: 'c1',
    title: 'Number talks',
    members: ['ana', 'ben'],
    startedAt: '2026-11-18T10:00:00.000Z',
    completed: [],
    revision: 0,
    ...(nextDueOn !== undefined && { nextDueOn }),
  });
  const start = async (world: NotifyWorld, day: string): Promise<Cycle> => {
    const cycle = cycleOf(world, day);
    const data = { member: 'ben', community: 'algebra', cycle: 'c1', title: 'Number talks', nextDueOn: day };
    const event = world.event('cycle.started', data);
    await world.stores.inquiry.putCycle(cycle, event);
    await world.tell([event]);
    return cycle;
  };

  it('is told the day before, at the hour of each member’s own morning', async () => {
    // Kiritimati is at UTC+14: its 24th begins at 10:00 UTC on the 23rd.
    const world = await worldOf({ timeZone: 'Pacific/Kiritimati', hour: 6 });
    await start(world, '2026-11-25');
    expect(await world.plan('2026-11-23T09:59:00.000Z')).toBe(0);
    expect(await world.plan('2026-11-23T10:01:00.000Z')).toBe(1);
    expect(world.mails).toEqual([]);
    await world.plan('2026-11-23T16:01:00.000Z');
    expect(world.mails.map(({ to }) => to.split('@')[0])).toEqual(['ana']);
    await world.plan('2026-11-24T08:01:00.000Z');
    expect(world.mails.map(({ to }) => to.split('@')[0])).toEqual(['ana', 'ben']);
    expect(world.mails[1]?.subject).toBe(
      'To be done by Wednesday 25 November: Review data and identify a problem · Number talks',
    );
    expect(saidBy(world.mails[1])).toContain('It waited until the time that is set for your mail.');
    expect(world.mails[1]?.text).not.toContain('Written on');
    expect(await world.plan('2026-11-24T09:01:00.000Z')).toBe(0);
  });

  it('that is moved has nothing to say on the old day, and is told when it comes back to it', async () => {
    const world = await worldOf();
    const cycle = await start(world, '2026-11-25');
    await world.plan('2026-11-23T10:01:00.000Z');
    const moveTo = async (revision: number, day: string) => {
      await world.stores.inquiry.saveCycle({ ...cycle, nextDueOn: day, revision });
      const data = { member: 'ben', community: 'algebra', cycle: 'c1', nextDueOn: day };
      await world.tell([world.event('cycle.rescheduled', data, { id: `moved-${revision}` })]);
    };
    await moveTo(1, '2026-12-09');
    await world.plan('2026-11-24T08:01:00.000Z');
    expect(world.mails).toEqual([]);
    await moveTo(2, '2026-11-25');
    expect(world.mails).toHaveLength(2);
  });
});

describe('more mail than the service takes', () => {
  it('waits for the next plan, and is told once', async () => {
    const world = await worldOf();
    const { send } = world;
    world.turns = 0;
    const first = await world.post('r1', 'ben', { topic: 't1' });
    expect(await world.tell([first])).toEqual([]);
    world.turns = Number.POSITIVE_INFINITY;
    world.send = () => Promise.resolve({ kind: 'unavailable', error: new Unavailable('busy') });
    const second = await world.post('r2', 'ben', { topic: 't1' });
    expect(await world.tell([second])).toEqual([]);
    expect(world.mails).toEqual([]);
    world.send = send;
    await world.plan('2026-11-20T10:16:00.000Z');
    expect(world.mails.map(({ subject }) => subject)).toEqual(['2 things that waited for you']);
  });
});
