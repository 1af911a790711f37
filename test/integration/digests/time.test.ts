import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailPreferences } from '../../../shared/digests/model.ts';
import { createDigestWorld, type DigestWorld } from '../../support/digest-world.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { reportPost } from '../../support/report-post.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const daily: MailPreferences = { frequency: 'daily', timeZone: 'UTC', hour: 7, weekday: 1 };

let worlds = 0;
/** A name for a world of its own. */
const newName = (): string => `time-${++worlds}`;

/** Plans and sends; the planner was there an hour ago. */
const runAt = async (world: DigestWorld, at: string): Promise<void> => {
  await world.stores.digests.setCursor({ hour: at.slice(0, 13) });
  await world.run(at);
};

/** A world in which Ana has a digest, and what is due is looked for from the 20th of November on. */
const worldOf = async (organization: string, preferences = daily): Promise<DigestWorld> => {
  const world = createDigestWorld(tables, organization);
  await world.found('algebra');
  await world.join('ana', ['algebra'], preferences);
  await world.stores.digests.setCursor({ hour: '2026-11-20T00' });
  return world;
};

/** What each mail told of, in their order: the topics in each, sorted. */
const toldBy = (world: DigestWorld): string[] =>
  world.mails.map(({ text }) => [...new Set(text.match(/About \w+/g))].sort().join(', '));

/** Posts a topic every so many hours, called by day and hour. */
const postHourly = async (world: DigestWorld, from: string, count: number, every = 1): Promise<string[]> => {
  const names: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const postedAt = new Date(Date.parse(from) + i * every * 3_600_000).toISOString();
    const post = `d${postedAt.slice(8, 10)}h${postedAt.slice(11, 13)}`;
    await world.post({ post, member: 'ben', postedAt });
    names.push(`About ${post}`);
  }
  return names;
};

describe('a choice that changes between two digests', () => {
  it('between the due instant and the run, and says nothing of when, leaves a monthly digest due', async () => {
    const organization = newName();
    const monthly = { ...daily, frequency: 'monthly', monthday: 1 } as const;
    const world = await worldOf(organization, monthly);
    await world.post({ post: 'early', member: 'ben', postedAt: '2026-11-20T12:00:00.000Z' });
    const off = { ...monthly, off: ['mention' as const] };
    await world.stores.digests.savePreferences(
      organization,
      'ana',
      off,
      new Date('2026-12-01T07:05:00.000Z'),
    );
    await runAt(world, '2026-12-01T07:06:00.000Z');
    expect(toldBy(world)).toEqual(['About early']);
    expect(await world.stores.digests.getSchedule(organization, 'ana')).toMatchObject({
      dueAt: '2027-01-01T07:00:00.000Z',
    });
  });

  it.each<[string, Partial<MailPreferences>, string, string]>([
    ['another zone, to the east', { timeZone: 'Pacific/Auckland' }, '2026-11-20T18:01', '2026-11-21T18:01'],
    ['another zone, to the west', { timeZone: 'Pacific/Honolulu' }, '2026-11-20T17:01', '2026-11-21T17:01'],
    ['a later hour', { hour: 20 }, '2026-11-20T20:01', '2026-11-21T20:01'],
    ['an earlier hour', { hour: 3 }, '2026-11-21T03:01', '2026-11-22T03:01'],
    ['weekly', { frequency: 'weekly', weekday: 6 }, '2026-11-21T07:01', '2026-11-28T07:01'],
    ['monthly', { frequency: 'monthly', monthday: 31 }, '2026-11-30T07:01', '2026-12-31T07:01'],
  ])('to %s tells everything once and nothing twice', async (_, change, first, second) => {
    const organization = newName();
    const world = await worldOf(organization);
    const before = await postHourly(world, '2026-11-20T01:00:00.000Z', 6);
    await runAt(world, '2026-11-20T07:01:00.000Z');
    const between = await postHourly(world, '2026-11-20T07:00:00.000Z', 3);
    await world.stores.digests.savePreferences(
      organization,
      'ana',
      { ...daily, ...change },
      new Date('2026-11-20T12:00:00.000Z'),
    );
    for (const at of [first, second]) await runAt(world, `${at}:00.000Z`);
    expect(toldBy(world)).toEqual([before.join(', '), between.join(', ')]);
  });
});

describe('a system that was down', () => {
  it.each([
    ['over one due hour', '2026-11-20T09:31:00.000Z', 1],
    ['over many due hours', '2026-11-22T13:01:00.000Z', 8],
  ])('%s tells all of it in one mail, and goes on at the next hour', async (_, up, every) => {
    const organization = newName();
    const world = await worldOf(organization);
    const missed = await postHourly(world, '2026-11-20T00:00:00.000Z', 7, every);
    await world.run(up);
    const restarted = await world.plan();
    await world.deliver(restarted);
    expect(toldBy(world)).toEqual([missed.join(', ')]);
    const [claim, ...others] = await world.stores.digests.listClaims(organization, 'ana');
    expect(others).toEqual([]);
    expect(claim).toMatchObject({
      from: '2026-11-20T00:00:00.000Z',
      until: `${up.slice(0, 10)}T07:00:00.000Z`,
    });
  });
});

describe('a post that is reported', () => {
  const due = '2026-11-20T07:00:00.000Z';

  it.each([
    [
      'hours late, after the digest of its time went out',
      '2026-11-20T05:00:00.000Z',
      '2026-11-20T11:00:00.000Z',
    ],
    [
      'a moment late, in the minute before the digest goes out',
      '2026-11-20T06:59:59.000Z',
      '2026-11-20T07:00:02.000Z',
    ],
    ['in time, and is on its way at the very end', '2026-11-20T06:59:59.999Z', '2026-11-20T06:59:59.999Z'],
    ['at the very instant', due, due],
    [
      'days late, as the system that told of it was down',
      '2026-11-20T03:00:00.000Z',
      '2026-11-22T03:00:00.000Z',
    ],
  ])('%s is told exactly once', async (_, postedAt, at) => {
    const organization = newName();
    const world = await worldOf(organization);
    const post = { organization, community: 'algebra', member: 'ben', post: 'p1', postedAt };
    const arrive = () => reportPost(tables.community, post, at);
    let told = false;
    for (const run of ['2026-11-20T07:01', '2026-11-21T07:01', '2026-11-22T07:01', '2026-11-23T07:01']) {
      if (!told && `${run}:00.000Z` > at) {
        await arrive();
        // Whoever reports it does so again.
        await arrive();
        told = true;
      }
      await runAt(world, `${run}:00.000Z`);
    }
    expect(toldBy(world)).toEqual(['About p1']);
    const { status, from, until } = (await world.stores.digests.listClaims(organization, 'ana')).find(
      (claim) => claim.status === 'SENT',
    ) ?? { status: 'none' };
    expect(status).toBe('SENT');
    expect([from, until]).toEqual(
      at < due
        ? ['2026-11-20T00:00:00.000Z', due]
        : [expect.stringMatching(/T07:00/), expect.stringMatching(/T07:00/)],
    );
  });
});
