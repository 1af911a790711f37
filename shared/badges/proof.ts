import { hash } from 'node:crypto';
import { base58 } from './canonical/base58.ts';
import type { Slot } from './canonical/slots.ts';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from './contexts.ts';

/** A Data Integrity proof without its value (Data Integrity EdDSA Cryptosuites 1.0 §3.2.5 proof configuration). */
export interface ProofOptions {
  readonly type: 'DataIntegrityProof';
  readonly created: string;
  readonly verificationMethod: string;
  readonly cryptosuite: 'eddsa-rdfc-2022';
  readonly proofPurpose: 'assertionMethod';
}

/** The options of a proof made with a key at an instant. */
export const proofOptions = (verificationMethod: string, created: string): ProofOptions => ({
  type: 'DataIntegrityProof',
  created,
  verificationMethod,
  cryptosuite: 'eddsa-rdfc-2022',
  proofPurpose: 'assertionMethod',
});

/** What differs from one proof of a key to the next. */
export const proofSlots: readonly Slot[] = [{ path: ['created'], kind: 'text' }];

/** The options of a badge's proof as the document whose canonical form is signed with the badge's. */
export const proofConfiguration = (options: ProofOptions) => ({
  '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT],
  ...options,
});

/** SHA-256 of a canonical form: what goes into a signature of it. */
export const hashForm = (form: Uint8Array): Buffer => hash('sha256', form, 'buffer');

/** What `eddsa-rdfc-2022` signs: the hash of the proof's canonical form, then of the document's (§3.2.4). */
export const dataToSign = (hashes: {
  readonly proof: Uint8Array;
  readonly document: Uint8Array;
}): Uint8Array => Buffer.concat([hashes.proof, hashes.document]);

/** An object's JSON text that is still open at its end, closed with its one proof in it, as a set (multibase, §3.2.1). */
export const closeWithProof = (open: string, options: ProofOptions, signature: Uint8Array): string =>
  `${open},"proof":[${JSON.stringify({ ...options, proofValue: `z${base58(signature)}` })}]}`;
