import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DigestClaim } from '../../../shared/digests/model.ts';
import { NOBODYS_TOKEN } from '../../../shared/digests/resend.ts';
import { startSchedule } from '../../../shared/digests/window.ts';
import { NOW, openSite, type Site, seedSite } from '../../support/site.ts';

const TOKEN = 'token-of-mira-0123456789';
const mira = { organization: 'lakeside', member: 'mira' };
const PAGE = '/staff/digests/mira';
const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T07:00:00.000Z`;

const claimOf = (day: number): DigestClaim & { status: 'SENDING' } => ({
  ...mira,
  from: at(day - 1),
  until: at(day),
  at: at(day),
  status: 'SENDING',
  items: 3,
});

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
  const { digests, feed } = site.stores;
  let schedule = startSchedule({
    ...mira,
    preferences: { frequency: 'daily', timeZone: 'UTC', hour: 7, weekday: 1 },
    since: at(17),
    now: new Date(at(17)),
    unsubscribeToken: TOKEN,
  });
  await digests.putSchedule(schedule);
  for (const day of [18, 19, 20, 21, 22]) {
    await digests.claim(schedule, claimOf(day), at(day + 1));
    schedule = (await digests.getSchedule('lakeside', 'mira')) ?? schedule;
  }
  const event = { id: 'e', source: 's' } as never;
  await digests.settle(claimOf(18), { status: 'SENT', messageId: 'm-1', event });
  await digests.settle(claimOf(19), { status: 'SUPPRESSED', reason: 'nothing', skip: 'nothing-new' });
  for (const day of [20, 21, 22]) await digests.markInDoubt(claimOf(day));
  await feed.add({
    organization: 'lakeside',
    community: 'number-sense',
    kind: 'topic',
    post: 'topic-1',
    topic: 'topic-1',
    member: 'tomas',
    title: 'What counts as knowing <that>?',
    excerpt: 'One line.',
    postedAt: at(22).replace('07:00', '12:00'),
    tellAt: at(22).replace('07:00', '12:00'),
  });
});
afterAll(() => site.close());

const requests = () => site.stores.digestRequests.requestsOf('lakeside', 'mira');
const nameOf = (day: number, nth = 1) => `resend.${Date.parse(at(day))}.${nth}`;

describe("a member's digests as staff see them", () => {
  it('are found by a part of a name, an address or an identifier', async () => {
    const found = await (await site.post('/staff/digests/search', { name: 'sol' }, 'staff')).text();
    expect(found).toContain('<a href="/staff/digests/mira">Mira Solano</a>');
    for (const name of ['Mira@lakeside.example.org', 'mira'])
      expect((await site.post('/staff/digests/search', { name }, 'staff')).headers.get('location')).toBe(
        PAGE,
      );
    // Another organization's address is nobody's here.
    const elsewhere = await site.post(
      '/staff/digests/search',
      { name: 'vera@hillside.example.org' },
      'staff',
    );
    expect(elsewhere.headers.get('location')).toBeNull();
  });

  it('tell what was chosen, what became of each, and the next one as it would be now', async () => {
    const inTokyo = { frequency: 'none', timeZone: 'Asia/Tokyo', hour: 7, weekday: 1 } as const;
    await site.stores.digests.savePreferences('lakeside', 'petra', inTokyo, NOW);
    const page = await (await site.get(PAGE, 'staff')).text();
    expect(page).toContain('Every day at 07:00, in UTC');
    // Both zones are said: the digest is the member's, what became of it is read by staff.
    expect(page).toContain('in their time zone (UTC)');
    expect(page).toContain('in your own time zone (Asia/Tokyo)');
    expect(page).toContain('Not sent: there was nothing new to tell');
    expect(page).toContain('Perhaps sent: somebody has to find out');
    expect(page).toContain('What counts as knowing &lt;that&gt;?');
    expect(page).toMatch(/<iframe[^>]*src="\/staff\/digests\/mira\/preview"[^>]*sandbox=""/);
  });

  it('are previewed in a page of their own, in which nothing runs and no link is the member’s', async () => {
    const before = await site.stores.digests.getSchedule('lakeside', 'mira');
    const preview = await site.get(`${PAGE}/preview`, 'staff');
    const mail = await preview.text();
    expect(preview.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(preview.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(mail).toContain('What counts as knowing &lt;that&gt;?');
    expect(mail).toContain(NOBODYS_TOKEN);
    expect(mail).not.toContain(TOKEN);
    expect((await site.get(`/unsubscribe/${NOBODYS_TOKEN}`)).status).toBe(404);
    expect(await site.stores.digests.getSchedule('lakeside', 'mira')).toEqual(before);
  });
});

describe('what staff ask for', () => {
  it('is a test once, however often the form is sent', async () => {
    const once = /name="once" value="([^"]+)"/.exec(await (await site.get(PAGE, 'staff')).text())?.[1] ?? '';
    for (const role of ['staff', 'staff'] as const)
      expect((await site.post(`${PAGE}/test`, { once }, role)).headers.get('location')).toBe(`${PAGE}?asked`);
    expect(await requests()).toMatchObject([{ kind: 'test', by: 'petra', status: 'ASKED', from: at(22) }]);
  });

  it('is one digest again with a reason, once, and not while it is on its way', async () => {
    const before = (await requests()).length;
    const request = nameOf(18);
    const refused = await site.post(`${PAGE}/resend`, { request, reason: ' ' }, 'staff');
    expect(refused.status).toBe(422);
    expect(await requests()).toHaveLength(before);

    const reason = 'She deleted it.';
    for (const role of ['staff', 'administrator'] as const)
      expect((await site.post(`${PAGE}/resend`, { request, reason }, role)).status).toBe(303);
    // Somebody else whose page is as new as what was asked for: the first is on its way.
    const again = { request: nameOf(18, 2), reason };
    expect((await site.post(`${PAGE}/resend`, again, 'administrator')).status).toBe(422);
    expect((await requests()).filter(({ kind }) => kind === 'resend')).toMatchObject([
      { request, by: 'petra', reason, status: 'ASKED', from: at(17), until: at(18) },
    ]);
  });

  it('is one in doubt, which is resolved by that', async () => {
    const asked = { request: nameOf(20), reason: 'It did not come.' };
    expect((await site.post(`${PAGE}/resend`, asked, 'staff')).status).toBe(303);
    expect(await site.stores.digests.getClaim('lakeside', 'mira', at(20), NOW)).toMatchObject({
      status: 'RETURNED',
      resolvedBy: 'petra',
    });
  });
});

describe('mail in doubt', () => {
  const finding = (day: number, own: Record<string, string>) =>
    site.post(
      '/staff/digests/review',
      { member: 'mira', name: `digest.${Date.parse(at(day))}`, ...own },
      'staff',
    );

  it('is counted on the console, and waits for what a person found out', async () => {
    expect(await (await site.get('/staff', 'staff')).text()).toContain('2 mails in doubt');
    expect((await finding(21, { finding: 'not-arrived', reason: '' })).status).toBe(422);
    expect((await finding(21, { finding: 'arrived' })).status).toBe(303);
    expect((await finding(22, { finding: 'not-arrived', reason: 'She looked.' })).status).toBe(303);
    // Somebody else said so before: nothing more follows.
    const again = await finding(22, { finding: 'not-arrived', reason: 'Again.' });
    expect(again.headers.get('location')).toBe('/staff/digests/review?before=mira');
    const said = await (await site.get('/staff/digests/review?before=mira', 'staff')).text();
    expect(said).toContain('Somebody else has already said');

    const claims = await site.stores.digests.recentClaims('lakeside', 'mira', { limit: 2, now: NOW });
    expect(claims).toMatchObject([
      { until: at(22), status: 'RETURNED', resolvedBy: 'petra' },
      { until: at(21), status: 'SENT', resolvedBy: 'petra' },
    ]);
    expect((await requests()).filter(({ until }) => until === at(22))).toMatchObject([
      { request: nameOf(22), reason: 'She looked.', status: 'ASKED' },
    ]);
    expect(await (await site.get('/staff/digests/review', 'staff')).text()).toContain('Nothing is in doubt.');
    expect(await (await site.get('/staff', 'staff')).text()).not.toContain('in doubt</strong>');
  });

  it('is a list of work: the oldest first, each found by itself however many there are, and those after counted', async () => {
    const { digests } = site.stores;
    const DAY = 86_400_000;
    const first = Date.parse(at(1)) - 60 * DAY;
    let schedule = await digests.getSchedule('lakeside', 'mira');
    if (!schedule) throw new Error('no schedule');
    const day = (i: number) => new Date(first + i * DAY).toISOString();
    const one = (i: number) =>
      ({ ...mira, from: day(i - 1), until: day(i), at: day(i), status: 'SENDING', items: 1 }) as const;
    for (let i = 0; i < 52; i += 1) {
      await digests.claim(schedule, one(i), undefined);
      await digests.markInDoubt(one(i));
      schedule = (await digests.getSchedule('lakeside', 'mira')) ?? schedule;
    }
    const page = await (await site.get('/staff/digests/review', 'staff')).text();
    const shown = [...page.matchAll(/name="name" value="digest\.(\d+)"/g)].map(([, ms]) => Number(ms));
    expect(shown).toEqual(Array.from({ length: 50 }, (_, i) => first + i * DAY));
    const rest = /<a href="([^"]+)">2 more/.exec(page)?.[1] ?? '';
    expect(await (await site.get(rest, 'staff')).text()).toContain(`digest.${first + 51 * DAY}`);
    // The newest is on no first page, and is resolved all the same.
    const answer = await site.post(
      '/staff/digests/review',
      { member: 'mira', name: `digest.${first + 51 * DAY}`, finding: 'arrived' },
      'staff',
    );
    expect(answer.headers.get('location')).toBe('/staff/digests/review');
    expect(await digests.getClaim('lakeside', 'mira', day(51), NOW)).toMatchObject({ status: 'SENT' });
  });

  it('offers first that it arrived where the mail service says that it took it', async () => {
    const cardOf = async (): Promise<string> =>
      /value="digest\.[^]*?<\/form>/.exec(
        await (await site.get('/staff/digests/review', 'staff')).text(),
      )?.[0] ?? '';
    expect(await cardOf()).toMatch(/class="button plain"[^>]*value="arrived"/);
    const [oldest] = await site.stores.digests.listInDoubt('lakeside', { limit: 1 });
    await site.tables.client.send(
      new UpdateCommand({
        TableName: site.tables.community.name,
        Key: { pk: 'ORG#lakeside#MEMBER#mira', sk: `DIGEST#${oldest?.until ?? ''}` },
        UpdateExpression: 'SET sentAt = :at',
        ExpressionAttributeValues: { ':at': at(22) },
      }),
    );
    expect(await cardOf()).toMatch(/class="button"[^>]*value="arrived"/);
    const page = await (await site.get('/staff/digests/review', 'staff')).text();
    expect(page).toContain('The mail service says that it took it');
  });

  it('is each organization’s own', async () => {
    const page = await site.get('/staff/digests/mira', 'staff-of-another-organization');
    expect(page.status).toBe(404);
  });
});
