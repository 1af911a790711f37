import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDocuments } from '../../../shared/verification/documents.ts';
import type { CheckName, Report } from '../../../shared/verification/report.ts';
import { verifyAnything } from '../../../shared/verification/verify.ts';
import {
  badge,
  encodedList,
  ISSUER,
  jwsOf,
  openForeignIssuer,
  statusAt,
  statusList,
} from '../../support/foreign-issuer.ts';

const DID_DOCUMENT = 'https://issuer.example/.well-known/did.json';
const PROFILE = 'https://issuer.example/profile';
const KEYS = 'https://issuer.example/uploads/keys.json';

let issuer: Awaited<ReturnType<typeof openForeignIssuer>>;
let redirects: ReadonlyMap<string, string>;
beforeAll(async () => {
  issuer = await openForeignIssuer();
});
beforeEach(() => {
  redirects = new Map();
  issuer.publish(DID_DOCUMENT, issuer.didDocument);
});

const verify = (text: string): Promise<Report> =>
  verifyAnything(
    { text },
    {
      ...issuer.dependencies,
      fetch: (url, options) => issuer.dependencies.fetch(redirects.get(url) ?? url, options),
    },
  );
const check = (report: Report, name: CheckName) => report.checks.find((one) => one.name === name);
const jwtOf = (id: string, kid: string) =>
  jwsOf(badge({ issuer: { id, type: ['Profile'] } }), { alg: 'ES256', kid }, issuer.es256.privateKey);
const method = (id: string, controller?: string) => ({
  id,
  type: 'JsonWebKey',
  ...(controller !== undefined && { controller }),
  publicKeyJwk: issuer.es256.publicKey.export({ format: 'jwk' }),
});

describe('a key that merely lies on the issuer’s host is not the issuer’s', () => {
  it.each([
    ['a did:web', ISSUER],
    ['an address', PROFILE],
  ])('where the issuer is %s', async (_, id) => {
    issuer.publish(PROFILE, { id: PROFILE, type: ['Profile'], name: 'Example University' });
    const jwk = { ...issuer.es256.publicKey.export({ format: 'jwk' }), kid: 'one' };
    for (const file of [{ keys: [jwk] }, jwk, method(KEYS), method(KEYS, id)]) {
      issuer.publish(KEYS, file);
      for (const kid of [KEYS, `${KEYS}#one`]) {
        const report = await verify(jwtOf(id, kid));
        expect(report.verdict).toBe('failed');
        expect(check(report, 'issuer')?.says).toContain('does not list the key');
      }
    }
  });
});

describe('a key of an issuer that is an address', () => {
  it('is one that its document holds', async () => {
    const key = method(`${PROFILE}#one`, PROFILE);
    issuer.publish(PROFILE, { id: PROFILE, verificationMethod: [key], assertionMethod: [key.id] });
    expect((await verify(jwtOf(PROFILE, key.id))).verdict).toBe('verified');
  });

  it('is one that its document lists, and that names it as its controller', async () => {
    issuer.publish(PROFILE, { id: PROFILE, assertionMethod: [KEYS] });
    issuer.publish(KEYS, method(KEYS, PROFILE));
    expect((await verify(jwtOf(PROFILE, KEYS))).verdict).toBe('verified');
    for (const controller of [undefined, 'https://other.example/profile']) {
      issuer.publish(KEYS, method(KEYS, controller));
      expect((await verify(jwtOf(PROFILE, KEYS))).verdict).toBe('failed');
    }
  });
});

describe('what another origin gives is not what was asked for', () => {
  it('as an issuer’s keys', async () => {
    const signed = JSON.stringify(await issuer.sign(badge()));
    expect((await verify(signed)).verdict).toBe('verified');
    issuer.publish('https://elsewhere.example/did.json', issuer.didDocument);
    redirects = new Map([[DID_DOCUMENT, 'https://elsewhere.example/did.json']]);
    const report = await verify(signed);
    expect(report.verdict).not.toBe('verified');
    expect(check(report, 'issuer')?.says).toContain('issuer.example leads on to elsewhere.example');
    redirects = new Map([[DID_DOCUMENT, 'https://issuer.example:8443/did.json']]);
    issuer.publish('https://issuer.example:8443/did.json', issuer.didDocument);
    expect((await verify(signed)).verdict).not.toBe('verified');
  });

  it('as a status list', async () => {
    const { statusListCredential } = statusAt(1).credentialStatus;
    issuer.publish('https://elsewhere.example/1', await issuer.sign(statusList(encodedList(16_384))));
    redirects = new Map([[statusListCredential, 'https://elsewhere.example/1']]);
    const report = await verify(JSON.stringify(await issuer.sign(badge(statusAt(1)))));
    expect(check(report, 'status')).toMatchObject({ outcome: 'skipped', needed: true });
  });

  it('as a hosted assertion, whose address somebody gave', async () => {
    const id = 'https://issuer.example/redirect?to=evil';
    const profile = { id: 'https://issuer.example/ob2', name: 'Example University' };
    const badgeClass = { id: 'https://issuer.example/badge', name: 'Teamwork', issuer: profile.id };
    for (const one of [profile, badgeClass]) issuer.publish(one.id, one);
    issuer.publish('https://evil.example/1', {
      id,
      type: 'Assertion',
      recipient: { type: 'email', hashed: false, identity: 'ada@example.org' },
      badge: badgeClass.id,
      verification: { type: 'hosted' },
      issuedOn: '2026-01-01T00:00:00Z',
    });
    redirects = new Map([[id, 'https://evil.example/1']]);
    expect((await verify(id)).verdict).not.toBe('verified');
  });

  it('but a page may lead on to the credential, which proves itself', async () => {
    const page = 'https://short.example/1';
    issuer.publish('https://issuer.example/credentials/1', await issuer.sign(badge()));
    redirects = new Map([[page, 'https://issuer.example/credentials/1']]);
    expect((await verify(page)).verdict).toBe('verified');
  });
});

describe('a name that could be read as another is none', () => {
  it.each([
    `did:web:issuer.example\u200b`,
    ` ${ISSUER}`,
    'did:web:issuer.example#x y',
    'HTTPS://issuer.example/profile',
    'https://issuer.example\\profile',
    'Example University',
  ])('%j as issuer', async (id) => {
    issuer.publish(PROFILE, {
      id,
      verificationMethod: [method(`${id}#one`)],
      assertionMethod: [`${id}#one`],
    });
    const report = await verify(jwtOf(id, `${id}#one`));
    expect(report.verdict).toBe('failed');
    expect(check(report, 'issuer')?.says).toContain('is not written as');
  });

  it.each([`${ISSUER}#es256 `, `${ISSUER}#es\u200b256`, 'HTTPS://issuer.example/keys'])(
    '%j as key',
    async (kid) => {
      const report = await verify(jwtOf(ISSUER, kid));
      expect(report.verdict).toBe('failed');
    },
  );

  it.each(['HTTPS://issuer.example/status/1', ' https://issuer.example/status/1', 'urn:uuid:1'])(
    '%j as status list',
    async (statusListCredential) => {
      const { credentialStatus } = statusAt(1);
      const text = jwsOf(
        badge({ credentialStatus: { ...credentialStatus, statusListCredential } }),
        { alg: 'ES256', kid: `${ISSUER}#es256` },
        issuer.es256.privateKey,
      );
      expect(check(await verify(text), 'status')?.outcome).toBe('failed');
    },
  );
});

it('a status list calls itself what its address is', async () => {
  const { statusListCredential } = statusAt(1).credentialStatus;
  const signed = JSON.stringify(await issuer.sign(badge(statusAt(1))));
  for (const [id, outcome] of [
    [statusListCredential, 'passed'],
    ['https://issuer.example/status/2', 'skipped'],
  ] as const) {
    issuer.publish(statusListCredential, await issuer.sign(statusList(encodedList(16_384), { id })));
    expect(check(await verify(signed), 'status')?.outcome).toBe(outcome);
  }
});

it('documents of this system itself may be as large as they are, and as many', async () => {
  const large = { revoked: Array.from({ length: 30_000 }, (_, i) => `https://own.example/${i}/ob2.json`) };
  const documents = createDocuments({
    fetch: () => Promise.reject(new Error('nothing is fetched')),
    resolveOwn: (url) => Promise.resolve({ status: 200, body: Buffer.from(JSON.stringify(large)), url }),
  });
  for (let i = 0; i < 20; i += 1) expect(await documents.json(`https://own.example/${i}`)).toEqual(large);
});
