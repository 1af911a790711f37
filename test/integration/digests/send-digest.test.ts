import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvalidInput } from '../../../shared/platform/errors.ts';
import { createDigestWorld } from '../../support/digest-world.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const none = { frequency: 'none', timeZone: 'UTC', hour: 7, weekday: 1 } as const;

describe('a day of digests', () => {
  it('tells each member of what others wrote in their communities, once, in one mail', async () => {
    const world = createDigestWorld(tables, 'day');
    await world.found('algebra', 'reading', 'secret');
    await world.join('ana', ['algebra', 'reading']);
    await world.join('ben', ['algebra', 'secret']);
    await world.post({ post: 't1', member: 'ana', postedAt: '2026-11-20T05:00:00.000Z' });
    await world.post({
      post: 'r1',
      member: 'ben',
      kind: 'reply',
      topic: 't1',
      postedAt: '2026-11-20T05:30:00.000Z',
    });
    await world.post({
      post: 's1',
      member: 'ben',
      community: 'secret',
      title: 'Among us',
      postedAt: '2026-11-20T06:00:00Z',
    });
    await world.post({
      post: 'q1',
      member: 'ben',
      community: 'reading',
      postedAt: '2026-11-20T06:30:00.000Z',
    });

    await world.run('2026-11-20T07:01:00.000Z');
    await world.run('2026-11-20T07:16:00.000Z');

    const mailTo = (member: string) => world.mails.find(({ to }) => to === `${member}@day.example.org`);
    expect(world.mails).toHaveLength(2);
    const ana = mailTo('ana');
    expect(ana?.text).toMatch(/Said to you[^]*About t1[^]*Questions waiting for an answer[^]*About q1/);
    expect(ana?.text).toContain('1 reply by Ben Example');
    expect(`${ana?.text ?? ''}${ana?.html ?? ''}`).not.toContain('Among us');
    expect(ana?.from).toBe('"The day association" <digests@colloquy.example.org>');
    expect(ana?.headers.find(({ name }) => name === 'List-Unsubscribe')?.value).toContain(
      '<https://colloquy.example.org/unsubscribe/day-ana-0123456789abcdef>',
    );
    expect(ana?.tags).toEqual({ organization: 'day', member: 'ana', mail: 'digest.1795158000000' });
    const ben = mailTo('ben');
    expect(ben?.text).toContain('About t1');
    expect(ben?.text).not.toContain('Among us');
  });

  it('tells what was written next in the next, and nothing of it before', async () => {
    const world = createDigestWorld(tables, 'next');
    await world.found('algebra');
    await world.join('ana', ['algebra']);
    await world.join('ben', ['algebra'], none);
    await world.post({ post: 'first', member: 'ben', postedAt: '2026-11-20T06:59:59.999Z' });
    await world.post({ post: 'second', member: 'ben', postedAt: '2026-11-20T07:00:00.000Z' });
    await world.run('2026-11-20T07:10:00.000Z');
    await world.run('2026-11-21T07:10:00.000Z');
    expect(world.mails.map(({ text }) => /About (\w+)/.exec(text)?.[1])).toEqual(['first', 'second']);
  });

  it('tells of all of it in one mail after five days of standing still', async () => {
    const world = createDigestWorld(tables, 'still');
    await world.found('algebra');
    await world.join('ana', ['algebra']);
    await world.join('ben', ['algebra'], none);
    for (const day of [20, 21, 22, 23, 24]) {
      await world.post({ post: `t${day}`, member: 'ben', postedAt: `2026-11-${day}T12:00:00.000Z` });
    }
    await world.run('2026-11-20T07:01:00.000Z');
    expect(world.mails).toEqual([]);
    await world.run('2026-11-25T09:00:00.000Z');
    expect(world.mails).toHaveLength(1);
    expect(world.mails[0]?.text.match(/About t\d+/g)?.sort()).toEqual([
      'About t20',
      'About t21',
      'About t22',
      'About t23',
      'About t24',
    ]);
  });

  it('records why nothing was sent', async () => {
    const world = createDigestWorld(tables, 'quiet');
    await world.found('algebra');
    await world.join('ana', ['algebra']);
    await world.run('2026-11-20T07:01:00.000Z');
    expect(world.mails).toEqual([]);
    expect(await world.stores.digests.listClaims('quiet', 'ana')).toMatchObject([
      { status: 'SUPPRESSED', items: 0, reason: expect.stringContaining('nothing new') as string },
    ]);
  });

  it('records that the mail service refused one for good, and goes on with the next', async () => {
    const world = createDigestWorld(tables, 'refused');
    await world.found('algebra');
    await world.join('ana', ['algebra']);
    await world.join('ben', ['algebra'], none);
    await world.post({ post: 't1', member: 'ben', postedAt: '2026-11-20T05:00:00.000Z' });
    await world.post({ post: 't2', member: 'ben', postedAt: '2026-11-20T08:00:00.000Z' });
    const { send } = world;
    world.send = () => Promise.resolve({ kind: 'refused', error: new InvalidInput('MessageRejected') });
    await world.run('2026-11-20T07:01:00.000Z');
    await world.run('2026-11-20T07:16:00.000Z');
    expect(world.counts.get('DigestsRefused')).toBe(1);
    world.send = send;
    await world.run('2026-11-21T07:01:00.000Z');
    expect(await world.stores.digests.listClaims('refused', 'ana')).toMatchObject([
      { status: 'SUPPRESSED', reason: 'MessageRejected' },
      { status: 'SENT' },
    ]);
    expect(world.mails).toHaveLength(1);
  });

  it('sends two organizations’ digests to somebody in both, each with its own alone', async () => {
    for (const organization of ['left', 'right']) {
      const world = createDigestWorld(tables, organization);
      await world.found('algebra');
      await world.join('ana', ['algebra']);
      await world.join('ben', ['algebra'], none);
      await world.post({ post: `of-${organization}`, member: 'ben', postedAt: '2026-11-20T05:00:00.000Z' });
    }
    const world = createDigestWorld(tables, 'left');
    await world.run('2026-11-20T07:01:00.000Z');
    const texts = world.mails.filter(({ to }) => to.startsWith('ana@')).map(({ text }) => text);
    expect(texts.filter((text) => text.includes('About of-left'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('About of-right'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('of-left') && text.includes('of-right'))).toEqual([]);
  });

  it('sets a message aside that names nobody, with the field and the reason', async () => {
    const world = createDigestWorld(tables, 'wrong');
    expect(await world.deliver(['not json', { organization: 'wrong', member: 'a#b', dueAt: '' }])).toEqual(
      [],
    );
    const fieldsOf = (input: unknown): unknown =>
      (input as { MessageAttributes: { field: { StringValue: string } } }).MessageAttributes.field
        .StringValue;
    expect(world.setAside.map(fieldsOf)).toEqual(['(root)', 'member']);
  });
});

describe('what it costs', () => {
  /** Counts the calls of a piece of work. */
  const callsOf = async (work: () => Promise<void>): Promise<number> => {
    let calls = 0;
    tables.client.middlewareStack.add(
      (next) => (args) => {
        calls += 1;
        return next(args);
      },
      { step: 'initialize', name: 'count-calls' },
    );
    await work();
    tables.client.middlewareStack.remove('count-calls');
    return calls;
  };

  it('grows with what is due, not with how many members there are', async () => {
    const world = createDigestWorld(tables, 'many');
    await world.found('algebra');
    await world.join('ana', ['algebra']);
    const plan = async () => {
      world.now = new Date('2026-11-20T06:30:00.000Z');
      await world.plan();
      world.now = new Date('2026-11-20T07:01:00.000Z');
      await world.plan();
    };
    await world.stores.digests.setCursor({ hour: '2026-11-20T06' });
    const few = await callsOf(plan);
    for (let i = 0; i < 60; i += 1)
      await world.join(`later-${i}`, [], { ...none, frequency: 'daily', hour: 9 });
    await world.stores.digests.setCursor({ hour: '2026-11-20T06' });
    expect(await callsOf(plan)).toBe(few);
  });

  it('reads a community once for a batch', async () => {
    const world = createDigestWorld(tables, 'batch');
    await world.found('algebra');
    const members = Array.from({ length: 10 }, (_, i) => `m${i}`);
    for (const member of members) await world.join(member, ['algebra']);
    await world.join('ben', ['algebra'], none);
    await world.post({ post: 't1', member: 'ben', postedAt: '2026-11-20T05:00:00.000Z' });
    world.now = new Date('2026-11-20T07:01:00.000Z');
    const [first, ...others] = members.map((member) => ({
      organization: 'batch',
      member,
      dueAt: '2026-11-20T07:00:00.000Z',
    }));
    const one = await callsOf(() => world.deliver([first]).then(() => undefined));
    const nine = await callsOf(() => world.deliver(others).then(() => undefined));
    // A member's own: schedule, person, standing, memberships, what they read, goals, badges, credits, how the
    // posts it tells of stand, claim, settling.
    const own = 11;
    expect(one).toBeGreaterThan(own);
    expect(nine).toBe(one + 8 * own);
    expect(world.mails).toHaveLength(10);
  });
});
