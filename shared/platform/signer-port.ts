import type { KeyObject } from 'node:crypto';
import { Defect } from './errors.ts';

/** Signs with an Ed25519 key (RFC 8032) that never leaves where it is kept. */
export interface Signer {
  /** The public key's 32 bytes. */
  publicKey(): Promise<Uint8Array>;
  /** A signature of 64 bytes over the data itself (pure Ed25519: nothing is hashed before it). */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

/**
 * The raw 32 bytes of an Ed25519 public key (RFC 8037 §2, member `x`).
 *
 * @throws {Defect} where the key is of another kind.
 */
export const rawPublicKey = (key: KeyObject): Uint8Array => {
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new Defect(
      `the signing key is ${key.asymmetricKeyType ?? 'symmetric'}, not Ed25519; make one that is`,
    );
  }
  return Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url');
};
