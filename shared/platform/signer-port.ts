import type { KeyObject } from 'node:crypto';
import { Defect } from './errors.ts';
import { type PublicJwk, publicJwks } from './jwk.ts';

/**
 * How something is signed: Ed25519 (RFC 8032) for Data Integrity; RS256 (RSASSA-PKCS1-v1_5 with SHA-256, RSA of 2048
 * bits) and ES256 (ECDSA on P-256 with SHA-256) for JSON Web Signatures (RFC 7518 §3.1).
 */
export type SigningAlgorithm = 'Ed25519' | 'RS256' | 'ES256';

/** What AWS KMS calls the key of an algorithm; a template names it, too. */
export const keySpecs = {
  Ed25519: 'ECC_NIST_EDWARDS25519',
  RS256: 'RSA_2048',
  ES256: 'ECC_NIST_P256',
} as const satisfies Record<SigningAlgorithm, string>;

/** The kind of key an algorithm takes, in words for people. */
export const keyNames = {
  Ed25519: 'Ed25519',
  RS256: 'RSA (2048 bits)',
  ES256: 'P-256',
} as const satisfies Record<SigningAlgorithm, string>;

/** Signs with a key that never leaves where it is kept. */
export interface Signer {
  readonly algorithm: SigningAlgorithm;
  /**
   * The 32 bytes of an Ed25519 public key.
   *
   * @throws {Defect} where the key is of another kind: those have no form but {@link Signer.publicJwk}.
   */
  publicKey(): Promise<Uint8Array>;
  /** The public half as a JSON Web Key that holds nothing but what makes the key. */
  publicJwk(): Promise<PublicJwk>;
  /**
   * A signature over the data: 64 bytes for Ed25519 (pure: nothing is hashed before it); 256 bytes for RS256; for
   * ES256 64 bytes, R and S side by side (IEEE P1363, as RFC 7518 §3.4 has it).
   */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

/**
 * A public key as a JSON Web Key.
 *
 * @throws {Defect} where the key is not of the kind that the algorithm takes.
 */
export const publicJwkOf = (key: KeyObject, algorithm: SigningAlgorithm): PublicJwk => {
  const jwk = publicJwks[algorithm].safeParse(key.export({ format: 'jwk' }));
  if (jwk.success) return jwk.data;
  throw new Defect(
    `the signing key is ${key.asymmetricKeyType ?? 'symmetric'}, not ${keyNames[algorithm]}; make one that is`,
  );
};

/**
 * The raw 32 bytes of an Ed25519 public key (RFC 8037 §2, member `x`).
 *
 * @throws {Defect} where the key is of another kind.
 */
export const rawPublicKey = (jwk: PublicJwk): Uint8Array => {
  if (jwk.kty === 'OKP') return Buffer.from(jwk.x, 'base64url');
  throw new Defect(`the signing key is ${jwk.kty}, not Ed25519; ask for its JSON Web Key`);
};
