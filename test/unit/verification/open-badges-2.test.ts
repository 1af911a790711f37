import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bakePng, unbakePng } from '../../../shared/badges/baking/bake-png.ts';
import { bakeSvg } from '../../../shared/badges/baking/bake-svg.ts';
import type { CheckName, Report } from '../../../shared/verification/report.ts';
import { type Input, verifyAnything } from '../../../shared/verification/verify.ts';
import { jwsOf, openForeignIssuer } from '../../support/foreign-issuer.ts';

const HOST = 'https://issuer.example/ob2';
const profile = {
  '@context': 'https://w3id.org/openbadges/v2',
  id: `${HOST}/issuer`,
  type: 'Issuer',
  name: 'Example University',
  url: 'https://issuer.example/',
  publicKey: [`${HOST}/key`],
  revocationList: `${HOST}/revocations`,
};
const badgeClass = { id: `${HOST}/badge`, type: 'BadgeClass', name: 'Teamwork', issuer: profile.id };
const identity = `sha256$${createHash('sha256').update('ada@example.orgsalt').digest('hex')}`;
const assertion = (more: object = {}) => ({
  '@context': 'https://w3id.org/openbadges/v2',
  id: `${HOST}/assertions/1`,
  type: 'Assertion',
  recipient: { type: 'email', hashed: true, salt: 'salt', identity },
  badge: badgeClass.id,
  verification: { type: 'hosted' },
  issuedOn: '2026-01-01T00:00:00Z',
  ...more,
});
const signedAssertion = (more: object = {}) =>
  assertion({
    id: 'urn:uuid:5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01',
    verification: { type: 'signed', creator: `${HOST}/key` },
    ...more,
  });

let issuer: Awaited<ReturnType<typeof openForeignIssuer>>;
beforeAll(async () => {
  issuer = await openForeignIssuer();
});
beforeEach(() => {
  issuer.publish(profile.id, profile);
  issuer.publish(badgeClass.id, badgeClass);
  issuer.publish(assertion().id, assertion());
  issuer.publish(`${HOST}/key`, {
    id: `${HOST}/key`,
    type: 'CryptographicKey',
    owner: profile.id,
    publicKeyPem: issuer.rs256.publicKey.export({ type: 'spki', format: 'pem' }),
  });
  issuer.publish(`${HOST}/revocations`, {
    id: `${HOST}/revocations`,
    issuer: profile.id,
    revokedAssertions: [],
  });
});

const verify = (input: Input): Promise<Report> => verifyAnything(input, issuer.dependencies);
const verifyCopy = (more: object = {}) => verify({ text: JSON.stringify(assertion(more)) });
const jws = (more: object = {}, header: { alg: string } = { alg: 'RS256' }, key = issuer.rs256.privateKey) =>
  jwsOf(signedAssertion(more), header, key);
const check = (report: Report, name: CheckName) => report.checks.find((one) => one.name === name);

describe('a hosted assertion', () => {
  it('verifies by its address, as a copy, and in pictures', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const baked = bakePng(png, JSON.stringify(assertion()), 'ob2');
    expect(unbakePng(baked)?.spec).toBe('ob2');
    const svg = bakeSvg('<svg xmlns="http://www.w3.org/2000/svg"/>', JSON.stringify(assertion()), 'ob2');
    for (const input of [
      { url: assertion().id },
      { text: assertion().id },
      { text: JSON.stringify(assertion()) },
      { bytes: baked },
      { bytes: bakePng(png, assertion().id, 'ob2') },
      { text: svg },
    ]) {
      const report = await verify({ ...input, email: 'Ada@example.org' });
      expect(report.checks.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
      expect(report).toMatchObject({
        verdict: 'verified',
        kind: 'open-badge-2',
        about: { name: 'Teamwork', issuerName: 'Example University' },
      });
    }
  });

  it.each([
    ['recipient', { type: 'email', hashed: false, identity: 'eve@example.org' }],
    ['badge', `${HOST}/other`],
    ['issuedOn', '2025-01-01T00:00:00Z'],
    ['expires', '2040-01-01T00:00:00Z'],
    ['narrative', 'With distinction'],
  ])('that says otherwise than its host about %s fails', async (field, value) => {
    const report = await verifyCopy({ [field]: value });
    expect(report.verdict).toBe('failed');
    expect(check(report, 'proof')?.says).toContain(`${field} differs`);
  });

  it.each([410, 200])('that was revoked (%i) says why', async (status) => {
    const body = { id: assertion().id, revoked: true, revocationReason: 'Issued in error' };
    issuer.publish(assertion().id, body, status);
    for (const report of [await verifyCopy(), await verify({ url: assertion().id })]) {
      expect(report).toMatchObject({ verdict: 'failed', kind: 'open-badge-2' });
      expect(check(report, 'status')?.says).toContain('The reason given: Issued in error.');
    }
  });

  it('that expired says when', async () => {
    issuer.publish(assertion().id, assertion({ expires: '2026-02-01' }));
    const report = await verify({ url: assertion().id });
    expect(check(report, 'expiry')?.says).toBe('It expired on 2026-02-01.');
  });

  it('of another host’s issuer fails', async () => {
    const copy = assertion({ id: 'https://evil.example/1' });
    issuer.publish(copy.id, copy);
    const report = await verify({ url: copy.id });
    expect(check(report, 'issuer')?.says).toContain('does not keep its assertions');
    expect(report.verdict).toBe('failed');
  });

  it('is not somebody else’s', async () => {
    const report = await verify({ url: assertion().id, email: 'eve@example.org' });
    expect(check(report, 'recipient')?.outcome).toBe('failed');
  });

  it('whose host does not answer, or gives another, is not verified', async () => {
    issuer.publish(assertion().id, assertion({ id: `${HOST}/assertions/2` }));
    expect((await verifyCopy()).verdict).toBe('incomplete');
    issuer.publish(assertion().id, 'away', 503);
    expect((await verifyCopy()).verdict).toBe('incomplete');
    expect((await verify({ text: JSON.stringify(assertion({ id: 'urn:uuid:1' })) })).verdict).toBe('failed');
  });
});

describe('a signed assertion', () => {
  it('verifies', async () => {
    const report = await verify({ text: jws(), email: 'ada@example.org' });
    expect(report.checks.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(report).toMatchObject({ verdict: 'verified', kind: 'open-badge-2' });
  });

  it('is revoked by the issuer’s list, with the reason', async () => {
    const revoked = [{ id: signedAssertion().id, revocationReason: 'Withdrawn' }, 'urn:uuid:other'];
    issuer.publish(`${HOST}/revocations`, { issuer: profile.id, revokedAssertions: revoked });
    expect(check(await verify({ text: jws() }), 'status')?.says).toContain('The reason given: Withdrawn.');
  });

  it('signed with another key, or with none, fails', async () => {
    const other = await openForeignIssuer();
    const swapped = await verify({ text: jws({}, { alg: 'RS256' }, other.rs256.privateKey) });
    expect(check(swapped, 'proof')?.says).toContain('The signature does not hold');
    const unsigned = await verify({ text: jwsOf(signedAssertion(), { alg: 'none' }) });
    expect(check(unsigned, 'proof')?.says).toContain('alg: none');
    expect([swapped.verdict, unsigned.verdict]).toEqual(['failed', 'failed']);
  });

  it('whose key the issuer does not list fails', async () => {
    issuer.publish(profile.id, { ...profile, publicKey: [] });
    const report = await verify({ text: jws() });
    expect(check(report, 'issuer')?.says).toContain('does not list the key');
    expect(report.verdict).toBe('failed');
  });

  it('whose key is somebody else’s fails', async () => {
    issuer.publish('https://evil.example/key', {
      id: 'https://evil.example/key',
      owner: 'https://evil.example/issuer',
      publicKeyPem: issuer.rs256.publicKey.export({ type: 'spki', format: 'pem' }),
    });
    const creator = 'https://evil.example/key';
    const report = await verify({ text: jws({ verification: { type: 'signed', creator } }) });
    expect(check(report, 'issuer')?.says).toContain('belongs to https://evil.example/issuer');
    expect(report.verdict).toBe('failed');
  });
});
