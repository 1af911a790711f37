import { isIdentifier } from './address.ts';
import { parseBounded } from './bounded-json.ts';
import { parseCredential, type VerifiableCredential, validityOf } from './credential.ts';
import { checkDataIntegrity, type Proven } from './data-integrity.ts';
import type { Documents } from './documents.ts';
import { isJws, readJws } from './jwt.ts';
import { checkJwt, credentialOf, windowOf } from './jwt-credential.ts';
import { failed, quoted, skipped } from './report.ts';
import type { Window } from './validity.ts';

/** A credential, what it says as JSON, and what its proof is worth. */
export interface ProvenCredential extends Proven {
  readonly credential: VerifiableCredential;
  readonly document: Readonly<Record<string, unknown>>;
  readonly carriedAs: string;
  /** From when until when it holds. */
  readonly window: Window;
}

/** Why nobody can be the issuer; undefined where its name is written as it must be. */
const nobody = (issuer: string): Proven | undefined =>
  isIdentifier(issuer)
    ? undefined
    : {
        proof: skipped('proof', 'The signature could not be checked without an issuer.'),
        issuer: failed(
          'issuer',
          `The issuer ${quoted(issuer)} is not written as an address or a DID is, so that nobody can be asked.`,
        ),
      };

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
    const proven = nobody(credential.issuer.id) ?? (await checkJwt(jws, credential, documents));
    return {
      ...proven,
      credential,
      document: asRecord(document),
      carriedAs: ', as a JWT',
      window: windowOf(jws, credential),
    };
  }
  const document = asRecord(parseBounded(text));
  const credential = parseCredential(document);
  const proven =
    nobody(credential.issuer.id) ?? (await checkDataIntegrity(document, credential, { documents, now }));
  return { ...proven, credential, document, carriedAs: '', window: validityOf(credential) };
};
