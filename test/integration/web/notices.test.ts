import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, type Site, seedSite } from '../../support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
});
afterAll(() => site.close());

const written = { title: 'Schools <b>close</b>', text: 'At noon.\n\nBecause of snow.', to: 'everybody' };

describe('an urgent notice', () => {
  it('is shown first, with how many it reaches and how many switched notices off, and is not sent by that', async () => {
    const choice = { frequency: 'none', timeZone: 'UTC', hour: 9, weekday: 1 } as const;
    await site.stores.digests.savePreferences('lakeside', 'mira', { ...choice, off: ['notice'] }, new Date());
    const response = await site.post('/staff/notices/preview', written, 'staff');
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('6 people; 1 of them switched urgent notices off');
    expect(page).toContain('Schools &lt;b&gt;close&lt;/b&gt;');
    expect(await site.stores.notices.latest('lakeside', 10)).toEqual([]);
  });

  it('reaches, of communities, those who belong to them, once', async () => {
    const form = new URLSearchParams({ ...written, to: 'communities' });
    for (const community of ['number-sense', 'science-lab', 'not-ours'])
      form.append('communities', community);
    const shown = await site.post('/staff/notices/preview', form, 'staff');
    // A page of the site, not a mail in a frame: a browser sends its form.
    expect(shown.headers.get('content-security-policy')).toContain("form-action 'self'");
    const page = await shown.text();
    expect(page).toContain('3 people; 1 of them');
    expect(page).not.toContain('muted');
    expect(page).not.toContain('value="not-ours"');
  });

  it('says how many muted the community', async () => {
    const choice = { frequency: 'none', timeZone: 'UTC', hour: 9, weekday: 1 } as const;
    const communities = { 'number-sense': 'muted' } as const;
    for (const member of ['tomas', 'noor'])
      await site.stores.digests.savePreferences('lakeside', member, { ...choice, communities }, new Date());
    const form = { ...written, to: 'communities', communities: 'number-sense' };
    expect(await (await site.post('/staff/notices/preview', form, 'staff')).text()).toContain(
      '1 of them switched urgent notices off, and 2 of them muted the community it would reach them through. They will not get it.',
    );
  });

  it.each([
    ['without a title', { title: ' ' }, 'Write a title'],
    ['without a text', { text: '' }, 'Write what there is to say'],
    ['for no community', { to: 'communities' }, 'Choose at least one community'],
    ['for nobody', { to: '' }, 'Choose who it is for'],
  ])('is refused %s, and nothing is lost of what was written', async (_case, change, message) => {
    const response = await site.post('/staff/notices', { ...written, ...change }, 'staff');
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(message);
    expect(await site.stores.notices.latest('lakeside', 10)).toEqual([]);
  });

  it('is sent once, however often the form is, and followed on its page', async () => {
    const page = await (await site.post('/staff/notices/preview', written, 'staff')).text();
    const notice = /name="notice" value="([^"]+)"/.exec(page)?.[1] ?? '';
    for (let twice = 0; twice < 2; twice += 1) {
      const sent = await site.post('/staff/notices', { ...written, notice, inQuietHours: 'yes' }, 'staff');
      expect(sent.headers.get('location')).toBe(`/staff/notices/${notice}`);
    }
    expect(await site.stores.notices.latest('lakeside', 10)).toMatchObject([
      { notice, by: 'petra', text: written.text, inQuietHours: true },
    ]);
    const followed = await site.get(`/staff/notices/${notice}`, 'staff');
    expect(followed.headers.get('refresh')).toBe('5');
    expect(await followed.text()).toContain('It is going out');
    expect((await site.get(`/staff/notices/${notice}`, 'staff-of-another-organization')).status).toBe(404);
  });
});
