import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { verifyCredential as verifyWithLibrary } from '@digitalbazaar/vc';
import type { DocumentLoader } from 'jsonld';
import * as z from 'zod';
import { loadContext, MULTIKEY_CONTEXT } from './contexts.ts';
import type { DidDocument } from './keys/did-document.ts';

/** Finds the DID document of an issuer; undefined where the issuer is not known. */
export type ResolveDid = (did: string) => Promise<DidDocument | undefined>;

/** What is known of a credential after it was verified. */
export type Verification =
  | {
      readonly verified: true;
      readonly issuer: string;
      readonly verificationMethod: string;
      readonly signedAt: string;
    }
  | { readonly verified: false; readonly reason: string };

/** As far as the library leaves a credential's own claims about its proof unread. */
const Provable = z.looseObject({
  issuer: z.looseObject({ id: z.string() }),
  proof: z.tuple([
    z.looseObject({
      type: z.literal('DataIntegrityProof'),
      cryptosuite: z.literal('eddsa-rdfc-2022'),
      verificationMethod: z.string(),
      created: z.string(),
    }),
  ]),
});

/** Contexts from the program itself, DID documents and their keys from the resolver, nothing from anywhere else. */
const createLoader =
  (resolveDid: ResolveDid): DocumentLoader =>
  async (url) => {
    if (!url.startsWith('did:')) return loadContext(url);
    const [did = ''] = url.split('#');
    const document = await resolveDid(did);
    const method = document?.verificationMethod.find(({ id }) => id === url);
    const found = url === did ? document : method && { '@context': MULTIKEY_CONTEXT, ...method };
    if (!found) throw new Error(`the issuer's key ${url} is not known`);
    return { contextUrl: null, documentUrl: url, document: found };
  };

/** The library wraps the reason in errors of its own; the innermost one is what a person can use. */
const reasonOf = (error: unknown): string => {
  if (Array.isArray(error)) return reasonOf(error[0]);
  if (error instanceof Error && 'errors' in error && Array.isArray(error.errors))
    return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : 'the proof does not hold';
};

/**
 * Verifies a credential whole, with the library: the form of the credential, the proof over every field of it, that
 * the key belongs to the issuer and may make assertions, and that the credential is valid at `now`.
 *
 * Exactly one proof is asked for, because the library is content with one valid proof among several.
 */
export const verifyCredential = async (
  credential: unknown,
  { resolveDid, now }: { readonly resolveDid: ResolveDid; readonly now: Date },
): Promise<Verification> => {
  const shape = Provable.safeParse(credential);
  if (!shape.success) {
    return { verified: false, reason: 'it does not carry exactly one proof of the kind eddsa-rdfc-2022' };
  }
  const result = await verifyWithLibrary({
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: createLoader(resolveDid),
    // Whether it was revoked or suspended since is another question, which its status lists answer.
    checkStatus: () => Promise.resolve({ verified: true }),
    now,
  });
  if (!result.verified) return { verified: false, reason: reasonOf(result.error) };
  const [{ verificationMethod, created }] = shape.data.proof;
  return { verified: true, issuer: shape.data.issuer.id, verificationMethod, signedAt: created };
};
