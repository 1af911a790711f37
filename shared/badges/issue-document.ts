import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue as issueWithLibrary } from '@digitalbazaar/vc';
import * as z from 'zod';
import { Defect } from '../platform/errors.ts';
import { once } from '../platform/once.ts';
import { parse } from '../platform/parse.ts';
import type { Signer } from '../platform/signer-port.ts';
import { loadContext, refusalWithin } from './contexts.ts';
import { didDocument, keyId } from './keys/did-document.ts';
import { namedKey } from './keys/registered-key.ts';
import { type Verification, verifyCredential } from './verify.ts';

const Unsigned = z.looseObject({ id: z.string(), issuer: z.looseObject({ id: z.string() }) });

/** Signs documents of any kind, for every organization under one public address. */
export interface DocumentIssuer {
  /**
   * A credential without a proof, with its proof made at `now`, as JSON text: exactly what is stored and served. Its
   * issuer is one of this system's organizations.
   *
   * @throws {InvalidInput} where the document has no `id` or no `issuer.id`, or asks for a context that is not known.
   * @throws {Defect} where it does not verify.
   */
  issueDocument(unsigned: object, now: Date): Promise<string>;
}

/** Verifies what a signer's key has just signed, against the DID document its issuer will have for that key. */
export const createOwnVerifier = (signer: Signer, publicUrl: string) => {
  const keyOf = once(async () => namedKey('Ed25519', await signer.publicJwk()));
  return {
    keyOf,
    verify: async (signed: unknown, now: Date): Promise<Verification> => {
      const key = await keyOf();
      return verifyCredential(signed, {
        resolveDid: (did) => {
          // The last part of a did:web is the organization; whoever else it names has another DID.
          const own = didDocument(publicUrl, did.slice(did.lastIndexOf(':') + 1), [key]);
          return Promise.resolve(own.id === did ? own : undefined);
        },
        now,
      });
    },
  };
};

/**
 * An issuer of single documents (status lists, endorsements, transcripts, credentials of an unusual shape) that goes
 * the library's whole way (`vc.issue`: expansion, RDF, RDFC-1.0) and verifies each document whole before it leaves.
 * Some 4 ms for a small document, and as much again to verify it.
 */
export const createDocumentIssuer = ({
  signer,
  publicUrl,
}: {
  readonly signer: Signer;
  readonly publicUrl: string;
}): DocumentIssuer => {
  const own = createOwnVerifier(signer, publicUrl);
  return {
    issueDocument: async (unsigned, now) => {
      const { id, issuer } = parse(Unsigned, unsigned, 'document');
      const { key } = await own.keyOf();
      const suite = new DataIntegrityProof({
        signer: {
          id: keyId(issuer.id, key),
          algorithm: 'Ed25519',
          sign: ({ data }) => signer.sign(data),
        },
        date: now,
        cryptosuite,
      });
      // The library writes into what it is given.
      const credential = { ...unsigned };
      const { proof, ...rest } = await issueWithLibrary({
        credential,
        suite,
        documentLoader: loadContext,
        now,
      }).catch((thrown: unknown) => {
        throw refusalWithin(thrown);
      });
      // 1EdTech's schemas want the proofs as a set.
      const signed = { ...rest, proof: [proof] };
      const verification = await own.verify(signed, now);
      if (verification.verified) return JSON.stringify(signed);
      throw new Defect(
        `the document ${id} does not verify (${verification.reason}); it was not stored; look at what it says`,
      );
    },
  };
};
