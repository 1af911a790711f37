import { createPublicKey, hash } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand, type SignCommandInput } from '@aws-sdk/client-kms';
import { Defect, Unavailable } from './errors.ts';
import { once } from './once.ts';
import { joinedSignature } from './signature-der.ts';
import { keySpecs, publicJwkOf, rawPublicKey, type Signer, type SigningAlgorithm } from './signer-port.ts';

const unavailable = (cause: unknown): never => {
  const name = cause instanceof Error ? cause.name : 'no error at all';
  throw new Unavailable(`the signing key in KMS could not be used (${name}); it will be tried again`, {
    cause,
  });
};

type Request = Pick<SignCommandInput, 'Message' | 'MessageType' | 'SigningAlgorithm'>;

const sha256 = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer');

/**
 * What KMS is asked to sign. Ed25519 signs the message itself, which KMS takes up to 4096 bytes of; the others sign a
 * hash, which is made here, so that a message may be of any length.
 */
const requests: Record<SigningAlgorithm, (data: Uint8Array) => Request> = {
  Ed25519: (data) => ({ Message: data, MessageType: 'RAW', SigningAlgorithm: 'ED25519_SHA_512' }),
  RS256: (data) => ({
    Message: sha256(data),
    MessageType: 'DIGEST',
    SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
  }),
  ES256: (data) => ({ Message: sha256(data), MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' }),
};

/** A signer whose key is in AWS KMS, of the spec {@link keySpecs} names. The public key is asked for once. */
export const createKmsSigner = (
  keyArn: string,
  algorithm: SigningAlgorithm,
  client: KMSClient = new KMSClient({}),
): Signer => {
  const publicJwk = once(async () => {
    const { KeySpec, PublicKey } = await client
      .send(new GetPublicKeyCommand({ KeyId: keyArn }))
      .catch(unavailable);
    if (KeySpec !== keySpecs[algorithm] || PublicKey === undefined) {
      throw new Defect(
        `the signing key in KMS has the spec ${String(KeySpec)}; it must be ${keySpecs[algorithm]}`,
      );
    }
    const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
    return publicJwkOf(key, algorithm);
  });
  return {
    algorithm,
    publicJwk,
    publicKey: async () => rawPublicKey(await publicJwk()),
    sign: async (data) => {
      const { Signature } = await client
        .send(new SignCommand({ KeyId: keyArn, ...requests[algorithm](data) }))
        .catch(unavailable);
      if (Signature === undefined) throw new Defect('KMS answered without a signature');
      return algorithm === 'ES256' ? joinedSignature(Signature) : Signature;
    },
  };
};
