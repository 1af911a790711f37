import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailPreferences } from '../../../shared/digests/model.ts';
import { createDigestWorld, type DigestWorld } from '../../support/digest-world.ts';
import { createMortal } from '../../support/mortal.ts';
import { reportPost } from '../../support/report-post.ts';
import { openSite, type Site } from '../../support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const daily: MailPreferences = { frequency: 'daily', timeZone: 'UTC', hour: 7, weekday: 1 };
const MORNING = '2026-11-20T07:01:00.000Z';

const worldOf = async (organization: string, ...communities: string[]): Promise<DigestWorld> => {
  const world = createDigestWorld(site.tables, organization);
  await world.found('algebra', ...communities);
  return world;
};

/** Plans and sends; the planner was there an hour ago. */
const runAt = async (world: DigestWorld, at: string): Promise<void> => {
  await world.stores.digests.setCursor({
    hour: new Date(Date.parse(at) - 3_600_000).toISOString().slice(0, 13),
  });
  await world.run(at);
};

const textOf = (world: DigestWorld): string => world.mails.map(({ text, html }) => `${text}${html}`).join('');

describe('complaints in other projects’ trackers', () => {
  it('1. the same digest sent one to four times (forem #10940)', async () => {
    const world = await worldOf('complaint-1');
    await world.join('ana', ['algebra']);
    await world.post({ post: 't1', member: 'ben', postedAt: '2026-11-20T05:00:00.000Z' });
    await world.stores.digests.setCursor({ hour: '2026-11-20T07' });
    world.now = new Date(MORNING);
    const plans = [await world.plan(), await world.plan()];
    await Promise.all([...plans, ...plans].map((told) => world.deliver([...told, ...told])));
    await runAt(world, '2026-11-20T07:16:00.000Z');
    expect(world.mails).toHaveLength(1);
  });

  it('2. a week counted in UTC, and a race between sending and logging', async () => {
    const world = await worldOf('complaint-2');
    // Monday at seven in Auckland is Sunday at six in the evening in UTC.
    await world.join('ana', ['algebra'], { ...daily, frequency: 'weekly', timeZone: 'Pacific/Auckland' });
    await world.post({ post: 'early', member: 'ben', postedAt: '2026-11-22T17:59:00.000Z' });
    await world.post({ post: 'late', member: 'ben', postedAt: '2026-11-22T18:00:00.000Z' });
    await runAt(world, '2026-11-22T18:01:00.000Z');
    expect(textOf(world)).toContain('About early');
    expect(textOf(world)).not.toContain('About late');

    // The next week's mail is sent, and its sender dies before it can write that down.
    const dying = createMortal(0, 'before');
    await world.stores.digests.setCursor({ hour: '2026-11-29T18' });
    world.now = new Date('2026-11-29T18:01:00.000Z');
    const told = await world.plan();
    const { send } = world;
    const after = createMortal(1, 'after');
    world.send = (mail) => after.call('SendEmail', () => send(mail));
    await world.deliver(told, { mortal: dying }).catch(() => undefined);
    world.send = send;
    expect(world.mails).toHaveLength(2);
    for (const at of ['2026-11-29T18:07:00.000Z', '2026-11-29T18:16:00.000Z']) {
      world.now = new Date(at);
      await world.deliver(told);
    }
    expect(world.mails).toHaveLength(2);
    const review = await world.stores.digests.listInDoubt('complaint-2', { limit: 10 });
    expect(review).toMatchObject([{ member: 'ana', until: '2026-11-29T18:00:00.000Z' }]);
  });

  it('3. one hour late when daylight saving changes (OpenCTI #4310)', async () => {
    const world = await worldOf('complaint-3');
    await world.join('ana', ['algebra'], { ...daily, timeZone: 'Europe/Paris' });
    const sentAt: string[] = [];
    const { send } = world;
    world.send = (mail) => {
      sentAt.push(world.now.toISOString().slice(0, 16));
      return send(mail);
    };
    for (const [day, hours] of [
      ['2027-03-27', ['05', '06']],
      ['2027-03-28', ['05', '06']],
      ['2027-03-29', ['05', '06']],
    ] as const) {
      await world.post({ post: `t-${day}`, member: 'ben', postedAt: `${day}T01:00:00.000Z` });
      if (day === '2027-03-27') {
        // What was due all winter is behind them.
        const schedule = await world.stores.digests.getSchedule('complaint-3', 'ana');
        if (!schedule) throw new Error('there is no schedule');
        const coveredUntil = '2027-03-26T06:00:00.000Z';
        await world.stores.digests.putSchedule({
          ...schedule,
          coveredUntil,
          dueAt: '2027-03-27T06:00:00.000Z',
        });
      }
      for (const hour of hours) {
        for (const minute of ['01', '31']) await runAt(world, `${day}T${hour}:${minute}:00.000Z`);
      }
    }
    // A minute past seven by the clock on the wall: UTC+1 before the 28th, UTC+2 from then on.
    expect(sentAt).toEqual(['2027-03-27T06:01', '2027-03-28T05:01', '2027-03-29T05:01']);
  });

  it('4. a member of several organisations gets only one of the digests (timeoverflow #371)', async () => {
    // An address signs in to one organization, so whoever is in two has one for each, in the same mailbox.
    const address = (organization: string) => `ana+${organization}@example.org`;
    const north = await worldOf('complaint-4-north');
    const south = await worldOf('complaint-4-south');
    for (const [name, world] of [
      ['north', north],
      ['south', south],
    ] as const) {
      await world.join('ana', ['algebra'], daily, address(name));
      await world.post({ post: 't1', member: 'ben', postedAt: '2026-11-20T05:00:00.000Z' });
    }
    await north.stores.digests.setCursor({ hour: '2026-11-20T07' });
    north.now = new Date(MORNING);
    // One planner and one sender for all organizations, as it is.
    await north.deliver(await north.plan());
    expect(north.mails.map(({ to, organization }) => [to, organization]).sort()).toEqual([
      [address('north'), 'complaint-4-north'],
      [address('south'), 'complaint-4-south'],
    ]);
  });

  it('5. the digest is computed as a guest, so private forums send nothing (NodeBB #5790)', async () => {
    const world = await worldOf('complaint-5', 'closed');
    await world.join('ana', ['closed']);
    await world.join('ben', ['algebra']);
    await world.post({
      post: 'inside',
      member: 'cleo',
      community: 'closed',
      postedAt: '2026-11-20T05:00:00.000Z',
    });
    await runAt(world, MORNING);
    expect(world.mails.map(({ to }) => to)).toEqual(['ana@complaint-5.example.org']);
    expect(textOf(world)).toContain('About inside');
  });

  it('6. a suppressed category leaks in (Discourse #14793), and duplicates (#29517)', async () => {
    const world = await worldOf('complaint-6', 'noise');
    await world.join('ana', ['algebra', 'noise'], { ...daily, communities: { noise: 'muted' } });
    await world.post({
      post: 'loud',
      member: 'ben',
      community: 'noise',
      postedAt: '2026-11-20T05:00:00.000Z',
    });
    await world.post({ post: 't0', member: 'ana', community: 'noise', postedAt: '2026-11-20T04:00:00.000Z' });
    await world.post({
      post: 'r0',
      kind: 'reply',
      topic: 't0',
      member: 'ben',
      community: 'noise',
      postedAt: '2026-11-20T05:00:00.000Z',
    });
    const calm = {
      organization: 'complaint-6',
      community: 'algebra',
      member: 'ben',
      post: 'calm',
      postedAt: '2026-11-20T05:00:00.000Z',
    };
    // Reported twice, and answered twice.
    await reportPost(site.tables.community, calm, '2026-11-20T05:00:01.000Z');
    await reportPost(site.tables.community, calm, '2026-11-20T06:00:00.000Z');
    for (const post of ['r1', 'r2']) {
      const postedAt = '2026-11-20T06:00:00.000Z';
      await world.post({ post, kind: 'reply', topic: 'calm', member: 'cleo', title: 'About calm', postedAt });
    }
    await runAt(world, MORNING);
    expect(world.mails).toHaveLength(1);
    const [mail] = world.mails;
    expect(mail?.text).not.toMatch(/loud|t0|r0|noise/);
    expect(
      mail?.html.match(/<h3[^>]*>[^]*?<\/h3>/g)?.filter((heading) => heading.includes('About calm')),
    ).toHaveLength(1);
  });

  it('7. a scanner’s GET unsubscribes people (Rock #7034)', async () => {
    const world = await worldOf('complaint-7');
    await world.join('ana', ['algebra']);
    await world.post({ post: 't1', member: 'ben', postedAt: '2026-11-20T05:00:00.000Z' });
    await world.post({ post: 't2', member: 'ben', postedAt: '2026-11-20T15:00:00.000Z' });
    await world.post({ post: 't3', member: 'ben', postedAt: '2026-11-21T15:00:00.000Z' });
    await runAt(world, MORNING);
    const [mail] = world.mails;
    const header = mail?.headers.find(({ name }) => name === 'List-Unsubscribe')?.value ?? '';
    const { pathname } = new URL(/<(https:[^>]+)>/.exec(header)?.[1] ?? '');

    // A scanner follows every link of the mail, by GET and by HEAD, as often as it likes.
    const links = (mail?.html.match(/https:\/\/colloquy\.example\.org[^"&<\s]*/g) ?? []).map(
      (link) => new URL(link).pathname,
    );
    expect(links).toContain(pathname);
    for (const path of [...new Set(links), pathname]) {
      for (const method of ['GET', 'HEAD'])
        await site.app.request(`https://colloquy.example.org${path}`, { method });
    }
    await runAt(world, '2026-11-21T07:01:00.000Z');
    expect(world.mails, 'the next digest comes all the same').toHaveLength(2);

    // What the mail program posts, from no page of ours and with nobody signed in, ends it (RFC 8058 §3.1).
    const answer = await site.app.request(`https://colloquy.example.org${pathname}`, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
    expect(answer.status).toBe(200);
    await runAt(world, '2026-11-22T07:01:00.000Z');
    expect(world.mails, 'and after one click no more').toHaveLength(2);
  });
});
