import { createPublicKey, verify } from 'node:crypto';
import { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { bakedRoutes } from '../../../functions/credentials/baked-routes.ts';
import { answerFailure } from '../../../functions/credentials/failures.tsx';
import { ob2IssuerRoutes } from '../../../functions/credentials/ob2-issuer-routes.ts';
import { ob2Routes } from '../../../functions/credentials/ob2-routes.ts';
import { achievementVersion } from '../../../shared/badges/achievement-version.ts';
import { unbakePng } from '../../../shared/badges/baking/bake-png.ts';
import { unbakeSvg } from '../../../shared/badges/baking/bake-svg.ts';
import { createIssuer } from '../../../shared/badges/issue.ts';
import type { ChangeKind, CredentialChange, IssuedCredential } from '../../../shared/badges/model.ts';
import type { StatusBit } from '../../../shared/badges/status/status-store.ts';
import { awardOf, keyOf, midland, openSigner, PUBLIC_URL, tenComments } from '../../support/badges.ts';
import { memoryForms } from '../../support/forms.ts';
import { keepingObserver } from '../../support/observer.ts';
import { openPainter } from '../../support/painter.ts';

const idOf = (last: number): string => `5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f0${last}`;
const [GOOD, REVOKED, SUSPENDED, PRIVATE, OLD, SILENT] = [1, 2, 3, 4, 5, 6].map(idOf) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const at = '2026-11-22T08:00:00.000Z';
const VERSION = achievementVersion(tenComments);
const BADGE_CLASS = `/organizations/midland/achievements/ten-comments/${VERSION}`;

const organizations = new Map([
  ['midland', { ...midland, email: 'badges@midland.example' }],
  ['silent', { ...midland, organization: 'silent' }],
]);
const stored = new Map<string, IssuedCredential>();
const changed = (credential: string, kind: ChangeKind, reason: string): CredentialChange => ({
  credential,
  organization: 'midland',
  member: 'ada',
  change: 1,
  kind,
  at,
  reason,
});
const changes = [
  changed(REVOKED, 'revoked', 'Given in error.'),
  changed(SUSPENDED, 'suspended', 'Being looked into.'),
];
const bits: StatusBit[] = [
  { index: 1, credential: REVOKED, standing: 'revoked', at, reason: 'Given in error.' },
  { index: 2, credential: SUSPENDED, standing: 'suspended', at, reason: 'Being looked into.' },
  { index: 3, credential: GOOD, standing: 'valid', at, reason: 'Found to be right.' },
];
const rsa = openSigner('RS256');
const issuer = createIssuer({ signer: openSigner(), publicUrl: PUBLIC_URL });
const { observer } = keepingObserver();
const fail = answerFailure(observer);
const app = new Hono();
app.onError((error, c) => fail(error, c));

const store = async (credential: string, more: Partial<IssuedCredential> = {}): Promise<void> => {
  stored.set(credential, {
    credential,
    organization: 'midland',
    member: 'ada',
    rule: 'ten-comments',
    period: 'ever',
    achievement: tenComments,
    recipientName: 'Ada Quist',
    issuerName: midland.name,
    issuedAt: '2026-11-22T07:00:01Z',
    status: { list: 1, index: 7 },
    document: await issuer.issue(awardOf({ credential })),
    standing: 'valid',
    changes: 0,
    visibility: 'public',
    ...more,
  });
};

beforeAll(async () => {
  await store(GOOD);
  await store(REVOKED, { standing: 'revoked' });
  await store(SUSPENDED, { standing: 'suspended' });
  await store(PRIVATE, { visibility: 'private', accessKey: 'opens-the-private-one' });
  await store(OLD, { status: undefined });
  await store(SILENT, { organization: 'silent' });
  const registered = [await keyOf(openSigner()), await keyOf(rsa)];
  const dependencies = {
    credentials: {
      get: (id: string) => Promise.resolve(stored.get(id)),
      changesOf: (id: string) => Promise.resolve(changes.filter(({ credential }) => credential === id)),
    },
    communities: { getOrganization: (o: string) => Promise.resolve(organizations.get(o)) },
    issuedAchievements: {
      find: (_: string, a: string, version: string) =>
        Promise.resolve(a === 'ten-comments' && version === VERSION ? tenComments : undefined),
      findAny: () => Promise.resolve(undefined),
    },
    statuses: {
      published: () => Promise.resolve(undefined),
      newest: (organization: string) =>
        Promise.resolve({ organization, list: 1, next: 3, multiplier: 1, offset: 0 }),
      bitsOf: () => Promise.resolve(bits),
    },
    painter: openPainter(),
    keys: () => Promise.resolve(registered),
    forms: memoryForms([rsa]),
    publicUrl: PUBLIC_URL,
  };
  app.route('/credentials', bakedRoutes(dependencies));
  app.route('/credentials', ob2Routes(dependencies));
  app.route('/organizations', ob2IssuerRoutes(dependencies));
});

const json = async (path: string): Promise<{ status: number; body: Record<string, unknown> }> => {
  const response = await app.request(path);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const text = async (path: string): Promise<string> => (await app.request(path)).text();
const pathOf = (url: unknown): string => String(url).slice(PUBLIC_URL.length);

describe('a hosted assertion', () => {
  it('leads to a badge class, an issuer and pictures that are there, and says nothing personal', async () => {
    const { status, body } = await json(`/credentials/${GOOD}/ob2.json`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      '@context': 'https://w3id.org/openbadges/v2',
      id: `${PUBLIC_URL}/credentials/${GOOD}/ob2.json`,
      recipient: { type: 'email', hashed: true, salt: 'c2FsdA' },
      issuedOn: '2026-11-22T07:00:01Z',
      verification: { type: 'hosted' },
    });
    expect(JSON.stringify(body)).not.toMatch(/quist|example\.org/i);
    const badge = await json(pathOf(body['badge']));
    expect(badge.body).toMatchObject({ type: 'BadgeClass', id: body['badge'], name: 'Ten comments' });
    const profile = await json(pathOf(badge.body['issuer']));
    expect(profile.body).toMatchObject({ type: 'Issuer', email: 'badges@midland.example' });
    for (const image of [body['image'], badge.body['image']]) {
      expect((await app.request(pathOf(image))).headers.get('content-type')).toBe('image/png');
    }
  });

  it.each([
    [REVOKED, 'Given in error.'],
    [SUSPENDED, 'Suspended by the issuer; it may be reinstated.'],
  ])('that is taken back (%s) is gone, and says why', async (id, revocationReason) => {
    const { status, body } = await json(`/credentials/${id}/ob2.json`);
    expect(status).toBe(410);
    expect(body).toMatchObject({
      id: `${PUBLIC_URL}/credentials/${id}/ob2.json`,
      revoked: true,
      revocationReason,
    });
  });

  it('opens as its member shares it, and with the link’s key', async () => {
    for (const form of ['ob2.json', 'ob2.jws', 'badge.svg', 'ob2/badge.png', 'ob2/signed.svg']) {
      expect((await app.request(`/credentials/${PRIVATE}/${form}`)).status, form).toBe(403);
      const opened = await app.request(`/credentials/${PRIVATE}/${form}?key=opens-the-private-one`);
      expect(opened.status, form).toBe(200);
    }
  });

  it('cannot be had from an organization without an address, which is told what to do', async () => {
    for (const path of [
      `/credentials/${SILENT}/ob2.json`,
      `/credentials/${SILENT}/ob2.jws`,
      '/organizations/silent/ob2.json',
    ]) {
      const { status, body } = await json(path);
      expect([path, status]).toEqual([path, 409]);
      expect(body['detail']).toContain('no e-mail address');
    }
  });
});

describe('a signed assertion', () => {
  it('is signed with the key that its issuer lists, and stays the same bytes', async () => {
    const jws = await text(`/credentials/${GOOD}/ob2.jws`);
    expect(await text(`/credentials/${GOOD}/ob2.jws`)).toBe(jws);
    const [header = '', payload = '', signature = ''] = jws.split('.');
    const assertion = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
      id: string;
      badge: string;
      verification: { creator: string };
    };
    expect(assertion.id).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    const { body: key } = await json(pathOf(assertion.verification.creator));
    const { body: badge } = await json(pathOf(assertion.badge));
    const { body: profile } = await json(pathOf(badge['issuer']));
    // A two-way connection, and one key alone: 1EdTech's validator takes no second.
    expect(profile['publicKey']).toBe(key['id']);
    expect(key['owner']).toBe(profile['id']);
    const publicKey = createPublicKey(String(key['publicKeyPem']));
    const signed = Buffer.from(`${header}.${payload}`);
    expect(verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
  });

  it('is not made of a credential that could not be taken back', async () => {
    expect((await json(`/credentials/${OLD}/ob2.jws`)).status).toBe(409);
    expect((await json(`/credentials/${OLD}/ob2.json`)).status).toBe(200);
  });

  it('is listed once it is taken back, suspended or revoked', async () => {
    const idOfSigned = async (credential: string): Promise<string> => {
      const jws = await text(`/credentials/${credential}/ob2.jws`);
      return (JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as { id: string }).id;
    };
    const { body } = await json('/organizations/midland/ob2-revocations.json');
    const listed = body['revokedAssertions'] as { id: string; revocationReason: string }[];
    expect(listed).toHaveLength(2);
    expect(listed).toContainEqual({ id: await idOfSigned(REVOKED), revocationReason: 'Given in error.' });
    expect(listed).toContainEqual({
      id: await idOfSigned(SUSPENDED),
      revocationReason: 'Suspended by the issuer; it may be reinstated.',
    });
  });
});

describe('what carries an assertion', () => {
  it.each(['ob2.json', 'ob2.jws', 'ob2/badge.png', 'ob2/badge.svg', 'ob2/signed.png', 'ob2/signed.svg'])(
    'is kept on the way for minutes at most, since it may be shared no longer: %s',
    async (path) => {
      const { headers } = await app.request(`/credentials/${GOOD}/${path}`);
      const [, seconds = ''] = /^public, max-age=(\d+)$/.exec(headers.get('cache-control') ?? '') ?? [];
      expect(Number(seconds)).toBeGreaterThan(0);
      expect(Number(seconds)).toBeLessThanOrEqual(300);
    },
  );
});

describe('what is not there', () => {
  it.each([
    '/organizations/nowhere/ob2.json',
    '/organizations/nowhere/ob2-revocations.json',
    '/organizations/midland/keys/unknown.json',
    '/organizations/midland/keys/unknown/ob2.json',
    '/organizations/midland/achievements/ten-comments/000000000000/ob2.json',
    '/organizations/midland/achievements/ten-comments/nothing/image.png',
    `/credentials/${idOf(9)}/ob2.json`,
    '/credentials/nobody/ob2/signed.png',
  ])('is not found: %s', async (path) => {
    expect((await app.request(path)).status).toBe(404);
  });

  it('a badge class stays, whatever becomes of the achievement', async () => {
    expect((await json(`${BADGE_CLASS}/ob2.json`)).body).toMatchObject({
      id: `${PUBLIC_URL}${BADGE_CLASS}/ob2.json`,
    });
  });
});

describe('a baked badge', () => {
  it.each([
    ['badge', 'ob3', () => stored.get(GOOD)?.document],
    ['ob2/badge', 'ob2', () => text(`/credentials/${GOOD}/ob2.json`)],
    ['ob2/signed', 'ob2', () => text(`/credentials/${GOOD}/ob2.jws`)],
  ])('%s holds the form it is named after, in PNG and SVG', async (path, spec, form) => {
    const expected = { spec, text: await form() };
    const png = await app.request(`/credentials/${GOOD}/${path}.png`);
    expect(unbakePng(new Uint8Array(await png.arrayBuffer()))).toEqual(expected);
    const svg = await app.request(`/credentials/${GOOD}/${path}.svg`);
    expect(svg.headers.get('content-type')).toBe('image/svg+xml');
    expect(unbakeSvg(await svg.text())).toEqual(expected);
  });
});
