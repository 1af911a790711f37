import { createPublicKey, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import { InvalidInput } from '../platform/errors.ts';
import { decodeMultibase } from './multibase.ts';

/** A public key as JSON Web Key (RFC 7517), as far as it is read here: never its private members. */
export const PublicJwk = z.object({
  kty: z.enum(['RSA', 'EC', 'OKP']),
  crv: z.string().max(40).optional(),
  x: z.string().max(200).optional(),
  y: z.string().max(200).optional(),
  n: z.string().max(1400).optional(),
  e: z.string().max(12).optional(),
  alg: z.string().max(40).optional(),
  kid: z.string().max(1000).optional(),
});
/** @see PublicJwk */
export type PublicJwk = z.output<typeof PublicJwk>;

const make = (build: () => KeyObject): KeyObject => {
  try {
    return build();
  } catch (cause) {
    throw new InvalidInput("the issuer's key is not one this system can read", { cause });
  }
};

/**
 * The key that a JWK describes.
 *
 * @throws {InvalidInput} where it describes none.
 */
export const keyFromJwk = ({ kty, crv, x, y, n, e }: PublicJwk): KeyObject => {
  const members = Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined);
  return make(() => createPublicKey({ key: Object.fromEntries(members), format: 'jwk' }));
};

/**
 * The key in a PEM text, as Open Badges 2.0 hosts it.
 *
 * @throws {InvalidInput} where there is none.
 */
export const keyFromPem = (pem: string): KeyObject => {
  // A private key in its place would be taken, too: its public half is its own.
  if (!pem.includes('PUBLIC KEY')) throw new InvalidInput("the issuer's key is not a public key in PEM");
  return make(() => createPublicKey(pem));
};

/** What comes before a raw key in a SubjectPublicKeyInfo, by the key's multicodec (Controlled Identifiers 1.0 §2.2.2). */
const spki: readonly (readonly [codec: string, header: string, length: number])[] = [
  ['ed01', '302a300506032b6570032100', 32],
  ['8024', '3039301306072a8648ce3d020106082a8648ce3d030107032200', 33],
];

/**
 * The key in a multibase text: Ed25519 (`z6Mk…`) or P-256 (`zDn…`).
 *
 * @throws {InvalidInput} for other kinds of keys.
 */
export const keyFromMultibase = (text: string): KeyObject => {
  const bytes = Buffer.from(decodeMultibase(text));
  const codec = bytes.toString('hex', 0, 2);
  const known = spki.find(([prefix, , length]) => prefix === codec && bytes.length === length + 2);
  if (!known) throw new InvalidInput("the issuer's key is of a kind this system does not know");
  const der = Buffer.concat([Buffer.from(known[1], 'hex'), bytes.subarray(2)]);
  return make(() => createPublicKey({ key: der, format: 'der', type: 'spki' }));
};

/** The kinds of keys that signatures are checked with here. */
export type KeyKind = 'Ed25519' | 'P-256' | 'RSA' | 'other';

/** What kind of key it is; an RSA key of less than 2,048 bits is none to rely on (RFC 7518 §3.3). */
export const kindOf = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): KeyKind => {
  if (asymmetricKeyType === 'ed25519') return 'Ed25519';
  if (asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'P-256';
  if (asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) return 'RSA';
  return 'other';
};
