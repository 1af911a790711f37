import { fromJwk } from '@digitalbazaar/ed25519-multikey';
import * as z from 'zod';
import { Instant } from '../../events/envelope.ts';
import { PublicJwk, thumbprint } from '../../platform/jwk.ts';

/** A public key that credentials are or were signed with. */
export const RegisteredKey = z.strictObject({
  /** What the key is called in a key's id: its multibase for Ed25519, otherwise its thumbprint (RFC 7638). */
  key: z.string().min(1).max(120),
  algorithm: z.enum(['Ed25519', 'RS256', 'ES256']),
  jwk: PublicJwk,
  /** When it was first seen to sign. */
  since: Instant,
});
/** @see RegisteredKey */
export type RegisteredKey = z.output<typeof RegisteredKey>;

/** An Ed25519 public key of 32 bytes in multibase (Controlled Identifiers 1.0 §2.2.2: `z6Mk…`). */
const publicKeyMultibase = async (publicKey: Uint8Array): Promise<string> => {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = await fromJwk({ jwk: { kty: 'OKP', crv: 'Ed25519', x } });
  return (await key.export({ publicKey: true, includeContext: false })).publicKeyMultibase;
};

/** A public key by its name, without regard to any time. */
export type NamedKey = Omit<RegisteredKey, 'since'>;

/** Names a public key. */
export const namedKey = async (
  algorithm: NamedKey['algorithm'],
  jwk: NamedKey['jwk'],
): Promise<NamedKey> => ({
  key: jwk.kty === 'OKP' ? await publicKeyMultibase(Buffer.from(jwk.x, 'base64url')) : thumbprint(jwk),
  algorithm,
  jwk,
});

/** True where no key of the same algorithm was registered after it; else it is retired, and signs no more. */
export const isCurrent = (key: RegisteredKey, keys: readonly RegisteredKey[]): boolean =>
  keys.every(({ algorithm, since }) => algorithm !== key.algorithm || since <= key.since);
