import { generateKeyPairSync, sign } from 'node:crypto';
import type { Award } from '../../shared/badges/credential.ts';
import { didDocument, publicKeyMultibase } from '../../shared/badges/did-document.ts';
import type { ResolveDid } from '../../shared/badges/verify.ts';
import { rawPublicKey, type Signer } from '../../shared/platform/signer-port.ts';

/** Where the credentials of a test live. */
export const PUBLIC_URL = 'https://badges.example:8443';

/** A signer with a new key that lives as long as the test. */
export const openSigner = (): Signer => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: () => Promise.resolve(rawPublicKey(publicKey)),
    sign: (data) => Promise.resolve(sign(null, data, privateKey)),
  };
};

/** Knows one issuer, and the key it signs with. */
export const resolverOf = async (signer: Signer, organization = 'midland'): Promise<ResolveDid> => {
  const document = didDocument(PUBLIC_URL, organization, await publicKeyMultibase(await signer.publicKey()));
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
