import { Defect } from './errors.ts';
import { createFileSigner } from './signer-file.ts';
import { createKmsSigner } from './signer-kms.ts';
import type { Signer, SigningAlgorithm } from './signer-port.ts';

export { createKeyFile } from './signer-file.ts';
export type { Signer, SigningAlgorithm } from './signer-port.ts';

/**
 * The signer a setting names: the `file:` URL of a key file on one machine, the ARN of a KMS key on AWS. The key
 * itself is read or asked for when it is first needed.
 *
 * @throws {Defect} where the setting is neither.
 */
export const createSigner = (signingKey: string, algorithm: SigningAlgorithm = 'Ed25519'): Signer => {
  if (signingKey.startsWith('file:')) return createFileSigner(signingKey, algorithm);
  if (signingKey.startsWith('arn:')) return createKmsSigner(signingKey, algorithm);
  throw new Defect('SIGNING_KEY is neither a file: URL nor the ARN of a KMS key; set it to one of the two');
};
