import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeOf } from '../../../shared/badges/life.ts';
import type { IssuedCredential } from '../../../shared/badges/model.ts';
import { makeEvent } from '../../../shared/events/parse-event.ts';
import { NOW, openSite, PUBLIC_URL, type Role, type Site, seedSite } from '../../support/site.ts';

const KEY = 'a-key-that-nobody-can-guess';
let site: Site;
let made = 0;
let issued: IssuedCredential;

const issue = async (more: Partial<IssuedCredential> = {}): Promise<IssuedCredential> => {
  const credential = `5c3a9b0e-6a55-4c39-9d9c-${String(++made).padStart(12, '0')}`;
  const credentialMade: IssuedCredential = {
    credential,
    organization: 'lakeside',
    member: 'mira',
    rule: 'ten',
    period: 'ever',
    achievement: {
      achievement: 'ten-comments',
      name: `Ten comments, ${made}`,
      description: 'Took part.',
      criteria: 'Write ten comments.',
    },
    recipientName: 'Mira Solano',
    issuerName: 'Lakeside Educators Association',
    issuedAt: '2026-11-20T08:00:00Z',
    document: '{}',
    standing: 'valid',
    changes: 0,
    visibility: 'private',
    accessKey: KEY,
    ...more,
  };
  await site.stores.credentials.put(
    credentialMade,
    makeEvent('credential.issued', {
      id: credential,
      source: 'colloquy',
      time: credentialMade.issuedAt,
      organization: 'lakeside',
      data: { member: 'mira', credential, rule: 'ten' },
    }),
  );
  return credentialMade;
};

const pathOf = ({ member, credential }: IssuedCredential): string =>
  `/members/${member}/badges/${credential}`;
const page = async (role: Role, path = pathOf(issued)): Promise<string> =>
  (await site.get(path, role)).text();
const choose = (visibility: string, role: Role = 'member') => site.post(pathOf(issued), { visibility }, role);
const stored = async () => site.stores.credentials.get(issued.credential);

beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
});
beforeEach(async () => {
  issued = await issue();
});
afterAll(() => site.close());

describe('the page of a badge', () => {
  it('of one’s own that is private gives a private link and every file with it, and nothing to publish', async () => {
    const html = await page('member');
    const url = `${PUBLIC_URL}/credentials/${issued.credential}`;
    expect(html).toContain(`value="${url}?key=${KEY}"`);
    for (const form of [
      '.json',
      '.rs256.jwt',
      '.es256.jwt',
      '/badge.png',
      '/badge.svg',
      '/certificate.pdf',
      '/ob2.json',
      '/ob2.jws',
      '/ob2/badge.png',
    ]) {
      expect(html).toContain(`href="${url}${form}?key=${KEY}"`);
    }
    // A link to the wallet's web address would tell that address the private link.
    expect(html).not.toContain('lcw.app');
    expect(html).toContain('A wallet collects it by the code at the foot of its page');
    expect(html).not.toMatch(/linkedin|&lt;iframe/);
    expect(html).toContain('Share this badge');
  });

  it('that is public gives its link, LinkedIn’s form and code to embed, without the key', async () => {
    await choose('public');
    const html = await page('member');
    expect(html).toContain(`value="${PUBLIC_URL}/credentials/${issued.credential}"`);
    expect(html).toContain('https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME');
    expect(html).toContain('&lt;iframe');
    expect(html).not.toContain(KEY);
    const wallet = /href="(https:\/\/lcw\.app[^"]+)"/.exec(html)?.[1] ?? '';
    expect(JSON.parse(new URL(wallet).searchParams.get('request') ?? '')).toEqual({
      credentialRequestOrigin: PUBLIC_URL,
      protocols: { vcapi: `${PUBLIC_URL}/exchanges/${issued.credential}` },
    });
    expect(html).toContain('Stop sharing this badge');
  });

  it('shows staff what it stands for, and neither its key nor the choice', async () => {
    const html = await page('staff');
    expect(html).toContain('Write ten comments.');
    expect(html).toContain('keeps this badge to themselves');
    expect(html).toContain(`href="/staff/credentials/mira/${issued.credential}"`);
    expect(html).not.toMatch(new RegExp(`${KEY}|<form[^>]*badges`));
  });

  it('is closed to colleagues, to other organizations, and under another member’s name', async () => {
    expect((await site.get(pathOf(issued), 'facilitator')).status).toBe(403);
    expect((await site.get(pathOf(issued), 'staff-of-another-organization')).status).toBe(404);
    expect((await site.get(`/members/tomas/badges/${issued.credential}`, 'staff')).status).toBe(404);
    expect((await site.get('/members/mira/badges/nonsense', 'member')).status).toBe(404);
  });

  it.each([
    [{ validUntil: '2027-01-02T00:00:00Z' }, 'Valid'],
    [{ validUntil: '2026-11-21T00:00:00Z' }, 'Expired on'],
  ])('tells how long it is valid: %j', async (more, word) => {
    issued = await issue(more);
    expect(await page('member')).toContain(word);
  });

  it('tells since when it is revoked, and why', async () => {
    const decision = changeOf(issued, {
      kind: 'revoked',
      by: 'petra',
      at: NOW,
      reason: 'Awarded by mistake',
    });
    if (decision.outcome === 'refused') throw new Error(decision.because);
    await site.stores.credentials.change(issued, decision.change, decision.event);
    expect(await page('member')).toMatch(/Revoked.*on.*22 Nov 2026.*: Awarded by mistake\./s);
  });
});

describe('the page of a badge that was suspended', () => {
  it('tells nobody why, and offers what a badge that stands alone has no more', async () => {
    issued = await issue({ visibility: 'public' });
    const offers = ['certificate.pdf', 'linkedin.com', 'lcw.app'];
    const before = await page('member');
    for (const offer of offers) expect(before).toContain(offer);
    const asked = { kind: 'suspended', by: 'petra', at: NOW, reason: 'Looked into' } as const;
    const decision = changeOf(issued, asked);
    if (decision.outcome === 'refused') throw new Error(decision.because);
    await site.stores.credentials.change(issued, decision.change, decision.event);
    const html = await page('member');
    expect(html).toContain('It may be reinstated.');
    for (const offer of [...offers, 'Looked into']) expect(html).not.toContain(offer);
  });
});

describe('the choice who sees a badge', () => {
  it('is the member’s, is kept in the audit trail, and can be taken back', async () => {
    const answer = await choose('public');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${pathOf(issued)}#sharing`]);
    expect(await stored()).toMatchObject({ visibility: 'public', standing: 'valid', changes: 1 });
    await choose('private');
    expect(await stored()).toMatchObject({ visibility: 'private', changes: 2 });
    expect(await site.stores.credentials.changesOf(issued.credential)).toMatchObject([
      { kind: 'shared', by: 'mira', at: NOW.toISOString() },
      { kind: 'hidden', by: 'mira' },
    ]);
  });

  it('ends the private link of before where the badge was shared and is hidden again', async () => {
    await choose('public');
    expect(await stored()).toMatchObject({ accessKey: KEY });
    await choose('private');
    const { accessKey } = (await stored()) ?? {};
    expect(accessKey).toMatch(/^token-that-nobody-can-guess/);
    const html = await page('member');
    expect(html).toContain(`?key=${accessKey ?? ''}`);
    expect(html).not.toContain(KEY);
  });

  it('gives a private badge a new link, which ends the one before, and keeps that it did', async () => {
    expect(await page('member')).toContain('New private link');
    expect((await choose('new-link')).status).toBe(303);
    expect(await page('member')).not.toContain(KEY);
    expect(await stored()).toMatchObject({ visibility: 'private', changes: 1 });
    expect(await site.stores.credentials.changesOf(issued.credential)).toMatchObject([
      { kind: 'relinked', by: 'mira' },
    ]);
    const trail = await (await site.get(`/staff/credentials/mira/${issued.credential}`, 'staff')).text();
    expect(trail).toContain('Given a new private link');
    expect(trail).not.toContain((await stored())?.accessKey);
    await choose('public');
    await choose('new-link');
    expect(await stored()).toMatchObject({ visibility: 'public', changes: 2 });
    expect(await page('member')).not.toContain('New private link');
  });

  it('sent twice is made once', async () => {
    await choose('public');
    expect((await choose('public')).status).toBe(303);
    expect(await stored()).toMatchObject({ visibility: 'public', changes: 1 });
  });

  it.each(['staff', 'facilitator', 'administrator'] as const)('is not made by %s', async (role) => {
    expect((await choose('public', role)).status).toBe(403);
    expect(await stored()).toMatchObject({ visibility: 'private', changes: 0 });
  });

  it('of something else than there is changes nothing', async () => {
    expect((await choose('everybody')).status).toBe(400);
    expect((await stored())?.visibility).toBe('private');
  });
});

describe('a profile', () => {
  it('says of badges from elsewhere what their issuer calls itself, and where they are proven to come from', async () => {
    await site.stores.backpack.put({
      organization: 'lakeside',
      member: 'mira',
      external: 'a'.repeat(64),
      name: 'Teamwork',
      issuerName: 'Ministry of Education',
      issuerHost: 'example.edu',
      validFrom: NOW.toISOString(),
      receivedAt: NOW.toISOString(),
      format: 'json',
      document: '{}',
    });
    for (const role of ['member', 'staff'] as const) {
      const html = await (await site.get('/members/mira', role)).text();
      const text = html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');
      expect(text).toContain('says it is issued by Ministry of Education; proven to come from example.edu');
    }
  });

  it('counts the badges that stand, and shows the others beneath', async () => {
    const headOf = async () => {
      const html = await page('member', '/members/mira');
      return { count: Number(/<h2 id="badges">(\d+) badge/.exec(html)?.[1]), html };
    };
    const before = await headOf();
    const gone = await issue({ standing: 'revoked' });
    const after = await headOf();
    expect(after.count).toBe(before.count);
    expect(after.html.indexOf('<h3>Not valid now</h3>')).toBeLessThan(after.html.indexOf(pathOf(gone)));
    expect(after.html).toContain('<h3>Not valid now</h3>');
  });

  it('leads its owner to each badge, and colleagues to those that are shared', async () => {
    const open = await issue({ visibility: 'public' });
    const own = await page('member', '/members/mira');
    for (const badge of [issued, open]) expect(own).toContain(`href="${pathOf(badge)}"`);
    expect(own).toContain('Not shared');
    const seen = await page('facilitator', '/members/mira');
    expect(seen).toContain(`href="/credentials/${open.credential}"`);
    expect(seen).not.toContain(issued.credential);
    expect(await page('staff', '/members/mira')).toContain(`href="${pathOf(issued)}"`);
  });
});
