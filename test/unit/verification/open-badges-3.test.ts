import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Check, CheckName, Report } from '../../../shared/verification/report.ts';
import { verifyAnything } from '../../../shared/verification/verify.ts';
import {
  badge,
  encodedList,
  ISSUER,
  NOW,
  openForeignIssuer,
  statusAt,
  statusList,
} from '../../support/foreign-issuer.ts';
import signature2020 from './fixtures/ed25519-signature-2020.json' with { type: 'json' };

let issuer: Awaited<ReturnType<typeof openForeignIssuer>>;
let signed: Record<string, unknown>;
beforeAll(async () => {
  issuer = await openForeignIssuer();
  signed = await issuer.sign(badge());
});
beforeEach(() => {
  issuer.publish('https://issuer.example/.well-known/did.json', issuer.didDocument);
  issuer.asked.length = 0;
});

const verify = (credential: unknown, more: { email?: string; now?: Date } = {}): Promise<Report> =>
  verifyAnything(
    { text: JSON.stringify(credential), ...(more.email !== undefined && { email: more.email }) },
    { ...issuer.dependencies, now: more.now ?? NOW },
  );
const check = (report: Report, name: CheckName): Check | undefined =>
  report.checks.find((one) => one.name === name);

describe('a credential of another issuer', () => {
  it('verifies, and says what was checked', async () => {
    const report = await verify(signed, { email: 'Ada@example.org' });
    expect(report.checks.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['document', 'passed'],
      ['proof', 'passed'],
      ['issuer', 'passed'],
      ['status', 'skipped'],
      ['expiry', 'passed'],
      ['recipient', 'passed'],
    ]);
    expect(report).toMatchObject({
      verdict: 'verified',
      kind: 'open-badge-3',
      about: { name: 'Teamwork', issuer: ISSUER, issuerName: 'Example University' },
    });
  });

  it('of an older kind (Ed25519Signature2020, did:key, signed by another stack) verifies without asking anybody', async () => {
    const report = await verify(signature2020);
    expect(report.verdict).toBe('verified');
    expect(check(report, 'issuer')?.says).toContain('whoever holds it may sign under any name');
    expect(issuer.asked).toEqual([]);
    const altered = { ...signature2020, name: 'Leadership' };
    expect(check(await verify(altered), 'proof')?.outcome).toBe('failed');
  });

  it.each([
    ['name', 'Leadership'],
    ['validFrom', '2026-01-02T00:00:00Z'],
    ['id', 'https://issuer.example/credentials/2'],
    ['validUntil', '2040-01-01T00:00:00Z'],
  ])('with another %s does not verify', async (field, value) => {
    const report = await verify({ ...signed, [field]: value });
    expect(report.verdict).toBe('failed');
    expect(check(report, 'proof')?.says).toContain('The signature does not hold');
  });

  it('is expired after its end, and not valid before its beginning', async () => {
    const ending = await issuer.sign(badge({ validUntil: '2027-01-01T00:00:00Z' }));
    expect((await verify(ending)).verdict).toBe('verified');
    const late = await verify(ending, { now: new Date('2027-01-02T00:00:00Z') });
    expect(check(late, 'expiry')).toMatchObject({ outcome: 'failed', says: 'It expired on 2027-01-01.' });
    const early = await verify(signed, { now: new Date('2025-12-31T00:00:00Z') });
    expect(check(early, 'expiry')?.says).toBe('It is not valid yet; it will be from 2026-01-01.');
  });

  it('is not that of somebody with another address, which the report does not repeat', async () => {
    const report = await verify(signed, { email: 'eve@example.org' });
    expect(check(report, 'recipient')?.outcome).toBe('failed');
    expect(JSON.stringify(report)).not.toContain('eve@');
  });
});

describe('the issuer', () => {
  it('must list the key', async () => {
    issuer.publish('https://issuer.example/.well-known/did.json', {
      ...issuer.didDocument,
      verificationMethod: [],
      assertionMethod: [],
    });
    const report = await verify(signed);
    expect(report.verdict).toBe('failed');
    expect(check(report, 'issuer')?.says).toContain('lists no key');
  });

  it('must let the key sign credentials', async () => {
    issuer.publish('https://issuer.example/.well-known/did.json', {
      ...issuer.didDocument,
      assertionMethod: [],
    });
    expect(check(await verify(signed), 'issuer')).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('does not let its key') as string,
    });
  });

  it('must be whose key it is, also where the signature holds', async () => {
    const other = { id: 'did:web:other.example', type: ['Profile'], name: 'Other University' };
    const stolen = await issuer.sign(badge({ issuer: other }));
    const report = await verify(stolen);
    expect(check(report, 'proof')?.outcome).toBe('passed');
    expect(check(report, 'issuer')?.says).toContain('and not to the issuer did:web:other.example');
    expect(report.verdict).toBe('failed');
  });

  it('that does not answer leaves the credential unproven, and not verified', async () => {
    const away = await issuer.sign(badge(), `${ISSUER}:department#key`);
    const report = await verify(away);
    expect(report.verdict).toBe('incomplete');
    expect(check(report, 'issuer')?.outcome).toBe('skipped');
  });
});

describe('what could make a signature say something else is refused', () => {
  it('a context that is not pinned, by its name', async () => {
    const context = [...badge()['@context'], 'https://evil.example/context.json'];
    const report = await verify({ ...signed, '@context': context });
    expect(report.verdict).toBe('failed');
    expect(check(report, 'proof')?.says).toContain(
      'asks for the JSON-LD context https://evil.example/context.json, which this system does not know; contexts are never fetched',
    );
    expect(issuer.asked).not.toContain('https://evil.example/context.json');
  });

  it('a context of its own', async () => {
    const context = [...badge()['@context'], { end: 'https://www.w3.org/2018/credentials#validUntil' }];
    const report = await verify({ ...signed, '@context': context });
    expect(report.verdict).toBe('failed');
    expect(check(report, 'proof')?.says).toContain('of its own');
  });

  it('a field that hides behind its address: an expired credential does not become one without an end', async () => {
    const { validUntil, ...rest } = await issuer.sign(badge({ validUntil: '2027-01-01T00:00:00Z' }));
    const hidden = {
      ...rest,
      'https://www.w3.org/2018/credentials#validUntil': {
        '@value': validUntil,
        '@type': 'http://www.w3.org/2001/XMLSchema#dateTime',
      },
    };
    const report = await verify(hidden, { now: new Date('2028-01-01T00:00:00Z') });
    expect(report.verdict).toBe('failed');
    expect(check(report, 'proof')?.says).toContain('writes the name of a field as https://www.w3.org/2018');
  });

  it('another first context than that of credentials', async () => {
    const report = await verify({ ...signed, '@context': badge()['@context'].toReversed() });
    expect(report.verdict).toBe('failed');
  });

  it('what is said outside of the graph’s own tree', async () => {
    const report = await verify({ ...signed, '@included': [{ id: 'urn:x' }] });
    expect(report.verdict).toBe('failed');
    expect(check(report, 'proof')?.says).toContain('the name of a field as @included');
  });

  it('a field that no context defines, since no signature covers it', async () => {
    const report = await verify({ ...signed, honours: 'summa cum laude' });
    expect(report.verdict).toBe('failed');
    expect(check(report, 'proof')?.says).toContain('do not define');
  });

  it('a kind of proof that is not known is never taken for a good one', async () => {
    const [proof] = [signed['proof']].flat();
    for (const other of [
      { cryptosuite: 'bbs-2023' },
      { type: 'RsaSignature2018' },
      { previousProof: 'urn:x' },
    ]) {
      const report = await verify({ ...signed, proof: { ...(proof as object), ...other } });
      expect(report.verdict).toBe('incomplete');
      expect(check(report, 'proof')?.says).toContain('This system cannot check a proof of the kind');
    }
  });

  it('no proof at all', async () => {
    const report = await verify(badge());
    expect(report.verdict).toBe('failed');
    expect(check(report, 'proof')?.says).toContain('carries no proof');
  });
});

describe('a status list', () => {
  const publish = async (list: object) => {
    issuer.publish('https://issuer.example/status/1', await issuer.sign(list));
  };
  const withStatus = async (index: number, purpose?: string) =>
    check(await verify(await issuer.sign(badge(statusAt(index, purpose)))), 'status');

  it('says which credential is revoked', async () => {
    await publish(statusList(encodedList(16_384, [7, 131_071])));
    expect(await withStatus(6)).toMatchObject({ outcome: 'passed' });
    expect(await withStatus(7)).toMatchObject({ outcome: 'failed', says: 'The issuer has revoked it.' });
    expect(await withStatus(131_071)).toMatchObject({ outcome: 'failed' });
  });

  it.each([
    ['too small', encodedList(16_383), 'wrong size: it has 131064 bits, and must have 131072 or more'],
    ['too large', encodedList(2 * 1024 * 1024 + 1), 'wrong size: it unpacks to more than 16777216 bits'],
    ['not packed', 'uAAAA', 'is not packed as a status list is'],
  ])('that is %s is refused', async (_, encoded, sentence) => {
    await publish(statusList(encoded));
    expect(await withStatus(1)).toMatchObject({
      outcome: 'skipped',
      needed: true,
      says: expect.stringContaining(sentence) as string,
    });
  });

  it('has no place beyond its end', async () => {
    await publish(statusList(encodedList(16_384)));
    expect((await withStatus(131_072))?.says).toContain('has no place 131072');
  });

  it('must be about what the credential says', async () => {
    await publish(statusList(encodedList(16_384)));
    expect((await withStatus(1, 'suspension'))?.says).toContain(
      'is about revocation, and not about suspension',
    );
  });

  it('must verify itself, and be of the same issuer', async () => {
    const list = await issuer.sign(statusList(encodedList(16_384, [1])));
    const subject = list['credentialSubject'] as object;
    issuer.publish('https://issuer.example/status/1', {
      ...list,
      credentialSubject: { ...subject, encodedList: encodedList(16_384) },
    });
    expect(await withStatus(1)).toMatchObject({
      outcome: 'skipped',
      says: expect.stringContaining('does not verify') as string,
    });
    await publish(statusList(encodedList(16_384), { issuer: 'did:web:other.example' }));
    expect((await withStatus(1))?.says).toContain("and not the issuer's own");
  });

  it('that is not there leaves the status open', async () => {
    issuer.publish('https://issuer.example/status/1', 'gone', 404);
    const report = await verify(await issuer.sign(badge(statusAt(1))));
    expect(report.verdict).toBe('incomplete');
  });
});
