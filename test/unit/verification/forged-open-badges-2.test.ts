import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CheckName, Report } from '../../../shared/verification/report.ts';
import { type Input, verifyAnything } from '../../../shared/verification/verify.ts';
import { jwsOf, openForeignIssuer } from '../../support/foreign-issuer.ts';

const HOST = 'https://university.example/ob2';
const EVIL = 'https://evil.example';
const profile = { id: `${HOST}/issuer`, type: 'Issuer', name: 'Example University' };
const badgeClass = { id: `${HOST}/badge`, type: 'BadgeClass', name: 'Teamwork', issuer: profile.id };
const assertion = (id: string, more: object = {}) => ({
  id,
  type: 'Assertion',
  recipient: { type: 'email', hashed: false, identity: 'ada@example.org' },
  badge: badgeClass.id,
  verification: { type: 'hosted' },
  issuedOn: '2026-01-01T00:00:00Z',
  ...more,
});

let issuer: Awaited<ReturnType<typeof openForeignIssuer>>;
beforeAll(async () => {
  issuer = await openForeignIssuer();
});
beforeEach(() => {
  issuer.publish(profile.id, profile);
  issuer.publish(badgeClass.id, badgeClass);
});
const verify = (input: Input): Promise<Report> => verifyAnything(input, issuer.dependencies);
const check = (report: Report, name: CheckName) => report.checks.find((one) => one.name === name);

/** What a forger writes beside the name of an issuer, to be believed in its place. */
const forged = (id: string) => ({
  id,
  name: 'Example University',
  publicKey: [`${EVIL}/key`],
  verification: { allowedOrigins: ['evil.example'] },
});

const disguises = [
  ` ${profile.id}`,
  profile.id.replace('https', 'HTTPS'),
  profile.id.replace('university', 'University'),
  `\u200b${profile.id}`,
  `${profile.id}\n`,
  profile.id.replace('/ob2', '/x/../ob2'),
  profile.id.replace('.example', '.example:443'),
  profile.id.replace('https://', 'https://user@'),
  'urn:uuid:9d2c1e7e-1b7e-4d2b-9a0e-2f6f2a9b8c77',
  'Example University',
];

describe('an issuer that is not one plain address is nobody, whatever is said about it', () => {
  it.each(disguises)('%j in a hosted badge', async (id) => {
    const hosted = assertion(`${EVIL}/assertion`, {
      badge: { id: `${EVIL}/badge`, name: 'Teamwork', issuer: forged(id) },
    });
    issuer.publish(hosted.id, hosted);
    issuer.publish(`${EVIL}/badge`, hosted.badge);
    const report = await verify({ url: hosted.id });
    expect(report.verdict).toBe('failed');
    expect(check(report, 'issuer')?.outcome).toBe('failed');
  });

  it.each(disguises)('%j in a signed badge', async (id) => {
    issuer.publish(`${EVIL}/key`, {
      id: `${EVIL}/key`,
      owner: id,
      publicKeyPem: issuer.rs256.publicKey.export({ type: 'spki', format: 'pem' }),
    });
    const signed = assertion('urn:uuid:1', {
      badge: { id: `${EVIL}/badge`, name: 'Teamwork', issuer: forged(id) },
      verification: { type: 'signed', creator: `${EVIL}/key` },
    });
    issuer.publish(`${EVIL}/badge`, signed.badge);
    const report = await verify({ text: jwsOf(signed, { alg: 'RS256' }, issuer.rs256.privateKey) });
    expect(report.verdict).toBe('failed');
    expect(check(report, 'issuer')?.outcome).toBe('failed');
  });
});

it.each([...disguises, undefined])('a badge class at %j is none', async (id) => {
  const hosted = assertion(`${HOST}/1`, { badge: { id, name: 'Teamwork', issuer: profile.id } });
  issuer.publish(hosted.id, hosted);
  expect(check(await verify({ url: hosted.id }), 'issuer')?.outcome).toBe('failed');
});

it('a badge class that calls itself another is none', async () => {
  issuer.publish(`${EVIL}/badge`, badgeClass);
  const hosted = assertion(`${HOST}/1`, { badge: `${EVIL}/badge` });
  issuer.publish(hosted.id, hosted);
  expect((await verify({ url: hosted.id })).verdict).not.toBe('verified');
});

it('an address may leave out the stroke after its host', async () => {
  const root = { ...profile, id: 'https://university.example' };
  issuer.publish(root.id, root);
  issuer.publish(badgeClass.id, { ...badgeClass, issuer: root.id });
  issuer.publish(`${HOST}/1`, assertion(`${HOST}/1`));
  expect((await verify({ url: `${HOST}/1` })).verdict).toBe('verified');
});

describe('where an issuer lets assertions lie', () => {
  it.each([
    ['https://badges.example/university', 'https://badges.example/university/1', 'verified'],
    ['https://badges.example/university/', 'https://badges.example/university/1', 'verified'],
    ['https://badges.example/university', 'https://badges.example/university-of-evil/1', 'failed'],
    ['https://badges.example', 'https://badges.example.evil.example/1', 'failed'],
    ['https://badges.example', 'https://badges.example:8443/1', 'failed'],
    ['https:', 'https://evil.example/1', 'failed'],
  ])('%s, and the assertion %s: %s', async (startsWith, id, verdict) => {
    const badge = `${new URL(id).origin}${new URL(startsWith === 'https:' ? id : startsWith).pathname.replace(/\/$/, '')}/badge`;
    issuer.publish(profile.id, { ...profile, verification: { startsWith } });
    issuer.publish(badge, { ...badgeClass, id: badge });
    issuer.publish(id, assertion(id, { badge }));
    expect((await verify({ url: id })).verdict).toBe(verdict);
  });
});
