import { beforeAll, describe, expect, it } from 'vitest';
import type { CheckName, Report } from '../../../shared/verification/report.ts';
import { verifyAnything } from '../../../shared/verification/verify.ts';
import { badge, openForeignIssuer } from '../../support/foreign-issuer.ts';

let issuer: Awaited<ReturnType<typeof openForeignIssuer>>;
let signed: Record<string, unknown>;
beforeAll(async () => {
  issuer = await openForeignIssuer();
  signed = await issuer.sign(badge());
});
const verify = (credential: object): Promise<Report> =>
  verifyAnything({ text: JSON.stringify(credential) }, issuer.dependencies);
const check = (report: Report, name: CheckName) => report.checks.find((one) => one.name === name);

const several = (count: number, item: (i: number) => object): object[] =>
  Array.from({ length: count }, (_, i) => item(i));
const context = badge()['@context'];
const endorsement = (i: number) => ({
  '@context': context,
  id: `https://endorser.example/${i}`,
  type: ['VerifiableCredential', 'EndorsementCredential'],
  issuer: { id: 'https://endorser.example', type: ['Profile'] },
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: { id: 'https://issuer.example/achievements/teamwork', type: ['EndorsementSubject'] },
});

describe('what would cost too much is refused before it costs anything', () => {
  it.each([
    ['500 credentials with their contexts', { endorsement: several(500, endorsement) }, 'more than 20'],
    ['contexts where none belong', { evidence: [{ '@context': context }] }, 'where none belong'],
    [
      'a context again and again',
      { '@context': [...context, ...several(9, () => context).flat()] },
      'more than 8',
    ],
    [
      'a credential with proofs without end',
      { endorsement: { ...endorsement(0), proof: several(100, () => ({ '@context': context })) } },
      'more than 41 places',
    ],
    [
      'more values than one check puts in order',
      { evidence: several(2500, (i) => ({ type: ['Evidence'], name: `${i}` })) },
      'is too large to be checked',
    ],
  ])('%s', async (_, more, sentence) => {
    issuer.asked.length = 0;
    const report = await verify({ ...signed, ...more });
    expect(report.verdict).toBe('failed');
    expect(check(report, 'proof')?.says).toContain(sentence);
    expect(issuer.asked).toEqual([]);
  });

  it('a poison graph, which it calls by its name', async () => {
    const like = (depth: number): object => ({
      type: ['Profile'],
      otherIdentifier: several(8, () => ({ type: ['IdentifierEntry'] })),
      ...(depth > 0 && { parentOrg: like(depth - 1) }),
    });
    const report = await verify({
      ...signed,
      credentialSubject: {
        ...badge().credentialSubject,
        achievement: { type: ['Achievement'], creator: like(15) },
      },
    });
    expect(report.verdict).toBe('failed');
    expect(check(report, 'proof')?.says).toContain('are like each other that putting them in order');
  });
});

describe('what honest issuers write is within the bounds', () => {
  it('twenty endorsements', async () => {
    const report = await verify(await issuer.sign(badge({ endorsement: several(20, endorsement) })));
    expect(report.verdict).toBe('verified');
  });

  it('four proofs of a large credential, which is put in order once', async () => {
    const large = await issuer.sign(
      badge({ evidence: several(500, (i) => ({ type: ['Evidence'], name: `${i}` })) }),
    );
    const report = await verify({ ...large, proof: several(4, () => large['proof'] as object) });
    expect(report.verdict).toBe('verified');
  });
});
