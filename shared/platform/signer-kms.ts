import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { Defect, Unavailable } from './errors.ts';
import { once } from './once.ts';
import { rawPublicKey, type Signer } from './signer-port.ts';

const unavailable = (cause: unknown): never => {
  const name = cause instanceof Error ? cause.name : 'no error at all';
  throw new Unavailable(`the signing key in KMS could not be used (${name}); it will be tried again`, {
    cause,
  });
};

/**
 * A signer whose key is in AWS KMS (key spec `ECC_NIST_EDWARDS25519`, signing algorithm `ED25519_SHA_512`, which is
 * pure Ed25519 over a RAW message of at most 4096 bytes). The public key is asked for once.
 */
export const createKmsSigner = (keyArn: string, client: KMSClient = new KMSClient({})): Signer => ({
  publicKey: once(async () => {
    const { KeySpec, PublicKey } = await client
      .send(new GetPublicKeyCommand({ KeyId: keyArn }))
      .catch(unavailable);
    if (KeySpec !== 'ECC_NIST_EDWARDS25519' || PublicKey === undefined) {
      throw new Defect(
        `the signing key in KMS has the spec ${String(KeySpec)}; it must be ECC_NIST_EDWARDS25519`,
      );
    }
    return rawPublicKey(createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' }));
  }),
  sign: async (data) => {
    const { Signature } = await client
      .send(
        new SignCommand({
          KeyId: keyArn,
          Message: data,
          MessageType: 'RAW',
          SigningAlgorithm: 'ED25519_SHA_512',
        }),
      )
      .catch(unavailable);
    if (Signature === undefined) throw new Defect('KMS answered without a signature');
    return Signature;
  },
});
