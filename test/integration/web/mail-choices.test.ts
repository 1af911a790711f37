import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSchedule } from '../../../shared/digests/window.ts';
import { afterSetback } from '../../../shared/mail/standing.ts';
import { createMailStandingsStore } from '../../../shared/mail/standing-store.ts';
import { NOW, openSite, PUBLIC_URL, type Site, seedSite } from '../../support/site.ts';

const TOKEN = 'token-of-mira-0123456789';
const mira = { organization: 'lakeside', member: 'mira' };

const choices = {
  frequency: 'monthly',
  weekday: '1',
  monthday: '31',
  hour: '6',
  timeZone: 'Asia/Kathmandu',
  language: 'fr',
  'community.number-sense': 'mentions',
  'community.science-lab': 'everything',
  'community.early-readers': 'muted',
  'mail.reply': 'yes',
  quietFrom: '22',
  quietUntil: '6',
};
const saved = {
  frequency: 'monthly',
  monthday: 31,
  hour: 6,
  timeZone: 'Asia/Kathmandu',
  language: 'fr',
  // Mira is not in early-readers.
  communities: { 'number-sense': 'mentions' },
  off: ['mention', 'coaching', 'deadline', 'notice'],
  quietHours: { from: 22, until: 6 },
};

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
});
beforeEach(async () => {
  await site.stores.digests.putSchedule(
    startSchedule({
      ...mira,
      preferences: { frequency: 'weekly', timeZone: 'UTC', hour: 7, weekday: 1, off: ['mention'] },
      since: '2026-11-01T00:00:00.000Z',
      now: NOW,
      unsubscribeToken: TOKEN,
    }),
  );
});
afterAll(() => site.close());

const scheduleOf = () => site.stores.digests.getSchedule('lakeside', 'mira');
/** As a mail program or a page without a referrer posts it: no session, from nowhere. */
const postFromAnywhere = (path: string, body: URLSearchParams | FormData) =>
  site.app.request(`${PUBLIC_URL}${path}`, { method: 'POST', body, headers: { origin: 'null' } });

describe('what a member chooses of their mail', () => {
  it('is all saved, and shown again as it was chosen', async () => {
    const answer = await site.post('/settings/digest', choices, 'member');
    expect(answer.headers.get('location')).toBe('/settings/digest?saved');
    const schedule = await scheduleOf();
    expect(schedule).toMatchObject(saved);
    expect(schedule?.communities).toEqual(saved.communities);
    const page = await (await site.get('/settings/digest?saved', 'member')).text();
    expect(page).toContain('Saved.');
    expect(page).toContain('<option value="mentions" selected="">');
    expect(page).toMatch(/name="mail.reply"[^>]*checked/);
    expect(page).not.toMatch(/name="mail.notice"[^>]*checked/);
  });

  it('is shown as it was typed where it is refused', async () => {
    const answer = await site.post('/settings/digest', { ...choices, quietUntil: '22' }, 'member');
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('<a href="#quietUntil">');
    expect(page).toContain('<option value="fr" selected="">');
    expect(page).not.toMatch(/name="mail.mention"[^>]*checked/);
    expect((await scheduleOf())?.frequency).toBe('weekly');
  });

  it('says that mail is held back, and why', async () => {
    const of = { organization: 'lakeside', member: 'noor', address: 'noor@lakeside.example.org' };
    expect(await (await site.get('/settings/digest', 'coach')).text()).not.toContain(
      'No mail is sent to you',
    );
    await createMailStandingsStore(site.tables.community).put(afterSetback(undefined, of, 'bounced', NOW));
    expect(await (await site.get('/settings/digest', 'coach')).text()).toContain('No mail is sent to you');
  });
});

describe('the same by the link in a mail', () => {
  it('shows and saves without signing in, names nobody, and is kept by no search engine', async () => {
    const page = await site.get(`/preferences/${TOKEN}`);
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('set-cookie')).toBeNull();
    expect(text).toContain('Number Sense, Grades 3 to 5');
    expect(text).not.toMatch(/Mira|Solano|mira@|Early Readers/);

    const answer = await postFromAnywhere(`/preferences/${TOKEN}`, new URLSearchParams(choices));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Saved.');
    expect(await scheduleOf()).toMatchObject(saved);
  });

  it('keeps what was typed where it is refused, and opens nothing to who has no such link', async () => {
    const refused = await postFromAnywhere(
      `/preferences/${TOKEN}`,
      new URLSearchParams({ ...choices, hour: '24' }),
    );
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('<option value="24" selected="">');
    expect((await site.get(`/preferences/${TOKEN}x`)).status).toBe(404);
    expect((await postFromAnywhere(`/preferences/${TOKEN}x`, new URLSearchParams(choices))).status).toBe(404);
    expect(JSON.stringify(site.logged)).not.toContain(TOKEN);
  });
});

const multipart = () => {
  const form = new FormData();
  form.set('List-Unsubscribe', 'One-Click');
  return form;
};
const urlencoded = () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });

describe('a link that ends mail (RFC 8058)', () => {
  it.each([
    ['', 'urlencoded', urlencoded],
    ['', 'multipart', multipart],
    ['/reply', 'urlencoded', urlencoded],
    ['/reply', 'multipart', multipart],
  ])('ends %s by one POST, %s, and by nothing else', async (list, _type, body) => {
    const path = `/unsubscribe/${TOKEN}${list}`;
    const before = await scheduleOf();
    expect((await site.get(path)).status).toBe(200);
    expect((await site.app.request(`${PUBLIC_URL}${path}`, { method: 'HEAD' })).status).toBe(200);
    expect((await postFromAnywhere(path, new URLSearchParams({ other: 'One-Click' }))).status).toBe(400);
    expect(await scheduleOf()).toEqual(before);

    const answer = await postFromAnywhere(path, body());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const { frequency, off } = (await scheduleOf()) ?? {};
    expect({ frequency, off }).toEqual(
      list === ''
        ? { frequency: 'none', off: ['mention'] }
        : { frequency: 'weekly', off: ['mention', 'reply'] },
    );
  });

  it('tells a second use kindly, and lets the first be taken back', async () => {
    const first = await (await postFromAnywhere(`/unsubscribe/${TOKEN}`, urlencoded())).text();
    expect(first).toContain('<input type="hidden" name="undo" value="weekly"/>');
    const again = await postFromAnywhere(`/unsubscribe/${TOKEN}`, urlencoded());
    expect(again.status).toBe(200);
    expect(await again.text()).toContain('You had ended this before');
    expect(
      await (await postFromAnywhere(`/unsubscribe/${TOKEN}`, new URLSearchParams({ undo: 'weekly' }))).text(),
    ).toContain('comes again');
    // What was not told before is told after all.
    expect(await scheduleOf()).toMatchObject({
      frequency: 'weekly',
      coveredUntil: '2026-11-01T00:00:00.000Z',
    });

    await postFromAnywhere(`/unsubscribe/${TOKEN}/reply`, urlencoded());
    await postFromAnywhere(`/unsubscribe/${TOKEN}/reply`, new URLSearchParams({ undo: 'on' }));
    expect((await scheduleOf())?.off).toEqual(['mention']);
  });

  it('is there for the lists there are', async () => {
    for (const list of ['everything', 'digests']) {
      expect((await postFromAnywhere(`/unsubscribe/${TOKEN}/${list}`, urlencoded())).status).toBe(404);
    }
    expect((await scheduleOf())?.frequency).toBe('weekly');
  });
});
