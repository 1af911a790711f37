import type { PublicJwk } from '../../platform/jwk.ts';
import { MULTIKEY_CONTEXT } from '../contexts.ts';
import type { NamedKey } from './registered-key.ts';

/** The terms of a {@link JsonWebKeyMethod} (Controlled Identifiers 1.0 §2.2.3). */
const JWK_CONTEXT = 'https://w3id.org/security/jwk/v1';

/** A public key of Data Integrity proofs as a DID document lists it (Controlled Identifiers 1.0 §2.2.2). */
interface MultikeyMethod {
  readonly id: string;
  readonly type: 'Multikey';
  readonly controller: string;
  readonly publicKeyMultibase: string;
}

/** A public key of JSON Web Signatures as a DID document lists it (Controlled Identifiers 1.0 §2.2.3). */
interface JsonWebKeyMethod {
  readonly id: string;
  readonly type: 'JsonWebKey';
  readonly controller: string;
  readonly publicKeyJwk: PublicJwk;
}

/** A public key as a DID document lists it. */
export type VerificationMethod = MultikeyMethod | JsonWebKeyMethod;

/** Who an issuer is and which keys speak for it (DID Core 1.0). */
export interface DidDocument {
  readonly '@context': readonly string[];
  readonly id: string;
  readonly alsoKnownAs: readonly string[];
  readonly verificationMethod: readonly VerificationMethod[];
  /** Key ids as strings: what every validator tried understands. */
  readonly assertionMethod: readonly string[];
}

/** The public page of an organization, which is also where its DID document lies. */
export const organizationUrl = (publicUrl: string, organization: string): string =>
  `${publicUrl}/organizations/${organization}`;

/**
 * The issuer's identifier: `did:web` of the organization's page, so that `did.json` beneath it resolves (did:web
 * method §3.1: a port's colon is percent-encoded, path segments are separated by colons).
 */
export const issuerDid = (publicUrl: string, organization: string): string => {
  const { host, pathname } = new URL(organizationUrl(publicUrl, organization));
  return `did:web:${encodeURIComponent(host)}${pathname.replaceAll('/', ':')}`;
};

/** The id of a key of an issuer; the key itself is the fragment, so that another key has another id. */
export const keyId = (did: string, key: string): string => `${did}#${key}`;

const methodOf = (did: string, { key, algorithm, jwk }: NamedKey): VerificationMethod => {
  const id = keyId(did, key);
  return algorithm === 'Ed25519'
    ? { id, type: 'Multikey', controller: did, publicKeyMultibase: key }
    : { id, type: 'JsonWebKey', controller: did, publicKeyJwk: jwk };
};

/**
 * The DID document of an organization whose credentials are or were signed with these keys. Retired keys are listed
 * as the current ones are, and may assert as they do: what they signed keeps verifying.
 */
export const didDocument = (
  publicUrl: string,
  organization: string,
  keys: readonly NamedKey[],
): DidDocument => {
  const id = issuerDid(publicUrl, organization);
  const verificationMethod = keys.map((key) => methodOf(id, key));
  return {
    '@context': ['https://www.w3.org/ns/did/v1', MULTIKEY_CONTEXT, JWK_CONTEXT],
    id,
    alsoKnownAs: [organizationUrl(publicUrl, organization)],
    verificationMethod,
    assertionMethod: verificationMethod.map((method) => method.id),
  };
};
