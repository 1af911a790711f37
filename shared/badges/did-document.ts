import { fromJwk } from '@digitalbazaar/ed25519-multikey';
import { MULTIKEY_CONTEXT } from './contexts.ts';

/** A public key as a DID document lists it (Controlled Identifiers 1.0 §2.2.2 Multikey). */
interface VerificationMethod {
  readonly id: string;
  readonly type: 'Multikey';
  readonly controller: string;
  readonly publicKeyMultibase: string;
}

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

/** An Ed25519 public key of 32 bytes in multibase (Controlled Identifiers 1.0 §2.2.2: `z6Mk…`). */
export const publicKeyMultibase = async (publicKey: Uint8Array): Promise<string> => {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = await fromJwk({ jwk: { kty: 'OKP', crv: 'Ed25519', x } });
  return (await key.export({ publicKey: true, includeContext: false })).publicKeyMultibase;
};

/** The id of a key of an issuer; the key itself is the fragment, so that another key has another id. */
export const keyId = (did: string, multibase: string): string => `${did}#${multibase}`;

/** The DID document of an organization whose credentials are signed with this key. */
export const didDocument = (publicUrl: string, organization: string, multibase: string): DidDocument => {
  const id = issuerDid(publicUrl, organization);
  const method = keyId(id, multibase);
  return {
    '@context': ['https://www.w3.org/ns/did/v1', MULTIKEY_CONTEXT],
    id,
    alsoKnownAs: [organizationUrl(publicUrl, organization)],
    verificationMethod: [{ id: method, type: 'Multikey', controller: id, publicKeyMultibase: multibase }],
    assertionMethod: [method],
  };
};
