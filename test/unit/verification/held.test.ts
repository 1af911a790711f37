import { beforeAll, beforeEach, expect, it } from 'vitest';
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

let issuer: Awaited<ReturnType<typeof openForeignIssuer>>;
let good: Record<string, unknown>;
beforeAll(async () => {
  issuer = await openForeignIssuer();
  good = await issuer.sign(badge(statusAt(1)));
});
beforeEach(async () => {
  issuer.publish('https://issuer.example/status/1', await issuer.sign(statusList(encodedList(16_384, [7]))));
});

/** A signed record of what somebody achieved, and what came of each thing in it. */
const verifyRecord = async (verifiableCredential: unknown) => {
  const record = {
    ...badge({ type: ['VerifiableCredential', 'ClrCredential'] }),
    credentialSubject: { type: ['ClrSubject'], verifiableCredential },
  };
  const text = jwsOf(record, { alg: 'ES256', kid: `${ISSUER}#es256` }, issuer.es256.privateKey);
  const report = await verifyAnything({ text }, issuer.dependencies);
  expect(report.kind).toBe('clr-2');
  return { verdict: report.verdict, held: report.checks.filter(({ name }) => name === 'held') };
};

it('a record whose badges all hold is verified, with a line for each', async () => {
  const jwt = jwsOf(badge(), { alg: 'ES256', kid: `${ISSUER}#es256` }, issuer.es256.privateKey);
  const { verdict, held } = await verifyRecord([good, jwt]);
  expect(held.map(({ outcome, says }) => [outcome, says])).toEqual([
    ['passed', 'Teamwork (Example University): its own signature, issuer, status and dates hold.'],
    ['passed', 'Teamwork (Example University): its own signature, issuer, status and dates hold.'],
  ]);
  expect(verdict).toBe('verified');
});

it('one badge that was revoked, altered, expired, never signed or is none fails the record', async () => {
  const past = { validUntil: '2026-02-01T00:00:00Z' };
  for (const [wrong, sentence] of [
    [await issuer.sign(badge(statusAt(7))), 'Teamwork (Example University): The issuer has revoked it.'],
    [{ ...good, name: 'Leadership' }, 'The signature does not hold'],
    [await issuer.sign(badge(past)), 'It expired on 2026-02-01.'],
    [badge(), 'carries no proof'],
    ['hello', 'Credential 2: the document is not JSON.'],
  ] as const) {
    const { verdict, held } = await verifyRecord([good, wrong]);
    expect(verdict).toBe('failed');
    expect(held.map(({ outcome }) => outcome)).toEqual(['passed', 'failed']);
    expect(held[1]?.says).toContain(sentence);
  }
  expect((await verifyRecord('hello')).verdict).toBe('failed');
});

it('of more than twenty badges, those that were not looked at leave it open', async () => {
  const { verdict, held } = await verifyRecord(Array.from({ length: 21 }, () => good));
  expect(verdict).toBe('incomplete');
  expect(held).toHaveLength(21);
  expect(held.at(-1)?.says).toContain('only the first 20 were checked');
});

it('a badge whose list does not answer leaves it open', async () => {
  issuer.publish('https://issuer.example/status/1', 'away', 503);
  expect((await verifyRecord([good])).verdict).toBe('incomplete');
});
