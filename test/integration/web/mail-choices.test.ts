import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TimeZone } from '../../../shared/digests/model.ts';
import { startSchedule } from '../../../shared/digests/window.ts';
import type { Language } from '../../../shared/mail/language.ts';
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
const scheduleIn = (language: Language | undefined) =>
  startSchedule({
    ...mira,
    preferences: {
      ...{ frequency: 'weekly', timeZone: 'UTC', hour: 7, weekday: 1, off: ['mention'] },
      ...(language !== undefined && { language }),
    },
    since: '2026-11-01T00:00:00.000Z',
    now: NOW,
    unsubscribeToken: TOKEN,
  });
beforeEach(() => site.stores.digests.putSchedule(scheduleIn(undefined)));
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
    expect(page).toContain('Enregistré.');
    expect(page).toContain('lang="fr" dir="ltr"><div class="page-head">');
    expect(page).toMatch(/name="quietFrom"[^]*<option value="7">07:00<\/option>/);
    expect(page).toContain('<option value="mentions" selected="">');
    expect(page).toMatch(/name="mail.reply"[^>]*checked/);
    expect(page).not.toMatch(/name="mail.notice"[^>]*checked/);
  });

  it('is shown as it was typed where it is refused', async () => {
    const answer = await site.post('/settings/digest', { ...choices, quietUntil: '22' }, 'member');
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('<a href="#quietUntil">Quiet until: Choose an end');
    expect(page).toContain('<option value="fr" selected="">');
    expect(page).not.toMatch(/name="mail.mention"[^>]*checked/);
    expect((await scheduleOf())?.frequency).toBe('weekly');
  });

  it('offers zones by their present names, and leaves an older one chosen that was kept', async () => {
    const old = { ...scheduleIn('en'), timeZone: 'Europe/Kiev' };
    await site.stores.digests.putSchedule(old);
    const page = await (await site.get('/settings/digest', 'member')).text();
    const [, list = ''] = /<select id="timeZone"[^>]*>(.*?)<\/select>/s.exec(page) ?? [];
    const offered = [...list.matchAll(/<option value="([^"]+)"/g)].map(([, zone = '']) => zone);
    const names = ['Asia/Kathmandu', 'Europe/Kyiv', 'Asia/Kolkata', 'Asia/Ho_Chi_Minh', 'Asia/Yangon', 'UTC'];
    expect(offered).toEqual(expect.arrayContaining(names));
    expect(new Set(offered).size).toBe(offered.length);
    for (const zone of offered) expect(TimeZone.safeParse(zone).success, zone).toBe(true);
    expect(list).toContain('<option value="Europe/Kiev" selected="">');
    expect(list).not.toMatch(/Katmandu|Calcutta|Saigon|Rangoon/);
    // Whoever saves the form as it stands keeps their zone.
    await site.post('/settings/digest', { ...choices, timeZone: 'Europe/Kiev' }, 'member');
    expect((await scheduleOf())?.timeZone).toBe('Europe/Kiev');
  });

  it('says that mail is held back, why, and what to do, and then not when the next digest comes', async () => {
    const of = { organization: 'lakeside', member: 'mira', address: 'mira@lakeside.example.org' };
    const pages = async () => [
      await (await site.get('/settings/digest', 'member')).text(),
      await (await site.get(`/preferences/${TOKEN}`)).text(),
    ];
    for (const page of await pages()) {
      expect(page).toContain('Your next digest comes on <strong>');
      expect(page).not.toContain('No mail is sent to you');
    }
    await createMailStandingsStore(site.tables.community).put(afterSetback(undefined, of, 'bounced', NOW));
    for (const page of await pages()) {
      expect(page).toContain('No mail is sent to you');
      expect(page).toContain('Ask the staff of your organization to correct it.');
      expect(page).not.toContain('Your next digest comes on');
    }
  });
});

describe('the private feed', () => {
  it('is offered, and told of, in the language of its member’s mail', async () => {
    await site.stores.digests.putSchedule(scheduleIn('ar'));
    const offered = await (await site.get('/settings/digest', 'member')).text();
    const choosing = offered.slice(offered.indexOf('lang="ar" dir="rtl"'));
    expect(choosing).toContain('اقرأه في قارئ خلاصات');
    expect(choosing).toContain('أنشئ خلاصتي الخاصة');
    await site.post('/settings/feed', { do: 'renew' }, 'member');
    const there = await (await site.get('/settings/digest', 'member')).text();
    expect(there).toContain('جدِّد العنوان');
    // An address is read from left to right wherever it stands.
    expect(there).toMatch(/<a href="[^"]*\/feeds\/[^"]*" dir="ltr">/);
    expect(offered + there).not.toMatch(/private feed/i);
    await site.post('/settings/feed', { do: 'end' }, 'member');
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
    // In the language that was chosen by it.
    expect(await answer.text()).toContain('Enregistré.');
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
    const undone = await postFromAnywhere(`/unsubscribe/${TOKEN}`, new URLSearchParams({ undo: 'weekly' }));
    const page = await undone.text();
    expect(page).toContain('comes again');
    // What was not told before is told after all, and the page says so.
    expect(page).toContain(
      'the next one goes on where the last one ended. Had it been off for more than thirty days,',
    );
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

describe('the pages behind the links of a mail', () => {
  const look = { name: 'Lakeside Educators', colour: '#7a1f5c' };
  const inLanguage = (language: Language | undefined) =>
    site.stores.digests.putSchedule(scheduleIn(language));
  const htmlOf = async (path: string, body?: URLSearchParams) => {
    const answer = await (body === undefined ? site.get(path) : postFromAnywhere(path, body));
    return answer.text();
  };

  it.each([
    ['en', 'ltr', 'Your mail', 'End your digest?', 'Your digest has ended', 'Time of day: Choose'],
    ['es', 'ltr', 'Tu correo', '¿Dejar de recibir tu resumen?', 'Ya no recibirás', 'Hora del día: Elige'],
    ['fr', 'ltr', 'Vos messages', 'Ne plus recevoir votre', 'Vous ne recevrez', 'Heure\u00a0: Choisissez'],
    ['ar', 'rtl', 'بريدك', 'هل تريد إيقاف ملخصك؟', 'أُوقف ملخصك', 'الساعة: اختر'],
  ] as const)('speak %s as the mail did, and look like its sender', async (language, dir, ...said) => {
    const [title, ending, ended, error] = said;
    await site.stores.communities.changeLook('lakeside', look);
    await inLanguage(language);
    for (const [page, heading] of [
      [await htmlOf(`/preferences/${TOKEN}`), title],
      [await htmlOf(`/unsubscribe/${TOKEN}`), ending],
      [await htmlOf(`/unsubscribe/${TOKEN}`, urlencoded()), ended],
    ] as const) {
      expect(page).toContain(`<html lang="${language}" dir="${dir}">`);
      expect(page).toContain(`<h1>${heading}`);
      expect(page).toContain('<p class="brand" dir="auto">Lakeside Educators</p>');
      const [, sheet = ''] = /href="(\/assets\/brand-[^"]+)"/.exec(page) ?? [];
      expect(await (await site.get(sheet)).text()).toContain('.of-brand { background: #7a1f5c;');
    }
    const refused = await htmlOf(`/preferences/${TOKEN}`, new URLSearchParams({ ...choices, hour: '24' }));
    expect(refused).toContain(`<a href="#hour">${error}`);
  });

  it('speak the language of the organization where the member chose none', async () => {
    await site.stores.communities.changeLook('lakeside', { ...look, language: 'ar' });
    await inLanguage(undefined);
    expect(await htmlOf(`/preferences/${TOKEN}`)).toContain('<html lang="ar" dir="rtl">');
    expect(await htmlOf(`/unsubscribe/${TOKEN}/mention`)).toContain(
      'هل تريد إيقاف الرسائل عن الإشارات إليك؟',
    );
    await site.stores.communities.changeLook('lakeside', look);
  });

  it('speak the language that the browser asks for where the link is nobody’s', async () => {
    for (const path of ['/preferences/nobody', '/unsubscribe/nobody', '/unsubscribe/nobody/reply']) {
      const headers = { 'accept-language': 'de, fr-CH;q=0.8, ar;q=0.3', accept: 'text/html' };
      const answer = await site.get(path, undefined, { headers });
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('<h1>Ce lien n’ouvre rien</h1>');
    }
    const problem = await site.get('/preferences/nobody', undefined, {
      headers: { accept: 'application/json' },
    });
    expect(problem.headers.get('content-type')).toBe('application/problem+json');
  });

  it('take no address of a sheet of colours but their own', async () => {
    for (const path of ['/assets/brand-7a1f5c.0000000000000000.css', '/assets/brand-red.css'])
      expect((await site.get(path)).status).toBe(404);
  });
});

it('counts ends of digests and of kinds of mail apart, and what is taken back once', async () => {
  const day = NOW.toISOString().slice(0, 10);
  const counted = async () => (await site.stores.mailDays.of('lakeside', [day]))[0]?.counts;
  const before = await counted();
  const since = async () => {
    const now = await counted();
    return (['unsubscribed', 'resubscribed', 'kindEnded', 'kindResumed'] as const).map(
      (name) => (now?.[name] ?? 0) - (before?.[name] ?? 0),
    );
  };
  const undo = (before: string) => new URLSearchParams({ undo: before });
  // Each twice: the second time changes nothing.
  for (const body of [urlencoded(), urlencoded(), undo('weekly'), undo('weekly')])
    await postFromAnywhere(`/unsubscribe/${TOKEN}`, body);
  expect(await since()).toEqual([1, 1, 0, 0]);
  for (const kind of ['reply', 'coaching'])
    await postFromAnywhere(`/unsubscribe/${TOKEN}/${kind}`, urlencoded());
  for (const body of [undo('on'), undo('on')]) await postFromAnywhere(`/unsubscribe/${TOKEN}/reply`, body);
  expect(await since()).toEqual([1, 1, 2, 1]);
});
