import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCredential, subjectId } from '../../../shared/badges/credential.ts';
import { evidenceInWords } from '../../../shared/badges/evidence.ts';
import { didDocument, issuerDid } from '../../../shared/badges/keys/did-document.ts';
import { embedCode, linkedInUrl } from '../../../shared/badges/share.ts';
import { awardOf, PUBLIC_URL } from '../../support/badges.ts';

describe('evidence in words', () => {
  it.each([
    ['post.created/comment: 12 of 10', 'Comments written: 12, where 10 were asked for'],
    ['goal.met: 1 of 1', 'Goals met: 1, where 1 was asked for'],
    ['meeting.attended/virtual: 3 of 2', 'Meetings attended (virtual): 3, where 2 were asked for'],
    [
      'post.created: 30 of 25 in algebra',
      'Posts written: 30, where 25 were asked for, in the community algebra',
    ],
    ['somebody vouched for it', 'somebody vouched for it'],
    ['unknown.done: 1 of 1', 'unknown.done: 1 of 1'],
    ['constructor: 1 of 1', 'constructor: 1 of 1'],
  ])('%j is %j', (line, words) => {
    expect(evidenceInWords(line)).toBe(words);
  });
});

describe('an issuer', () => {
  it.each([
    ['https://badges.example', 'did:web:badges.example:organizations:midland'],
    ['http://127.0.0.1:8787', 'did:web:127.0.0.1%3A8787:organizations:midland'],
    ['https://example.org/colloquy', 'did:web:example.org:colloquy:organizations:midland'],
  ])('at %s is %s', (publicUrl, did) => {
    expect(issuerDid(publicUrl, 'midland')).toBe(did);
    const key = {
      key: 'z6Mk',
      algorithm: 'Ed25519',
      jwk: { kty: 'OKP', crv: 'Ed25519', x: 'eA' },
    } as const;
    const document = didDocument(publicUrl, 'midland', [key]);
    expect(document.verificationMethod[0]?.controller).toBe(did);
    expect(document.assertionMethod).toEqual([`${did}#z6Mk`]);
  });
});

describe('a subject', () => {
  it('has one pseudonym in one organization, and another in another', () => {
    const id = subjectId(PUBLIC_URL, 'midland', 'ada');
    expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(subjectId(PUBLIC_URL, 'midland', 'ada')).toBe(id);
    expect(subjectId(PUBLIC_URL, 'other', 'ada')).not.toBe(id);
    expect(subjectId(PUBLIC_URL, 'midland', 'bo')).not.toBe(id);
  });

  it('is found by whoever knows the address, in any case of its letters', () => {
    const identityOf = (email: string, salt: string) =>
      buildCredential(PUBLIC_URL, awardOf({ recipient: { member: 'ada', email }, salt })).credentialSubject
        .identifier;
    expect(identityOf('ADA@example.org', 's')).toEqual(identityOf('ada@EXAMPLE.ORG', 's'));
    expect(identityOf('ada@example.org', 's')).not.toEqual(identityOf('ada@example.org', 't'));
    // sha256('a@example.com' + 'Kosher'), the example of the Open Badges 3.0 specification.
    expect(identityOf('a@example.com', 'Kosher')[0]?.identityHash).toBe(
      'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399',
    );
  });
});

describe('sharing', () => {
  const shareable = {
    publicUrl: PUBLIC_URL,
    credential: '5c3a',
    name: 'Ten & more <comments> "said"',
    issuerName: 'Midland',
    issuedAt: '2026-01-01T00:30:00Z',
    stands: true,
  };

  it('fills in LinkedIn’s form', () => {
    const { origin, pathname, searchParams } = new URL(linkedInUrl(shareable));
    expect(`${origin}${pathname}`).toBe('https://www.linkedin.com/profile/add');
    expect(Object.fromEntries(searchParams)).toEqual({
      startTask: 'CERTIFICATION_NAME',
      name: shareable.name,
      organizationName: 'Midland',
      issueYear: '2026',
      issueMonth: '1',
      certUrl: `${PUBLIC_URL}/credentials/5c3a`,
      certId: '5c3a',
    });
  });

  it('tells LinkedIn when a credential ends', () => {
    const { searchParams } = new URL(linkedInUrl({ ...shareable, validUntil: '2027-12-31T23:30:00Z' }));
    expect([searchParams.get('expirationYear'), searchParams.get('expirationMonth')]).toEqual(['2027', '12']);
  });

  it('gives code to embed that no name can break out of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const code = embedCode({ ...shareable, name });
        expect(code).toMatch(
          /^<a href="[^"<>]*"><img src="[^"<>]*" width="240" height="240" alt="[^"<>]*"><\/a>$/s,
        );
      }),
    );
  });
});
