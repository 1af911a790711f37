import { generateKeyPairSync, sign } from 'node:crypto';
import type { Award } from '../../shared/badges/credential.ts';
import { didDocument } from '../../shared/badges/keys/did-document.ts';
import { namedKey, type RegisteredKey } from '../../shared/badges/keys/registered-key.ts';
import type { ResolveDid } from '../../shared/badges/verify.ts';
import {
  publicJwkOf,
  rawPublicKey,
  type Signer,
  type SigningAlgorithm,
} from '../../shared/platform/signer-port.ts';

/** Where the credentials of a test live. */
export const PUBLIC_URL = 'https://badges.example:8443';

const newKeys = {
  Ed25519: () => generateKeyPairSync('ed25519'),
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
} as const;

/** A signer with a new key that lives as long as the test. */
export const openSigner = (algorithm: SigningAlgorithm = 'Ed25519'): Signer => {
  const { privateKey, publicKey } = newKeys[algorithm]();
  const jwk = publicJwkOf(publicKey, algorithm);
  const digest = algorithm === 'Ed25519' ? null : 'sha256';
  return {
    algorithm,
    publicKey: () => Promise.resolve(rawPublicKey(jwk)),
    publicJwk: () => Promise.resolve(jwk),
    sign: (data) => Promise.resolve(sign(digest, data, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
  };
};

/** The key of a signer, as the register has it. */
export const keyOf = async (signer: Signer, since = '2026-11-01T00:00:00.000Z'): Promise<RegisteredKey> => ({
  ...(await namedKey(signer.algorithm, await signer.publicJwk())),
  since,
});

/** Knows one issuer, and the key it signs with. */
export const resolverOf = async (signer: Signer, organization = 'midland'): Promise<ResolveDid> => {
  const document = didDocument(PUBLIC_URL, organization, [await keyOf(signer)]);
  return (did) => Promise.resolve(did === document.id ? document : undefined);
};

/** The organization of a test. */
export const midland = {
  organization: 'midland',
  name: 'Midland Teachers’ Association',
  url: 'https://midland.example/',
};

/** An achievement of a test. */
export const tenComments = {
  achievement: 'ten-comments',
  name: 'Ten comments',
  description: 'Took part in the discussions of a community.',
  criteria: 'Write ten comments on what colleagues asked or answered.',
};

/** An award of a test; each part as given, or as usual. */
export const awardOf = (more: Partial<Award> = {}): Award => ({
  credential: '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01',
  organization: midland,
  recipient: { member: 'ada', email: 'Ada@Example.org' },
  achievement: tenComments,
  evidence: 'Ten comments in your communities\nComments written: 12, where 10 were asked for',
  awardedAt: '2026-11-22T07:00:00.250Z',
  issuedAt: '2026-11-22T07:00:01.750Z',
  salt: 'c2FsdA',
  ...more,
});
