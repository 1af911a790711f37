import { parseBounded } from './bounded-json.ts';
import { parseCredential, type VerifiableCredential } from './credential.ts';
import { checkDataIntegrity, type Proven } from './data-integrity.ts';
import type { Documents } from './documents.ts';
import { isJws, readJws } from './jwt.ts';
import { checkJwt, credentialOf } from './jwt-credential.ts';

/** A credential, what it says as JSON, and what its proof is worth. */
export interface ProvenCredential extends Proven {
  readonly credential: VerifiableCredential;
  readonly document: Readonly<Record<string, unknown>>;
  readonly carriedAs: string;
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/**
 * Reads a credential, as JSON or as JWT, and checks its proof and whose it is.
 *
 * @throws {InvalidInput} where it is no credential.
 */
export const proveCredential = async (
  text: string,
  { documents, now }: { readonly documents: Documents; readonly now: Date },
): Promise<ProvenCredential> => {
  if (isJws(text)) {
    const jws = readJws(text);
    const { credential, document } = credentialOf(jws);
    const proven = await checkJwt(jws, credential, documents);
    return { ...proven, credential, document: asRecord(document), carriedAs: ', as a JWT' };
  }
  const document = asRecord(parseBounded(text));
  const credential = parseCredential(document);
  const proven = await checkDataIntegrity(document, credential, { documents, now });
  return { ...proven, credential, document, carriedAs: '' };
};
