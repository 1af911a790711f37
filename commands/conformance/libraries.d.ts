/** The part the conformance run uses of a package that ships no types. */
declare module '@digitalbazaar/vc-bitstring-status-list' {
  import type { DataIntegrityProof } from '@digitalbazaar/data-integrity';
  import type { DocumentLoader } from 'jsonld';

  export function checkStatus(options: {
    readonly credential: unknown;
    readonly documentLoader: DocumentLoader;
    readonly suite: DataIntegrityProof;
    readonly verifyMatchingIssuers: boolean;
  }): Promise<{
    readonly verified: boolean;
    readonly error?: unknown;
    readonly results?: readonly { readonly verified: boolean; readonly status: boolean }[];
  }>;
}
