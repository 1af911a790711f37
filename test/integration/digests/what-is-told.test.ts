import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDigestWorld } from '../../support/digest-world.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const none = { frequency: 'none', timeZone: 'UTC', hour: 7, weekday: 1 } as const;
/** When something is held back, unless the test says when. */
const HELD = new Date('2026-11-20T06:10:00.000Z');
const MORNING = '2026-11-20T07:05:00.000Z';

/** Ana and Ben in one community, and Ben wrote two topics this morning. */
const found = async (organization: string) => {
  const world = createDigestWorld(tables, organization);
  await world.found('algebra', 'reading');
  await world.join('ana', ['algebra', 'reading']);
  await world.join('ben', ['algebra', 'reading'], none);
  await world.post({ post: 'one', member: 'ben', postedAt: '2026-11-20T05:00:00.000Z' });
  await world.post({ post: 'two', member: 'ben', postedAt: '2026-11-20T06:00:00.000Z' });
  return world;
};

describe('a digest', () => {
  it('leaves out what its member read before it came, and no more than that', async () => {
    const world = await found('read');
    const about = { organization: 'read', member: 'ana', community: 'algebra' };
    const seen = new Date('2026-11-20T06:30:00.000Z');
    await world.stores.reads.record({ ...about, topic: 'one', upTo: '2026-11-20T05:00:00.000Z' }, seen);
    await world.post({
      post: 'after',
      kind: 'reply',
      topic: 'two',
      member: 'ben',
      postedAt: '2026-11-20T06:30:00.001Z',
    });
    await world.stores.reads.record({ ...about, topic: 'two', upTo: '2026-11-20T06:00:00.000Z' }, seen);
    await world.run(MORNING);
    expect(world.mails).toHaveLength(1);
    expect(world.mails[0]?.text).not.toContain('About one');
    expect(world.mails[0]?.text).toContain('1 reply by Ben Example');
  });

  it('tells a post that came after its topic was read, however long before it was written', async () => {
    const world = await found('came-late');
    const about = { organization: 'came-late', member: 'ana', community: 'algebra' };
    const of = { kind: 'reply', topic: 'one', member: 'ben' } as const;
    await world.post({ ...of, post: 'shown', postedAt: '2026-11-20T05:08:00.000Z' });
    // Told of in the quarter of an hour in which it was written, and so told as of then.
    await world.post({
      ...of,
      post: 'late',
      postedAt: '2026-11-20T05:05:00.000Z',
      tellAt: '2026-11-20T05:05:00.000Z',
      arrivedAt: '2026-11-20T05:12:00.000Z',
    });
    const read = { ...about, topic: 'one', upTo: '2026-11-20T05:08:00.000Z' };
    await world.stores.reads.record(read, new Date('2026-11-20T05:10:00.000Z'));
    await world.run(MORNING);
    expect(world.mails[0]?.text).toMatch(/About one[^]*1 reply by Ben Example/);

    // Read again when it was there, it is not told.
    const again = await found('came-late-and-read');
    await again.post({
      ...of,
      post: 'late',
      postedAt: '2026-11-20T05:05:00.000Z',
      arrivedAt: '2026-11-20T05:12:00.000Z',
    });
    const then = { ...read, organization: 'came-late-and-read' };
    await again.stores.reads.record(then, new Date('2026-11-20T05:13:00.000Z'));
    await again.run(MORNING);
    expect(again.mails[0]?.text).not.toContain('About one');
  });

  it('tells nothing of a community that its member left since, or muted', async () => {
    const world = await found('left');
    await world.post({
      post: 'three',
      member: 'ben',
      community: 'reading',
      postedAt: '2026-11-20T06:00:00.000Z',
    });
    const schedule = await world.stores.digests.getSchedule('left', 'ana');
    if (!schedule) throw new Error('Ana has no schedule');
    await world.stores.digests.savePreferences(
      'left',
      'ana',
      { ...schedule, communities: { algebra: 'muted' } },
      new Date('2026-11-20T01:00:00.000Z'),
    );
    await world.run(MORNING);
    expect(world.mails[0]?.text).toContain('About three');
    expect(world.mails[0]?.text).not.toContain('About one');
    expect(world.mails[0]?.text).not.toContain('more post');
  });

  it('begins with what the facilitator says, and leaves out what they hold back', async () => {
    const world = await found('curated');
    await world.stores.feed.hold('curated', 'algebra', 'one', HELD);
    await world.stores.curation.putIntroduction({
      organization: 'curated',
      community: 'algebra',
      by: 'ben',
      text: 'Bring a task on Friday.',
      from: '2026-11-19T00:00:00.000Z',
      until: '2026-11-21T00:00:00.000Z',
    });
    await world.run(MORNING);
    expect(world.mails[0]?.text).toMatch(/Bring a task on Friday[^]*About two/);
    expect(world.mails[0]?.text).not.toContain('About one');
  });

  it('tells what was held back as news of its release, but not to who had read it long before', async () => {
    const world = await found('released');
    const { feed, reads } = world.stores;
    await world.join('cem', ['algebra']);
    await world.post({ post: 'old', member: 'ben', postedAt: '2026-10-29T05:00:00.000Z' });
    await reads.record(
      {
        organization: 'released',
        member: 'ana',
        community: 'algebra',
        topic: 'old',
        upTo: '2026-10-29T05:00:00.000Z',
      },
      new Date('2026-10-30T09:00:00.000Z'),
    );
    await feed.hold('released', 'algebra', 'old', HELD);
    await feed.release('released', 'algebra', 'old', new Date('2026-11-20T06:30:00.000Z'));
    await world.run(MORNING);
    const told = world.mails.map(({ to, text }) => [to, text.includes('About old')]);
    expect(told.sort()).toEqual([
      [expect.stringContaining('ana'), false],
      [expect.stringContaining('cem'), true],
    ]);
  });

  it('tells and counts nothing of a discussion while its topic is held back, and all of it once it is let go', async () => {
    const organization = 'held-back';
    const world = await found(organization);
    const { feed } = world.stores;
    const say = (post: string, kind: 'reply' | 'comment', postedAt: string) =>
      world.post({ post, kind, topic: 'one', title: 'Re: About one', member: 'ben', postedAt });
    // In the same window before it is held back, in the next one while it is, and after it is let go.
    await say('before', 'reply', '2026-11-20T05:30:00.000Z');
    await feed.hold(organization, 'algebra', 'one', HELD);
    await world.run(MORNING);
    await say('meanwhile', 'comment', '2026-11-20T12:00:00.000Z');
    await world.run('2026-11-21T07:05:00.000Z');
    await feed.release(organization, 'algebra', 'one', new Date('2026-11-21T12:00:00.000Z'));
    await say('after', 'reply', '2026-11-21T13:00:00.000Z');
    await world.run('2026-11-22T07:05:00.000Z');
    const told = world.mails.map(({ text, html, subject }) =>
      `${subject} ${text} ${html}`.includes('About one'),
    );
    expect(told).toEqual([false, true]);
    expect(world.mails[0]?.text).not.toMatch(/more/);
    expect(world.mails[1]?.text).toContain('About one');
    expect(world.mails[1]?.text).toMatch(/and 3 replies|3 replies/);
  });

  it('tells nothing of a discussion whose topic was taken out', async () => {
    const organization = 'taken-out';
    const world = await found(organization);
    const topic = { organization, community: 'algebra', post: 'one', kind: 'topic' } as const;
    await world.post({
      post: 'answer',
      kind: 'reply',
      topic: 'one',
      title: 'Re: About one',
      member: 'ben',
      postedAt: '2026-11-20T05:30:00.000Z',
    });
    await world.stores.feed.remove({ ...topic, postedAt: '2026-11-20T05:00:00.000Z' }, HELD);
    await world.run(MORNING);
    expect(world.mails[0]?.text).toContain('About two');
    expect(world.mails[0]?.text).not.toContain('About one');
    expect(world.mails[0]?.text).not.toMatch(/more/);
  });
});
