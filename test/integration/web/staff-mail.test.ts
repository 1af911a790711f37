import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterSetback } from '../../../shared/mail/standing.ts';
import { NOW, openSite, type Site, seedSite } from '../../support/site.ts';

const ORGANIZATION = 'lakeside';
const TODAY = NOW.toISOString().slice(0, 10);

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
  const { members, mailStandings, mailDays } = site.stores;
  for (const [member, setback] of [
    ['mira', 'bounced'],
    ['tomas', 'complained'],
  ] as const) {
    const address = (await members.getMember(ORGANIZATION, member))?.email ?? '';
    await mailStandings.put(
      afterSetback(undefined, { organization: ORGANIZATION, member, address }, setback, NOW),
    );
  }
  const gone = { organization: ORGANIZATION, member: 'noor', address: 'the-one-before@lakeside.example' };
  await mailStandings.put(afterSetback(undefined, gone, 'bounced', NOW));
  const counts = { sent: 1000, delivered: 990, opened: 7, bounced: 60, complained: 2 };
  await mailDays.add(ORGANIZATION, TODAY, { counts, skipped: { 'nothing-new': 41, bounced: 1 } });
  await mailDays.add(ORGANIZATION, '2026-10-01', { counts: { sent: 5555 } });
});
afterAll(() => site.close());

const page = async (path: string): Promise<string> => (await site.get(path, 'staff')).text();

describe('the page of mail', () => {
  it('shows what became of it, against the limits, and why digests were not sent', async () => {
    const text = await page('/staff/mail');
    expect(text).toMatch(/<strong>6 %<\/strong>\s*<span class="tag tag-bad">over the limit/);
    expect(text).toMatch(/<strong>0\.2 %<\/strong>\s*<span class="tag tag-bad">over the limit/);
    expect(text).toMatch(/nothing new to tell<\/dt><dd>41</);
    expect(text).toContain('>1,000<');
    // A day that lies further back than the thirty shown.
    expect(text).not.toContain('5,555');
  });

  it('says that openings are not counted, and shows none', async () => {
    const text = await page('/staff/mail');
    expect(text).toContain('Who opens a mail is not counted');
    expect(text).not.toContain('>Opened<');
  });

  it('names whose address gets no mail, and not those whose address is another by now', async () => {
    const text = await page('/staff/mail');
    expect(text).toContain('/staff/mail/suppressed/mira');
    expect(text).toContain('A mail was reported as unwanted');
    expect(text).not.toContain('/staff/mail/suppressed/noor');
    expect(text).not.toContain('@lakeside');
  });

  it('reads as much as it says', async () => {
    site.reads.length = 0;
    await page('/staff/mail');
    expect(site.reads.length).toBeLessThanOrEqual(8);
  });
});

describe('a suppression', () => {
  it('is lifted with a reason, which is shown with who lifted it, and mail goes out again', async () => {
    const path = '/staff/mail/suppressed/mira';
    expect(await page(path)).toContain('Send mail to it again');
    const refused = await site.post(path, { reason: ' ' }, 'staff');
    expect(refused.status).toBe(422);
    const lifted = await site.post(path, { reason: 'She wrote to us from it' }, 'staff');
    expect(lifted.status).toBe(303);
    const email = (await site.stores.members.getMember(ORGANIZATION, 'mira'))?.email ?? 'none';
    expect(site.forgotten).toEqual([`${ORGANIZATION} ${email}`]);
    const text = await page(path);
    expect(text).toContain('Mail goes to this address');
    expect(text).toContain('by Petra Lindqvist: She wrote to us from it');
    expect(await page('/staff/mail')).not.toContain('/staff/mail/suppressed/mira');
  });

  it('of another organization’s member is nobody’s to see', async () => {
    const answer = await site.get('/staff/mail/suppressed/tomas', 'staff-of-another-organization');
    expect(answer.status).toBe(404);
  });
});
