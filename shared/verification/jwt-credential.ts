import * as z from 'zod';
import { type ControllerDocument, keyOf, methodsOf, resolveController } from './controller.ts';
import { parseCredential, type VerifiableCredential, validityOf } from './credential.ts';
import type { Proven } from './data-integrity.ts';
import type { Documents } from './documents.ts';
import { findKey, type IssuerKey, type NoKey } from './issuer-key.ts';
import { algorithmFlaw, checkSignature, type Jws } from './jwt.ts';
import { keyFromJwk } from './public-key.ts';
import { failed, passed, quoted, reasonOf, skipped } from './report.ts';
import { timeOf, type Window } from './validity.ts';

/** The credential in a JWT: the payload itself (VC Data Model 2.0), or its claim `vc` (1.1). */
export const credentialOf = ({ payload }: Jws): { credential: VerifiableCredential; document: unknown } => {
  const document = payload['vc'] ?? payload;
  return { document, credential: parseCredential(document) };
};

/** Seconds since 1970 that a date can hold. */
const Seconds = z.number().min(-8.64e12).max(8.64e12);

const Claims = z.looseObject({
  iss: z.string().optional(),
  jti: z.string().optional(),
  sub: z.string().optional(),
  nbf: Seconds.optional(),
  exp: Seconds.optional(),
});

const differs = (claim: string | undefined, said: string | undefined): boolean =>
  claim !== undefined && said !== undefined && claim !== said;
const differsInTime = (claim: number | undefined, said: string | undefined): boolean =>
  claim !== undefined && said !== undefined && Math.floor((timeOf(said) ?? 0) / 1000) !== Math.floor(claim);

/**
 * The claim of a JWT that says otherwise than its credential (Open Badges 3.0 §8.2.4.1 wants them equal); undefined
 * where none does.
 */
const disagreement = ({ payload }: Jws, credential: VerifiableCredential): string | undefined => {
  const claims = Claims.safeParse(payload);
  if (!claims.success) return 'iss, jti, sub, nbf or exp';
  const { iss, jti, sub, nbf, exp } = claims.data;
  if (differs(iss, credential.issuer.id)) return 'iss';
  if (differs(jti, credential.id)) return 'jti';
  if (differs(sub, credential.credentialSubject[0]?.id)) return 'sub';
  if (differsInTime(nbf, credential.validFrom ?? credential.issuanceDate)) return 'nbf';
  return differsInTime(exp, credential.validUntil ?? credential.expirationDate) ? 'exp' : undefined;
};

/**
 * From when until when a JWT holds: as its claims and its credential both allow. A date that is written as none stays,
 * to be refused.
 */
export const windowOf = ({ payload }: Jws, credential: VerifiableCredential): Window => {
  const { nbf, exp } = Claims.safeParse(payload).data ?? {};
  const { from, until } = validityOf(credential);
  const instant = (seconds: number): string => new Date(seconds * 1000).toISOString();
  const begins = from === undefined ? -Infinity : (timeOf(from) ?? Infinity);
  const ends = until === undefined ? Infinity : (timeOf(until) ?? -Infinity);
  return {
    from: nbf !== undefined && nbf * 1000 > begins ? instant(nbf) : from,
    until: exp !== undefined && exp * 1000 < ends ? instant(exp) : until,
  };
};

/** Of a document's keys, the one that a short name means, or the only one that fits. */
const keyNamed = (document: ControllerDocument, kid: string | undefined): string | undefined => {
  const methods = methodsOf(document).filter(({ asserts }) => asserts);
  if (kid === undefined) return methods.length === 1 ? methods[0]?.id : undefined;
  return methods.find(
    ({ id, publicKeyJwk }) =>
      id === kid || id.endsWith(`#${kid.replace(/^#/, '')}`) || publicKeyJwk?.kid === kid,
  )?.id;
};

/** A key that a JWT brings along counts where the issuer publishes the same one. */
const findEmbedded = async (
  { header: { jwk } }: Jws,
  issuer: string,
  documents: Documents,
): Promise<IssuerKey | NoKey> => {
  if (!jwk) return { issuer: failed('issuer', 'The JWT does not name the key it was signed with.') };
  const key = keyFromJwk(jwk);
  try {
    const own = methodsOf(await resolveController(issuer, documents));
    const same = own.find((method) => method.asserts && keyOf(method)?.equals(key));
    if (same)
      return {
        key,
        issuer: passed('issuer', `The issuer ${quoted(issuer)} lists this key as one of its own.`),
      };
    return {
      key,
      issuer: failed(
        'issuer',
        `The JWT brings its own key, which ${quoted(issuer)} does not list: anybody could have signed it so.`,
      ),
    };
  } catch (thrown) {
    return { key, issuer: skipped('issuer', `The issuer's keys could not be had: ${reasonOf(thrown)}.`) };
  }
};

const findSigner = async (jws: Jws, issuer: string, documents: Documents): Promise<IssuerKey | NoKey> => {
  const { kid, jwk } = jws.header;
  if (kid !== undefined && /^(did|https?):/.test(kid)) return findKey(kid, issuer, documents);
  if (jwk) return findEmbedded(jws, issuer, documents);
  const id = keyNamed(await resolveController(issuer, documents), kid);
  if (id !== undefined) return findKey(id, issuer, documents);
  return {
    issuer: failed('issuer', `${quoted(issuer)} lists no key ${quoted(kid ?? '')} to sign credentials with.`),
  };
};

/** Checks the signature of a credential as JWT (Open Badges 3.0 §8.2.4, VC-JOSE-COSE), and whose key it is. */
export const checkJwt = async (
  jws: Jws,
  { issuer, ...credential }: VerifiableCredential,
  documents: Documents,
): Promise<Proven> => {
  const flaw = algorithmFlaw(jws.header.alg);
  if (flaw)
    return {
      proof: flaw,
      issuer: skipped('issuer', 'Without a signature that can be checked, nobody can tell who issued it.'),
    };
  try {
    const found = await findSigner(jws, issuer.id, documents);
    if (!found.key)
      return { proof: skipped('proof', 'The signature could not be checked without the key.'), ...found };
    const proof = await checkSignature(jws, found.key);
    const claim = disagreement(jws, { ...credential, issuer });
    const agrees = proof.outcome !== 'passed' || claim === undefined;
    return {
      proof: agrees
        ? proof
        : failed('proof', `The JWT's claim ${claim} says otherwise than the credential inside it.`),
      issuer: found.issuer,
    };
  } catch (thrown) {
    return {
      proof: skipped('proof', 'The signature could not be checked without the key.'),
      issuer: skipped('issuer', `The issuer's key could not be had: ${reasonOf(thrown)}.`),
    };
  }
};
