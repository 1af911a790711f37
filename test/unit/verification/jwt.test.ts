import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Check, CheckName, Report } from '../../../shared/verification/report.ts';
import { verifyAnything } from '../../../shared/verification/verify.ts';
import { badge, ISSUER, jwsOf, openForeignIssuer } from '../../support/foreign-issuer.ts';

let issuer: Awaited<ReturnType<typeof openForeignIssuer>>;
beforeAll(async () => {
  issuer = await openForeignIssuer();
});

const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const claims = (more: object = {}) => ({ ...badge(), iss: ISSUER, jti: badge().id, ...more });
const verify = (text: string): Promise<Report> => verifyAnything({ text }, issuer.dependencies);
const says = (report: Report, name: CheckName): Pick<Check, 'outcome' | 'says'> | undefined =>
  report.checks.find((one) => one.name === name);

const jwt = (
  header: Record<string, unknown> = {},
  payload: object = claims(),
  key = issuer.es256.privateKey,
) => jwsOf(payload, { alg: 'ES256', typ: 'JWT', kid: `${ISSUER}#es256`, ...header }, key);

describe('a credential as JWT', () => {
  it.each(['ES256', 'RS256'] as const)('verifies with %s', async (alg) => {
    const { privateKey } = alg === 'ES256' ? issuer.es256 : issuer.rs256;
    const kid = `${ISSUER}#${alg.toLowerCase()}`;
    const report = await verify(jwt({ alg, kid }, claims(), privateKey));
    expect(says(report, 'proof')?.says).toBe(
      `The signature (${alg}) holds, and covers the whole credential.`,
    );
    expect(report).toMatchObject({ verdict: 'verified', kind: 'open-badge-3' });
  });

  it('of the first data model, in the claim vc, verifies too', async () => {
    const vc = {
      ...badge({ validFrom: undefined, issuanceDate: '2026-01-01T00:00:00Z' }),
      '@context': ['https://www.w3.org/2018/credentials/v1'],
    };
    const report = await verify(jwt({}, { iss: ISSUER, jti: vc.id, nbf: 1_767_225_600, vc }));
    expect(report.verdict).toBe('verified');
  });

  it('that brings its key along verifies where the issuer lists the same', async () => {
    const own = issuer.es256.publicKey.export({ format: 'jwk' });
    expect((await verify(jwt({ kid: undefined, jwk: own }))).verdict).toBe('verified');
  });

  it.each(['iss', 'jti', 'sub', 'nbf', 'exp'])(
    'whose claim %s contradicts the credential fails',
    async (claim) => {
      const wrong = claim === 'nbf' || claim === 'exp' ? 1_900_000_000 : 'urn:other';
      const payload = claims({ validUntil: '2030-01-01T00:00:00Z', [claim]: wrong });
      const report = await verify(jwt({}, payload));
      expect(report.verdict).toBe('failed');
      expect(says(report, 'proof')?.says).toContain(`claim ${claim} says otherwise`);
    },
  );
});

describe('from when until when a JWT holds', () => {
  const undated = badge({ validFrom: undefined });
  const seconds = (instant: string) => Date.parse(instant) / 1000;

  it('is said by exp alone, too', async () => {
    const report = await verify(jwt({}, claims({ exp: seconds('2026-02-01T00:00:00Z') })));
    expect(report).toMatchObject({ verdict: 'failed', about: { until: '2026-02-01T00:00:00.000Z' } });
    expect(says(report, 'expiry')?.says).toBe('It expired on 2026-02-01.');
  });

  it('is said by nbf alone, too', async () => {
    const begun = await verify(jwt({}, { ...undated, nbf: seconds('2026-01-01T00:00:00Z') }));
    expect(begun.verdict).toBe('verified');
    expect(says(begun, 'expiry')?.says).toContain('from 2026-01-01');
    const early = await verify(jwt({}, { ...undated, nbf: seconds('2027-01-01T00:00:00Z') }));
    expect(says(early, 'expiry')?.says).toContain('not valid yet');
  });

  it('is not said by what is no date', async () => {
    expect((await verify(jwt({}, claims({ exp: 1e300 })))).verdict).toBe('failed');
  });
});

describe('refused, each with its own sentence', () => {
  it.each(['none', 'None', 'NONE'])('alg %s', async (alg) => {
    const report = await verify(jwsOf(claims(), { alg }));
    expect(report.verdict).toBe('failed');
    expect(says(report, 'proof')?.says).toBe(
      'The JWT says that it is not signed (alg: none): anybody could have written it.',
    );
  });

  it('a signature taken off', async () => {
    const [header = '', payload = ''] = jwt().split('.');
    expect((await verify(`${header}.${payload}.`)).verdict).toBe('failed');
  });

  it('a secret in place of a key', async () => {
    const report = await verify(jwt({ alg: 'HS256' }));
    expect(says(report, 'proof')?.says).toContain('signed with a secret (HS256)');
  });

  it('a kind of signature that is not known, which is no false pass', async () => {
    const report = await verify(jwt({ alg: 'ES256K' }));
    expect(report.verdict).toBe('incomplete');
    expect(says(report, 'proof')?.says).toContain('cannot check a signature of the kind ES256K');
  });

  it('a key swapped for another of the header’s own', async () => {
    const jwk = stranger.publicKey.export({ format: 'jwk' });
    const report = await verify(jwt({ kid: undefined, jwk }, claims(), stranger.privateKey));
    expect(says(report, 'proof')?.outcome).toBe('passed');
    expect(says(report, 'issuer')?.says).toContain('does not list: anybody could have signed it so');
    expect(report.verdict).toBe('failed');
  });

  it('a key swapped for a stranger’s under the issuer’s name', async () => {
    const report = await verify(jwt({}, claims(), stranger.privateKey));
    expect(says(report, 'proof')?.says).toContain('The signature does not hold');
    expect(report.verdict).toBe('failed');
  });

  it('the key of somebody else', async () => {
    const other = { id: 'did:web:other.example', type: ['Profile'] };
    const report = await verify(jwt({}, claims({ issuer: other, iss: other.id })));
    expect(says(report, 'issuer')?.says).toContain('not to the issuer did:web:other.example');
    expect(report.verdict).toBe('failed');
  });

  it('an algorithm that is not the key’s own', async () => {
    const report = await verify(jwt({ kid: `${ISSUER}#rs256` }));
    expect(says(report, 'proof')?.says).toContain('says ES256, and its key is of another kind');
    expect(report.verdict).toBe('failed');
  });
});
