import { createPublicKey, verify } from 'node:crypto';
import { Defect } from '../../platform/errors.ts';
import { once } from '../../platform/once.ts';
import type { Signer } from '../../platform/signer-port.ts';

/** Signs JSON as compact JSON Web Signatures (RFC 7515 §3.1). */
export interface Jws {
  /** `header` is completed with `alg`. Rejects with {@link Defect} where what was signed does not verify. */
  sign(payload: object, header: object): Promise<string>;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * JSON Web Signatures with the key of a signer. Every signature is checked with the public half before it is given
 * away, so that what does not verify is never kept.
 *
 * @throws {Defect} where the key is an Ed25519 key: the validators of Open Badges take RS256 and ES256 alone.
 */
export const createJws = (signer: Signer): Jws => {
  const { algorithm } = signer;
  if (algorithm === 'Ed25519') {
    throw new Defect(
      'a JSON Web Signature is made with an RS256 or ES256 key; give the setting one of these',
    );
  }
  const publicKey = once(async () => createPublicKey({ key: await signer.publicJwk(), format: 'jwk' }));
  return {
    sign: async (payload, header) => {
      const input = `${encode({ ...header, alg: algorithm })}.${encode(payload)}`;
      const data = Buffer.from(input);
      const signature = await signer.sign(data);
      if (!verify('sha256', data, { key: await publicKey(), dsaEncoding: 'ieee-p1363' }, signature)) {
        throw new Defect(`a signature made with the ${algorithm} key does not hold; nothing was issued`);
      }
      return `${input}.${Buffer.from(signature).toString('base64url')}`;
    },
  };
};
