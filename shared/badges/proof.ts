import { createHash, createPublicKey, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { Defect } from '../platform/errors.ts';
import type { Signer } from '../platform/signer-port.ts';
import { keyId, publicKeyMultibase } from './did-document.ts';
import type { Slot } from './shape.ts';

/** A Data Integrity proof without its value (Data Integrity EdDSA Cryptosuites 1.0 §3.2.5 proof configuration). */
export interface ProofOptions {
  readonly type: 'DataIntegrityProof';
  readonly created: string;
  readonly verificationMethod: string;
  readonly cryptosuite: 'eddsa-rdfc-2022';
  readonly proofPurpose: 'assertionMethod';
}

/** A whole proof: multibase base58-btc of the signature. */
export interface Proof extends ProofOptions {
  readonly proofValue: string;
}

/** Off the main thread, so that the credentials of one batch are checked side by side. */
const verifyAside = promisify(verify);

/** What differs from one proof of a key to the next. */
export const proofSlots: readonly Slot[] = [{ path: ['created'], kind: 'text' }];

/** A proof's options as the document whose canonical form is signed with the credential's. */
export const proofConfiguration = (context: readonly string[], options: ProofOptions) => ({
  '@context': context,
  ...options,
});

/** @see proofConfiguration */
export type ProofConfiguration = ReturnType<typeof proofConfiguration>;

/** What `eddsa-rdfc-2022` signs: SHA-256 of the proof's canonical form, then of the document's (§3.2.4). */
const hashData = (proofForm: string, documentForm: string): Uint8Array =>
  Buffer.concat([proofForm, documentForm].map((form) => createHash('sha256').update(form).digest()));

/** Makes proofs with one key. */
export interface Prover {
  readonly multibase: string;
  optionsFor(did: string, created: string): ProofOptions;
  /**
   * Signs, and checks the signature with the public key before anything is made of it.
   *
   * @throws {Defect} where the signature does not hold.
   */
  prove(options: ProofOptions, forms: { readonly proof: string; readonly document: string }): Promise<Proof>;
}

/** A prover with the signer's key. */
export const createProver = async (signer: Signer): Promise<Prover> => {
  const raw = await signer.publicKey();
  const multibase = await publicKeyMultibase(raw);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });

  const signChecked = async (id: string, data: Uint8Array): Promise<Uint8Array> => {
    const signature = await signer.sign(data);
    if (await verifyAside(null, data, publicKey, signature)) return signature;
    throw new Defect(`a signature made with ${id} does not hold; the credential was not issued`);
  };

  return {
    multibase,
    optionsFor: (did, created) => ({
      type: 'DataIntegrityProof',
      created,
      verificationMethod: keyId(did, multibase),
      cryptosuite: 'eddsa-rdfc-2022',
      proofPurpose: 'assertionMethod',
    }),
    prove: (options, forms) => {
      const id = options.verificationMethod;
      const suite = new DataIntegrityProof({
        signer: { id, algorithm: 'Ed25519', sign: ({ data }) => signChecked(id, data) },
        cryptosuite,
      });
      return suite.sign({ verifyData: hashData(forms.proof, forms.document), proof: { ...options } });
    },
  };
};
