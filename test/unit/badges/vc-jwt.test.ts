import { createPublicKey } from 'node:crypto';
import { compactVerify, decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { createIssuer } from '../../../shared/badges/issue.ts';
import { didDocument, issuerDid } from '../../../shared/badges/keys/did-document.ts';
import { createJws } from '../../../shared/badges/keys/jws.ts';
import { namedKey } from '../../../shared/badges/keys/registered-key.ts';
import { vcJwt } from '../../../shared/badges/keys/vc-jwt.ts';
import { thumbprint } from '../../../shared/platform/jwk.ts';
import { awardOf, openSigner, PUBLIC_URL } from '../../support/badges.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const JOSE = ['RS256', 'ES256'] as const;

const document = await createIssuer({ signer: openSigner(), publicUrl: PUBLIC_URL }).issue(awardOf());

const issueJwt = async (signer: ReturnType<typeof openSigner>, from = document): Promise<string> => {
  const { key } = await namedKey(signer.algorithm, await signer.publicJwk());
  const { payload, header } = vcJwt(from, key);
  return createJws(signer).sign(payload, header);
};

describe.each(JOSE)('a VC-JWT signed with %s', (algorithm) => {
  const signer = openSigner(algorithm);

  it('is verified by jose with the key that the issuer’s DID document lists for its kid', async () => {
    const jwt = await issueJwt(signer);
    const own = await namedKey(algorithm, await signer.publicJwk());
    const did = didDocument(PUBLIC_URL, 'midland', [own]);
    const { kid } = decodeProtectedHeader(jwt);
    expect(did.assertionMethod).toContain(kid);
    const method = did.verificationMethod.find(({ id }) => id === kid);
    if (method?.type !== 'JsonWebKey') throw new Error('the key is not listed as a JSON Web Key');
    const { protectedHeader } = await jwtVerify(jwt, await importJWK({ ...method.publicKeyJwk }, algorithm), {
      algorithms: [algorithm],
      issuer: issuerDid(PUBLIC_URL, 'midland'),
      typ: 'JWT',
      currentDate: NOW,
    });
    expect(protectedHeader).toEqual({ alg: algorithm, typ: 'JWT', kid });
  });

  it('holds the credential as it was issued but for its proof, and the claims that repeat it', async () => {
    const { payload } = await compactVerify(
      await issueJwt(signer),
      createPublicKey({ key: await signer.publicJwk(), format: 'jwk' }),
    );
    const issued = JSON.parse(document) as Record<string, unknown> & { credentialSubject: { id: string } };
    const { proof, ...credential } = issued;
    expect(proof).toBeDefined();
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual({
      ...credential,
      iss: issuerDid(PUBLIC_URL, 'midland'),
      jti: credential['id'],
      nbf: Date.parse('2026-11-22T07:00:01Z') / 1000,
      sub: issued.credentialSubject.id,
    });
  });

  it('does not verify with another key, or altered', async () => {
    const jwt = await issueJwt(signer);
    const stranger = await importJWK({ ...(await openSigner(algorithm).publicJwk()) }, algorithm);
    await expect(jwtVerify(jwt, stranger)).rejects.toThrow('signature verification failed');
    const own = await importJWK({ ...(await signer.publicJwk()) }, algorithm);
    const [header = '', payload = '', signature = ''] = jwt.split('.');
    const other = Buffer.from(payload, 'base64url').toString().replace('Ten comments', 'Two comments');
    const altered = `${header}.${Buffer.from(other).toString('base64url')}.${signature}`;
    await expect(jwtVerify(altered, own)).rejects.toThrow('signature verification failed');
  });
});

describe('what a VC-JWT says', () => {
  it('names when the credential expires', () => {
    const expiring = JSON.stringify({ ...JSON.parse(document), validUntil: '2027-11-22T07:00:01Z' });
    expect(vcJwt(expiring, 'key').payload).toMatchObject({
      validUntil: '2027-11-22T07:00:01Z',
      exp: Date.parse('2027-11-22T07:00:01Z') / 1000,
    });
    expect(vcJwt(document, 'key').payload).not.toHaveProperty('exp');
  });

  it('is refused for what is no credential', () => {
    expect(() => vcJwt('{}', 'key')).toThrow();
  });
});

describe('a JSON Web Signature', () => {
  it('is not made with an Ed25519 key', () => {
    expect(() => createJws(openSigner())).toThrow('RS256 or ES256');
  });

  it('says which algorithm it was made with, whatever it was told', async () => {
    const jws = await createJws(openSigner('ES256')).sign({ a: 1 }, { alg: 'none', typ: 'JWT' });
    expect(decodeProtectedHeader(jws)).toEqual({ alg: 'ES256', typ: 'JWT' });
  });

  it.each(JOSE)('of %s is given away only where it holds', async (algorithm) => {
    const signer = openSigner(algorithm);
    const other = openSigner(algorithm);
    const broken = { ...signer, sign: (data: Uint8Array) => other.sign(data) };
    await expect(createJws(broken).sign({ a: 1 }, {})).rejects.toThrow('does not hold; nothing was issued');
  });
});

describe('the thumbprint of a key', () => {
  it('is that of RFC 7638 §3.1', () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
    expect(thumbprint({ kty: 'RSA', n, e: 'AQAB' })).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
  });

  it('of an Ed25519 key is that of RFC 8037 §A.3', () => {
    const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
    expect(thumbprint({ kty: 'OKP', crv: 'Ed25519', x })).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });
});
