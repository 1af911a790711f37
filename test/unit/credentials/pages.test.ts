import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../functions/credentials/app.tsx';
import type { Dependencies } from '../../../functions/credentials/dependencies.ts';
import { unbakePng } from '../../../shared/badges/baking/bake-png.ts';
import type { BadgeImage } from '../../../shared/badges/images/images-store.ts';
import { createIssuer } from '../../../shared/badges/issue.ts';
import { didDocument } from '../../../shared/badges/keys/did-document.ts';
import type { RegisteredKey } from '../../../shared/badges/keys/registered-key.ts';
import type { IssuedCredential } from '../../../shared/badges/model.ts';
import { Unavailable } from '../../../shared/platform/errors.ts';
import { ruleOf } from '../../support/awards.ts';
import { awardOf, keyOf, midland, openSigner, PUBLIC_URL, tenComments } from '../../support/badges.ts';
import { memoryForms } from '../../support/forms.ts';
import { keepingObserver } from '../../support/observer.ts';
import { openPainter } from '../../support/painter.ts';
import { noPapers } from '../../support/papers.ts';

const GOOD = '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01';
const ALTERED = '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f02';
const NASTY = '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f03';
const BROKEN = '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f04';

/** A logo that was uploaded; what is in it does not matter here. */
const LOGO: BadgeImage = { image: 'a'.repeat(64), type: 'image/png', bytes: Buffer.from('the logo') };

const signer = openSigner();
const { observer, lines } = keepingObserver();
const stored = new Map<string, IssuedCredential>();
let keys: readonly RegisteredKey[];
let app: ReturnType<typeof createApp>;

const store = async (
  credential: string,
  more: Partial<IssuedCredential> = {},
  award = awardOf({ credential }),
) => {
  stored.set(credential, {
    credential,
    organization: 'midland',
    member: 'ada',
    rule: 'ten',
    period: 'ever',
    achievement: award.achievement,
    standing: 'valid',
    changes: 0,
    visibility: 'public',
    recipientName: 'Ada Quist',
    issuerName: midland.name,
    issuedAt: '2026-11-22T07:00:01Z',
    document: await createIssuer({ signer, publicUrl: PUBLIC_URL }).issue(award),
    ...more,
  });
};

/** Of the catalogue, which no rule grants. */
const entry = {
  organization: 'midland',
  achievement: {
    ...tenComments,
    achievement: 'by-hand-alone',
    name: 'By hand alone',
    alignment: [{ targetName: 'Standard 4', targetUrl: 'https://standards.example.org/4' }],
  },
  revision: 1,
  changedAt: '2026-11-22T07:00:00Z',
  changedBy: 'staff',
};

beforeAll(async () => {
  keys = [await keyOf(signer)];
  const nasty = {
    ...tenComments,
    name: '</title><script>alert(1)</script>',
    criteria: '<img src=x onerror=alert(1)>',
  };
  await store(GOOD);
  await store(ALTERED, { document: stored.get(GOOD)?.document.replace('12, where', '13, where') ?? '' });
  await store(
    NASTY,
    { recipientName: '"><svg onload=alert(1)>' },
    awardOf({ credential: NASTY, achievement: nasty }),
  );
  await store(BROKEN, { document: '{}' });
  const dependencies: Dependencies = {
    credentials: { get: (id) => Promise.resolve(stored.get(id)), changesOf: () => Promise.resolve([]) },
    statuses: {
      published: () => Promise.resolve(undefined),
      newest: () => Promise.resolve(undefined),
      bitsOf: () => Promise.resolve([]),
    },
    images: { get: (id) => Promise.resolve(id === LOGO.image ? LOGO : undefined) },
    achievements: { list: () => Promise.resolve([entry]) },
    issuedAchievements: {
      find: () => Promise.resolve(undefined),
      findAny: (_, id) =>
        Promise.resolve(id === 'no-longer' ? { ...tenComments, achievement: id } : undefined),
    },
    communities: {
      getOrganization: (o) => {
        if (o === 'away') return Promise.reject(new Unavailable('the table did not answer'));
        return Promise.resolve(o === 'midland' ? midland : undefined);
      },
    },
    ...noPapers,
    awards: {
      listRules: () =>
        Promise.resolve([
          ruleOf(
            { count: 'post.created', atLeast: 1, in: 'all-communities' },
            { grants: { badge: tenComments } },
          ),
        ]),
    },
    painter: openPainter(),
    keys: () => Promise.resolve(keys),
    forms: memoryForms(),
    fetchDocument: () => Promise.reject(new Unavailable('nothing is fetched in this test')),
    publicUrl: PUBLIC_URL,
    clock: () => new Date('2026-11-23T10:11:12Z'),
    observer,
  };
  app = createApp(dependencies);
});

const get = async (path: string, accept?: string) => {
  const response = await app.request(path, accept === undefined ? {} : { headers: { accept } });
  return {
    status: response.status,
    headers: response.headers,
    body: Buffer.from(await response.arrayBuffer()),
  };
};
const page = async (path: string) => (await get(path, 'text/html')).body.toString();
const CHROME = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

describe('what a credential is answered with', () => {
  it.each([
    [undefined, 'text/html'],
    ['', 'text/html'],
    ['*/*', 'text/html'],
    [CHROME, 'text/html'],
    ['application/json', 'application/json'],
    ['application/ld+json', 'application/ld+json'],
    ['application/vc+ld+json', 'application/vc+ld+json'],
    ['application/vc', 'application/vc'],
    ['APPLICATION/JSON; charset=utf-8', 'application/json'],
    ['application/*', 'application/vc+ld+json'],
    ['application/json, text/html;q=0.5', 'application/json'],
    ['text/html;q=0, */*', 'application/vc+ld+json'],
    ['image/png, application/json;q=0.1', 'application/json'],
  ])('for Accept %j is %s', async (accept, type) => {
    const { status, headers, body } = await get(`/credentials/${GOOD}`, accept);
    expect(status).toBe(200);
    expect(headers.get('content-type')?.split(';')[0]).toBe(type);
    expect(headers.get('vary')).toBe('Accept');
    if (type !== 'text/html') expect(body.toString()).toBe(stored.get(GOOD)?.document);
  });

  it.each(['image/png', 'application/pdf, text/plain', 'text/html;q=0'])(
    'for Accept %j is a problem',
    async (accept) => {
      const { status, headers, body } = await get(`/credentials/${GOOD}`, accept);
      expect(status).toBe(406);
      expect(headers.get('content-type')).toBe('application/problem+json');
      expect(JSON.parse(body.toString())).toMatchObject({
        status: 406,
        detail: expect.stringContaining('text/html') as string,
      });
    },
  );

  it('as a file is always the credential', async () => {
    const { headers, body } = await get(`/credentials/${GOOD}.json`, CHROME);
    expect(headers.get('content-type')).toBe('application/vc+ld+json');
    expect(body.toString()).toBe(stored.get(GOOD)?.document);
  });

  it('is not sent again to whoever has it', async () => {
    const { headers } = await get(`/credentials/${GOOD}.json`);
    const etag = headers.get('etag') ?? '';
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    const again = await app.request(`/credentials/${GOOD}.json`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });
});

describe('the page of a credential', () => {
  it('says what was achieved, by whom, what it took, what was found and that it verifies', async () => {
    const html = await page(`/credentials/${GOOD}`);
    for (const text of [
      '<h1>Ten comments</h1>',
      '<strong>Ada Quist</strong>',
      'Midland Teachers’ Association',
      'Write ten comments on what colleagues asked or answered.',
      'Comments written: 12, where 10 were asked for',
      '<time datetime="2026-11-22T07:00:00Z">22 November 2026</time>',
      'Valid. Verified just now.',
      '2026-11-23T10:11:12.000Z',
      'did:web:badges.example%3A8443:organizations:midland',
    ]) {
      expect(html).toContain(text);
    }
    expect(html).not.toContain('example.org');
  });

  it('can be shared: preview, profile, link, code and files', async () => {
    const html = await page(`/credentials/${GOOD}`);
    const url = `${PUBLIC_URL}/credentials/${GOOD}`;
    for (const text of [
      `<meta property="og:url" content="${url}"`,
      `<meta property="og:image" content="${url}/share.png"`,
      '<meta property="og:image:width" content="1200"',
      '<meta property="og:image:height" content="630"',
      '<meta property="og:type" content="article"',
      '<meta property="og:description" content="Midland Teachers’ Association awarded this badge to Ada Quist.',
      '<meta property="article:published_time" content="2026-11-22T07:00:00Z"',
      '<meta name="author" content="Midland Teachers’ Association"',
      `<meta name="twitter:image" content="${url}/share.png"`,
      `type="application/json+oembed" href="${url}/oembed.json"`,
      '<meta property="og:title" content="Ten comments: Ada Quist"',
      '<meta name="twitter:card" content="summary_large_image"',
      'https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME',
      `value="${url}"`,
      `&lt;a href=&quot;${url}&quot;&gt;`,
      `href="${url}/badge.png"`,
      `href="${url}.json"`,
      ...[
        '.rs256.jwt',
        '.es256.jwt',
        '/badge.svg',
        '/certificate.pdf',
        '/ob2.json',
        '/ob2.jws',
        '/ob2/badge.png',
      ].map((form) => `href="${url}${form}"`),
      `&lt;iframe src=&quot;${url}/embed&quot;`,
      'href="https://lcw.app/request?request=',
      'aria-label="Code for a wallet"',
    ]) {
      expect(html).toContain(text);
    }
  });

  it('of an altered credential says so, and offers nothing to share', async () => {
    const html = await page(`/credentials/${ALTERED}`);
    expect(html).toContain('This credential does not verify.');
    expect(html).toContain('Invalid signature. Do not rely on it');
    expect(html).not.toContain('linkedin');
  });

  it('shows what people wrote as text', async () => {
    const html = await page(`/credentials/${NASTY}`);
    expect(html).toContain('Verified just now.');
    expect(html).not.toMatch(/<script|<svg onload|<img src=x/);
  });

  it('runs nothing and loads nothing from elsewhere', async () => {
    const { headers, body } = await get(`/credentials/${GOOD}`, 'text/html');
    const html = body.toString();
    const style = /<style>(.*)<\/style>/s.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(style.length).toBeGreaterThan(1000);
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
    expect(html).not.toMatch(/<script|\sstyle="|\son[a-z]+="/);
    expect(html.match(/<(?:img|link rel="(?:icon|stylesheet)")[^>]*>/g)).toHaveLength(2);
  });

  it('has a language, one heading of the first level, and a name for every picture and field', async () => {
    const html = await page(`/credentials/${GOOD}`);
    expect(html).toMatch(/^<!doctype html><html lang="en">/i);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    for (const image of html.match(/<img[^>]*>/g) ?? []) expect(image).toMatch(/alt="[^"]+"/);
    for (const [, id] of html.matchAll(/<(?:input|textarea) id="([^"]+)"/g))
      expect(html).toContain(`for="${id ?? ''}"`);
  });
});

describe('the pictures', () => {
  it('the badge carries the credential as it was signed', async () => {
    const { status, headers, body } = await get(`/credentials/${GOOD}/badge.png`, 'image/*');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('image/png');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(unbakePng(body)?.text).toBe(stored.get(GOOD)?.document);
    expect(body.readUInt32BE(16)).toBe(512);
  });

  it('the picture for pages is smaller and carries nothing', async () => {
    const { body } = await get(`/credentials/${GOOD}/image.png`);
    expect(unbakePng(body)).toBeUndefined();
    expect(body.readUInt32BE(16)).toBe(400);
  });
});

describe('an issuer', () => {
  it('has a DID document where its DID says', async () => {
    const { headers, body } = await get('/organizations/midland/did.json');
    expect(headers.get('content-type')).toBe('application/did+ld+json');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(JSON.parse(body.toString())).toEqual(didDocument(PUBLIC_URL, 'midland', keys));
  });

  it('has a page and a profile', async () => {
    expect(await page('/organizations/midland')).toContain(keys[0]?.key);
    const profile: unknown = JSON.parse(
      (await get('/organizations/midland', 'application/json')).body.toString(),
    );
    expect(profile).toMatchObject({
      id: 'did:web:badges.example%3A8443:organizations:midland',
      type: ['Profile'],
      name: midland.name,
    });
  });

  it('describes its achievements where a credential says', async () => {
    const document = JSON.parse(stored.get(GOOD)?.document ?? '') as {
      credentialSubject: { achievement: { id: string } };
    };
    const { id } = document.credentialSubject.achievement;
    const path = new URL(id).pathname;
    expect(await page(path)).toContain('<h1>Ten comments</h1>');
    expect(JSON.parse((await get(path, 'application/ld+json')).body.toString())).toMatchObject({
      id,
      type: ['Achievement'],
      criteria: { narrative: tenComments.criteria },
      image: { id: `${id}/image.png` },
    });
    expect((await get(`${path}/image.png`)).body.readUInt32BE(16)).toBe(400);
  });
});

describe('an achievement that no rule grants', () => {
  it('is described where staff keep it in the catalogue', async () => {
    const shown = await page('/organizations/midland/achievements/by-hand-alone');
    expect(shown).toContain('<h1>By hand alone</h1>');
    expect(shown).toContain('<a href="https://standards.example.org/4">Standard 4</a>');
    const { body } = await get('/organizations/midland/achievements/by-hand-alone', 'application/json');
    expect(JSON.parse(body.toString())).toMatchObject({ alignment: [{ targetName: 'Standard 4' }] });
  });

  it('is described as it was issued, where it is no longer offered', async () => {
    expect(await page('/organizations/midland/achievements/no-longer')).toContain('<h1>Ten comments</h1>');
  });
});

describe('what is not there', () => {
  it.each([
    '/credentials/5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6fff',
    '/credentials/nonsense',
    '/credentials/..%2f..%2fetc',
    '/credentials/5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6fff/badge.png',
    '/credentials/nonsense.json',
    '/organizations/nowhere',
    '/organizations/no where',
    '/organizations/nowhere/did.json',
    '/organizations/midland/achievements/other',
    '/elsewhere',
  ])('%s is a page for people and a problem for machines', async (path) => {
    const asked = await get(path, 'application/json');
    expect(asked.status).toBe(404);
    expect(asked.headers.get('content-type')).toBe('application/problem+json');
    expect(JSON.parse(asked.body.toString())).toMatchObject({ type: 'about:blank', status: 404 });
    const shown = await get(path, CHROME);
    expect(shown.status).toBe(404);
    expect(shown.headers.get('cache-control')).toBe('no-store');
    if (!/\.(json|png)$/.test(path))
      expect(shown.body.toString()).toContain('<h1>There is nothing here</h1>');
  });

  it('because of a failure here says to come again, and logs why', async () => {
    const { status, body } = await get('/organizations/away', CHROME);
    expect(status).toBe(503);
    expect(body.toString()).toContain('Try again in a minute.');
    expect(lines.at(-1)).toMatchObject({ level: 'error', message: 'request failed' });
    expect(JSON.stringify(lines.at(-1))).toContain('the table did not answer');
  });

  it('because a stored document is broken tells a stranger nothing of it', async () => {
    const { status, body } = await get(`/credentials/${BROKEN}`, CHROME);
    expect(status).toBe(500);
    expect(body.toString()).toContain('The page could not be made.');
    expect(body.toString()).not.toContain('ZodError');
  });
});

describe('the logo of an organization', () => {
  it('is sent to everybody, by the name of its content, and no other file is', async () => {
    const { status, headers, body } = await get(`/organizations/midland/logos/${LOGO.image}.png`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('image/png');
    expect(body.toString()).toBe('the logo');
    expect((await get(`/organizations/midland/logos/${'b'.repeat(64)}.png`)).status).toBe(404);
    expect((await get('/organizations/midland/logos/other.png')).status).toBe(404);
  });
});
