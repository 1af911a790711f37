import { hash } from 'node:crypto';
import * as z from 'zod';

/** Bytes of the modulus of an RSA key of 2048 bits, the least that RS256 may be used with (RFC 7518 §3.3). */
const MIN_MODULUS = 256;

const bytes = (length: number) =>
  z.base64url().refine((text) => Buffer.from(text, 'base64url').length === length, `must be ${length} bytes`);

const modulus = z
  .base64url()
  .refine((text) => Buffer.from(text, 'base64url').length >= MIN_MODULUS, 'must be 2048 bits or more');

/** An Ed25519 public key (RFC 8037 §2). */
const Ed25519Jwk = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: bytes(32) });
/** An RSA public key (RFC 7518 §6.3.1). */
const RsaJwk = z.object({ kty: z.literal('RSA'), n: modulus, e: z.base64url() });
/** A public key on the curve P-256 (RFC 7518 §6.2.1). */
const P256Jwk = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: bytes(32), y: bytes(32) });

/** The public key of each signing algorithm; whatever else a JSON Web Key carries, a private half too, is left out. */
export const publicJwks = { Ed25519: Ed25519Jwk, RS256: RsaJwk, ES256: P256Jwk } as const;

/** A public key as a JSON Web Key, with the members that make it and no others. */
export const PublicJwk = z.discriminatedUnion('kty', [Ed25519Jwk, RsaJwk, P256Jwk]);
/** @see PublicJwk */
export type PublicJwk = z.output<typeof PublicJwk>;

/** The members of a key in the order of the alphabet, which is what its thumbprint is made of (RFC 7638 §3.2). */
const members = (jwk: PublicJwk): object => {
  switch (jwk.kty) {
    case 'OKP':
      return { crv: jwk.crv, kty: jwk.kty, x: jwk.x };
    case 'RSA':
      return { e: jwk.e, kty: jwk.kty, n: jwk.n };
    case 'EC':
      return { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y };
  }
};

/** A name that only this key has: the SHA-256 thumbprint of RFC 7638, as 43 base64url characters. */
export const thumbprint = (jwk: PublicJwk): string =>
  hash('sha256', JSON.stringify(members(jwk)), 'buffer').toString('base64url');
