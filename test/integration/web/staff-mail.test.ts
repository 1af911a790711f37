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
    expect(text).toMatch(/nothing new to tell<\/a><\/dt><dd>41</);
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
    expect(site.reads.length).toBeLessThanOrEqual(11);
    site.reads.length = 0;
    await page('/staff/mail?reason=nothing-new');
    expect(site.reads.length).toBeLessThanOrEqual(8);
  });

  it('shows first the digests that need somebody, and those there was nothing to say in apart', async () => {
    const { digests } = site.stores;
    const skips = [
      ...Array.from({ length: 30 }, () => 'nothing-new' as const),
      'refused',
      'bounced',
    ] as const;
    for (const [i, skip] of skips.entries()) {
      const member = `${skip}-${i}`;
      const of = { organization: ORGANIZATION, member, unsubscribeToken: `token-of-${member}-0123456789` };
      const at = new Date(NOW.getTime() - (60 - i) * 60_000).toISOString();
      const schedule = {
        ...of,
        frequency: 'none',
        timeZone: 'UTC',
        hour: 7,
        weekday: 1,
        coveredUntil: at,
      } as const;
      const person = { organization: ORGANIZATION, member, name: member, email: `${member}@example.org` };
      await site.stores.members.addMember({ ...person, role: 'member', joinedAt: at });
      await digests.putSchedule(schedule);
      const claim = { organization: ORGANIZATION, member, from: at, until: at, at, items: 0, skip } as const;
      await digests.claim(schedule, { ...claim, status: 'SUPPRESSED', reason: skip }, undefined);
    }
    const first = await page('/staff/mail');
    expect(first).toMatch(/bounced-31[^]*refused-30/);
    expect(first).not.toContain('nothing-new-');
    const asked = await page('/staff/mail?reason=nothing-new');
    expect(asked).toMatch(/nothing-new-29[^]*nothing-new-5\D/);
    expect(asked).not.toMatch(/bounced-31|refused-30|nothing-new-4\D/);
    const next = /href="([^"]+)">Digests before these/.exec(asked)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(await page(next)).toMatch(/nothing-new-4\D[^]*nothing-new-0\D/);
    // What is no reason asks for nothing.
    expect(await page('/staff/mail?reason=because')).toContain('bounced-31');
  });

  it('counts the notifications that were not told, by reason', async () => {
    await site.stores.mailDays.add(ORGANIZATION, TODAY, { untold: { 'switched-off': 12, refused: 3 } });
    const text = await page('/staff/mail');
    expect(text).toMatch(/they switched this kind off<\/dt><dd>12</);
    expect(text).toMatch(/nothing new to tell<\/a><\/dt><dd>41</);
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
