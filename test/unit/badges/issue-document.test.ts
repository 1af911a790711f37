import { describe, expect, it } from 'vitest';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from '../../../shared/badges/contexts.ts';
import { buildCredential } from '../../../shared/badges/credential.ts';
import { createIssuer } from '../../../shared/badges/issue.ts';
import { createDocumentIssuer } from '../../../shared/badges/issue-document.ts';
import { issuerDid } from '../../../shared/badges/keys/did-document.ts';
import { verifyCredential } from '../../../shared/badges/verify.ts';
import { awardOf, openSigner, PUBLIC_URL, resolverOf, tenComments } from '../../support/badges.ts';

const now = new Date('2026-11-22T07:00:01Z');
const endorsement = {
  '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT],
  id: 'urn:uuid:0b0b0b0b-6a55-4c39-9d9c-0d4f6a2f6f01',
  type: ['VerifiableCredential', 'EndorsementCredential'],
  name: 'Worth having',
  issuer: { id: issuerDid(PUBLIC_URL, 'midland'), type: ['Profile'], name: 'Midland' },
  validFrom: '2026-11-22T07:00:00Z',
  credentialSubject: {
    id: 'https://badges.example:8443/organizations/midland/achievements/ten-comments',
    type: ['EndorsementSubject'],
    endorsementComment: 'We ask for it when we hire.',
  },
};

describe('a document', () => {
  it('is signed as of now, verifies, and is left as it was given', async () => {
    const signer = openSigner();
    const given = structuredClone(endorsement);
    const json = await createDocumentIssuer({ signer, publicUrl: PUBLIC_URL }).issueDocument(given, now);
    const document = JSON.parse(json) as { proof: unknown };
    expect(document).toMatchObject({
      ...endorsement,
      proof: [{ created: '2026-11-22T07:00:01Z', cryptosuite: 'eddsa-rdfc-2022' }],
    });
    expect(given).toEqual(endorsement);
    const resolveDid = await resolverOf(signer);
    expect(await verifyCredential(document, { resolveDid, now })).toMatchObject({ verified: true });
  });

  it('is a badge, too, and says what the template’s way says', async () => {
    const signer = openSigner();
    const award = awardOf();
    const whole = await createDocumentIssuer({ signer, publicUrl: PUBLIC_URL }).issueDocument(
      buildCredential(PUBLIC_URL, award),
      new Date(award.issuedAt),
    );
    const byTemplate = await createIssuer({ signer, publicUrl: PUBLIC_URL }).issue(award);
    // Ed25519 is deterministic, so that even the signatures are equal.
    expect(JSON.parse(byTemplate)).toEqual(JSON.parse(whole));
  });

  it.each([
    ['has no issuer', { ...endorsement, issuer: undefined }, 'InvalidInput'],
    [
      'is issued by somebody else',
      {
        ...endorsement,
        issuer: { ...endorsement.issuer, id: issuerDid('https://other.example', 'midland') },
      },
      'Defect',
    ],
  ])('is not signed where it %s', async (_, document, kind) => {
    const issuer = createDocumentIssuer({ signer: openSigner(), publicUrl: PUBLIC_URL });
    await expect(issuer.issueDocument(document, now)).rejects.toMatchObject({ kind });
  });
});

it('an endorsement is embedded in the badge as it was signed, and both verify', async () => {
  const signer = openSigner();
  const signed = await createDocumentIssuer({ signer, publicUrl: PUBLIC_URL }).issueDocument(
    endorsement,
    now,
  );
  const json = await createIssuer({ signer, publicUrl: PUBLIC_URL }).issue(
    awardOf({ achievement: { ...tenComments, endorsements: [signed] } }),
  );
  const document = JSON.parse(json) as {
    credentialSubject: { achievement: { endorsement: unknown[] } };
  };
  const [embedded] = document.credentialSubject.achievement.endorsement;
  expect(JSON.stringify(embedded)).toBe(signed);
  const resolveDid = await resolverOf(signer);
  for (const one of [document, embedded])
    expect(await verifyCredential(one, { resolveDid, now })).toMatchObject({ verified: true });
});
