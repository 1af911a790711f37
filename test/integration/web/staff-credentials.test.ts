import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { followUpKey } from '../../../shared/awards/follow-up.ts';
import type { IssuedCredential } from '../../../shared/badges/model.ts';
import { makeEvent } from '../../../shared/events/parse-event.ts';
import { openSite, type Site, seedSite } from '../../support/site.ts';

let site: Site;
let issued: IssuedCredential;
let made = 0;
const ACHIEVEMENT = { achievement: 'ten', name: 'Ten comments', description: 'D', criteria: 'C' };

const issue = async (more: Partial<IssuedCredential> = {}): Promise<IssuedCredential> => {
  const credential = randomUUID();
  made += 1;
  const period = `2026-${String(made).padStart(2, '0')}`;
  const achievement = ACHIEVEMENT;
  const of = { organization: 'lakeside', member: 'mira', rule: 'ten', period };
  await site.stores.awards.commit({
    ...of,
    ruleName: 'Ten comments',
    reason: 'Ten comments in your communities',
    evidence: [],
    grantedAt: '2026-11-20T08:00:00.000Z',
    credential,
    badge: achievement,
  });
  return put({ ...of, credential, achievement, ...more });
};
const put = async (more: Partial<IssuedCredential>): Promise<IssuedCredential> => {
  const whole: IssuedCredential = {
    organization: 'lakeside',
    member: 'mira',
    rule: 'ten',
    period: 'ever',
    credential: randomUUID(),
    achievement: ACHIEVEMENT,
    recipientName: 'Mira Solano',
    issuerName: 'Lakeside Educators Association',
    issuedAt: '2026-11-20T08:00:00Z',
    status: { list: 1, index: made },
    document: '{}',
    standing: 'valid',
    changes: 0,
    visibility: 'private',
    ...more,
  };
  await site.stores.credentials.put(
    whole,
    makeEvent('credential.issued', {
      id: whole.credential,
      source: 'colloquy',
      time: whole.issuedAt,
      organization: 'lakeside',
      data: { member: 'mira', credential: whole.credential, rule: 'ten' },
    }),
  );
  return whole;
};
const pathOf = ({ member, credential }: IssuedCredential): string =>
  `/staff/credentials/${member}/${credential}`;
const change = (fields: Readonly<Record<string, string>>) =>
  site.post(`${pathOf(issued)}/changes`, { changes: '0', ...fields }, 'staff');
const follow = (following: string, reason = 'The member asked for it.') =>
  site.post(`${pathOf(issued)}/grants`, { following, [`${following}-reason`]: reason }, 'staff');
const stored = async () => site.stores.credentials.get(issued.credential);
const grantAfter = async (following: 'renews' | 'replaces') =>
  (await site.stores.awards.grantsAt('lakeside', [followUpKey(issued, following)]))[0];

beforeAll(async () => {
  site = await openSite({ ids: randomUUID });
  await seedSite(site);
});
beforeEach(async () => {
  issued = await issue();
});
afterAll(() => site.close());

describe('a credential’s page for staff', () => {
  it('says what was done to it, by whom and why, once it was done', async () => {
    expect((await change({ kind: 'suspended', reason: 'We look into it.' })).status).toBe(303);
    const html = await (await site.get(pathOf(issued), 'staff')).text();
    for (const said of [
      'Suspended',
      'We look into it.',
      'Petra Lindqvist',
      'Reinstate it',
      'Ten comments in your',
    ])
      expect(html).toContain(said);
    expect(await stored()).toMatchObject({ standing: 'suspended', changes: 1 });
  });

  it('keeps what was typed, and changes nothing, where the form is not whole', async () => {
    const noReason = await change({ kind: 'revoked', reason: ' ' });
    expect(noReason.status).toBe(422);
    expect(await noReason.text()).toContain('Say why');
    const noKind = await change({ reason: 'A long explanation that must not be lost' });
    expect(noKind.status).toBe(422);
    expect(await noKind.text()).toContain('A long explanation that must not be lost');
    expect(await stored()).toMatchObject({ standing: 'valid', changes: 0 });
  });

  it('revokes for good, and says so where somebody decided on an older page', async () => {
    expect((await change({ kind: 'revoked', reason: 'It was a mistake.' })).status).toBe(303);
    const stale = await change({ kind: 'reinstated', reason: 'No, it was not.' });
    expect(stale.status).toBe(422);
    expect(await stale.text()).toContain('Somebody changed the badge');
    expect((await change({ changes: '1', kind: 'reinstated', reason: 'No.' })).status).toBe(409);
    expect(await stored()).toMatchObject({ standing: 'revoked' });
    expect(await (await site.get(pathOf(issued), 'staff')).text()).not.toContain('Change its standing');
  });

  it('issues again once, however often it is asked', async () => {
    expect((await follow('replaces')).status).toBe(303);
    const first = await grantAfter('replaces');
    expect(first).toMatchObject({
      replaces: issued.credential,
      by: 'petra',
      cause: 'The member asked for it.',
    });
    expect((await follow('replaces')).status).toBe(303);
    expect(await grantAfter('replaces')).toEqual(first);
    expect(await (await site.get(pathOf(issued), 'staff')).text()).toContain('It was issued again');
  });

  it('renews what has expired or soon will, and nothing else', async () => {
    expect((await follow('renews')).status).toBe(409);
    expect(await grantAfter('renews')).toBeUndefined();
    issued = await issue({ validUntil: '2027-11-21T00:00:00Z' });
    expect(await (await site.get(pathOf(issued), 'staff')).text()).toContain('It can be renewed from');
    expect((await follow('renews')).status).toBe(409);
    issued = await issue({ validUntil: '2026-11-21T00:00:00Z' });
    expect(await (await site.get(pathOf(issued), 'staff')).text()).toContain('Expired');
    expect((await follow('replaces')).status).toBe(409);
    expect((await follow('renews')).status).toBe(303);
    expect(await grantAfter('renews')).toMatchObject({ renews: issued.credential });
  });

  it('is followed by another for a reason alone, which stays in the form', async () => {
    const asked = await follow('replaces', ' ');
    expect(asked.status).toBe(422);
    expect(await asked.text()).toContain('Say why');
    expect(await grantAfter('replaces')).toBeUndefined();
  });

  it('says of one that follows another which, why and by whom', async () => {
    await follow('replaces');
    const grant = await grantAfter('replaces');
    const again = {
      period: grant?.period ?? '',
      credential: grant?.credential ?? '',
      replaces: issued.credential,
    };
    const html = await (await site.get(pathOf(await put(again)), 'staff')).text();
    for (const said of ['Issued again', `In the place of`, 'The member asked for it.', 'Petra Lindqvist'])
      expect(html).toContain(said);
    expect(html).toContain(`/staff/credentials/mira/${issued.credential}`);
    expect(html).not.toContain('was met');
  });

  it('is of its own member and organization alone', async () => {
    for (const path of [
      `/staff/credentials/tomas/${issued.credential}`,
      '/staff/credentials/mira/no-number',
    ]) {
      expect((await site.get(path, 'staff')).status).toBe(404);
    }
    expect((await site.get(pathOf(issued), 'staff-of-another-organization')).status).toBe(404);
  });
});

describe('the report of awards', () => {
  it('counts what was issued again once, lists it as what it is, and marks what was revoked', async () => {
    const rowOf = async () => {
      const html = await (await site.get('/staff/awards?from=2026-11-01&through=2026-11-30', 'staff')).text();
      const [count] = /Ten comments<\/th><td[^>]*data-label="Grants">(\d+)/.exec(html)?.slice(1) ?? [];
      const tags = (text: string) => html.split(`>${text}</span>`).length - 1;
      return { count, again: tags('Issued again'), revoked: tags('Revoked') };
    };
    const before = await rowOf();
    await follow('replaces');
    await change({ kind: 'revoked', reason: 'It was a mistake.' });
    const after = await rowOf();
    expect(before.count).toBeDefined();
    expect(after).toEqual({ ...before, again: before.again + 1, revoked: before.revoked + 1 });
  });
});

describe('members as staff look after them', () => {
  it('are listed page by page, and found by a part of their name, without the name in an address', async () => {
    const all = await (await site.get('/staff/members', 'staff')).text();
    expect(all).toContain('Mira Solano');
    expect(all).not.toContain('Vera Montcalm');
    const found = await (await site.post('/staff/members/search', { name: 'SOLÁN' }, 'staff')).text();
    expect(found).toContain('Mira Solano');
    expect(found).not.toContain('Tomas Verhage');
    const first = await site.stores.directory.list('lakeside', { size: 4 });
    const second = await site.stores.directory.list('lakeside', { size: 4, after: first.next ?? '' });
    const names = [...first.members, ...second.members].map(({ member }) => member);
    expect(names).toEqual(['lena', 'mira', 'noor', 'oskar', 'petra', 'tomas']);
    expect(second.next).toBeUndefined();
  });

  it('move to another address with their sign-in, and their badges are told of', async () => {
    const move = (email: string) =>
      site.post('/staff/members/mira/address', { email, reason: 'She moved to another school.' }, 'staff');
    expect((await move('mira.new@lakeside.example.org')).status).toBe(303);
    expect(await site.stores.members.findSignIn('mira@lakeside.example.org')).toBeUndefined();
    expect(await site.stores.members.findSignIn('Mira.New@lakeside.example.org')).toMatchObject({
      member: 'mira',
    });
    const records = await site.tables.db.readStream('community', undefined, 100_000);
    const types = records.map(({ dynamodb }) => JSON.stringify(dynamodb.NewImage?.['event'] ?? ''));
    expect(types.filter((event) => event.includes('member.address-changed'))).toHaveLength(1);
    expect(types.join()).not.toContain('mira.new');
    const html = await (await site.get('/staff/members/mira', 'staff')).text();
    expect(html).toContain('by Petra Lindqvist: She moved to another school.');
  });

  it.each([
    ['tomas@lakeside.example.org', 'Somebody signs in with this address already'],
    ['vera@hillside.example.org', 'Somebody signs in with this address already'],
    ['no address', 'Write an e-mail address'],
    ['lena@lakeside.example.org', 'This is their address already'],
  ])('keep their address where %s is given', async (email, says) => {
    const response = await site.post(
      '/staff/members/lena/address',
      { email, reason: 'She asked for it.' },
      'staff',
    );
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain(says);
    expect(html).toContain(`value="${email}"`);
    expect(await site.stores.members.getMember('lakeside', 'lena')).toMatchObject({
      email: 'lena@lakeside.example.org',
    });
  });
});
