import { createPublicKey, verify } from 'node:crypto';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { Defect } from '../platform/errors.ts';
import { once } from '../platform/once.ts';
import type { Signer } from '../platform/signer-port.ts';
import { compileTemplate, type Template } from './canonical-template.ts';
import { loadContext } from './contexts.ts';
import { type Award, buildCredential, toSecond, type UnsignedCredential } from './credential.ts';
import { didDocument, keyId } from './did-document.ts';
import {
  dataToSign,
  hashForm,
  type ProofConfiguration,
  type ProofOptions,
  proofConfiguration,
  proofOptions,
  proofSlots,
} from './proof.ts';
import { namedKey } from './registered-key.ts';
import { type Slot, shapeOf, slotsOf, valuesOf } from './shape.ts';
import { verifyCredential } from './verify.ts';

/** Most shapes that are kept; the one that came first gives way. A shape is an achievement as it was written once. */
const MAX_SHAPES = 500;

/** What is known of the documents of one shape. */
interface Shape {
  /** Gone where none is safe, or where the one there was gave a credential that did not verify. */
  template: Template | undefined;
  /** True once a credential made by the template was verified whole by the library. */
  proven: boolean;
}

const createShapes = (compile: typeof compileTemplate) => {
  const shapes = new Map<string, Promise<Shape>>();
  return (document: object, slots: readonly Slot[]): Promise<Shape> => {
    const key = shapeOf(document, slots);
    const known = shapes.get(key);
    if (known) return known;
    const shape = compile(document, slots, loadContext).then((template) => ({ template, proven: false }));
    const [oldest] = shapes.keys();
    if (shapes.size >= MAX_SHAPES && oldest !== undefined) shapes.delete(oldest);
    shapes.set(key, shape);
    shape.catch(() => shapes.delete(key));
    return shape;
  };
};

/** The canonical form by the library's own way: expansion, RDF, RDFC-1.0. */
const wholeForm = (document: object): Promise<string> =>
  cryptosuite.canonize(document, { documentLoader: loadContext, base: null, safe: true });

/** Makes proofs with the signer's key, and checks each signature before anything is made of it. */
const createProver = async (signer: Signer) => {
  const jwk = await signer.publicJwk();
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });

  const signChecked = async (id: string, data: Uint8Array): Promise<Uint8Array> => {
    const signature = await signer.sign(data);
    // In this thread: handing it to another one and waiting for it takes longer, and a function has one core.
    if (verify(null, data, publicKey, signature)) return signature;
    throw new Defect(`a signature made with ${id} does not hold; the credential was not issued`);
  };

  return {
    key: await namedKey('Ed25519', jwk),
    prove: (options: ProofOptions, hashes: Parameters<typeof dataToSign>[0]) => {
      const id = options.verificationMethod;
      const suite = new DataIntegrityProof({
        signer: { id, algorithm: 'Ed25519', sign: ({ data }) => signChecked(id, data) },
        cryptosuite,
      });
      return suite.sign({ verifyData: dataToSign(hashes), proof: { ...options } });
    },
  };
};

/** Issues credentials with one key, for every organization under one public address. */
export interface Issuer {
  /** The signed credential as JSON text: exactly what is stored, served and verified. */
  issue(award: Award): Promise<string>;
}

/**
 * An issuer that takes canonical forms from a template per shape. The first credential of every shape is verified
 * whole by the library before it is returned; from then on the signature of each is checked. Where no template is
 * safe for a shape or for a value, or the first credential made by one does not verify, the library's whole way is
 * gone instead, and what comes of it is verified whole every time.
 *
 * @throws {Defect} from `issue`, where even the whole way gives a credential that does not verify.
 */
export const createIssuer = ({
  signer,
  publicUrl,
  compile = compileTemplate,
}: {
  readonly signer: Signer;
  readonly publicUrl: string;
  readonly compile?: typeof compileTemplate;
}): Issuer => {
  const proverOf = once(() => createProver(signer));
  const shapeFor = createShapes(compile);

  const verify = async (signed: object, { organization, issuedAt }: Award) => {
    const { key } = await proverOf();
    const document = didDocument(publicUrl, organization.organization, [key]);
    return verifyCredential(signed, {
      resolveDid: (did) => Promise.resolve(did === document.id ? document : undefined),
      now: new Date(issuedAt),
    });
  };

  const prepare = async (award: Award) => {
    const prover = await proverOf();
    const document = buildCredential(publicUrl, award);
    const options = proofOptions(keyId(document.issuer.id, prover.key.key), toSecond(award.issuedAt));
    const configuration = proofConfiguration(document['@context'], options);
    const sign = async (hashes: Parameters<typeof dataToSign>[0]) => ({
      ...document,
      proof: [await prover.prove(options, hashes)],
    });
    return { document, configuration, sign };
  };

  /** Whatever is issued within one second has the same proof configuration, so the hash of the last one is kept. */
  let lastProof: { readonly key: string; readonly hash: Uint8Array } | undefined;
  const proofHashOf = async (configuration: ProofConfiguration): Promise<Uint8Array | undefined> => {
    const key = `${configuration.verificationMethod} ${configuration.created}`;
    if (lastProof?.key === key) return lastProof.hash;
    const { template } = await shapeFor(configuration, proofSlots);
    const form = await template?.fill(valuesOf(configuration, proofSlots));
    if (form === undefined) return undefined;
    lastProof = { key, hash: hashForm(form) };
    return lastProof.hash;
  };

  const hashesByTemplate = async (
    shape: Shape,
    document: UnsignedCredential,
    configuration: ProofConfiguration,
  ) => {
    const form = await shape.template?.fill(valuesOf(document, slotsOf(document)));
    const proof = await proofHashOf(configuration);
    return form === undefined || proof === undefined ? undefined : { document: hashForm(form), proof };
  };

  return {
    issue: async (award) => {
      const { document, configuration, sign } = await prepare(award);
      const shape = await shapeFor(document, slotsOf(document));
      const hashes = await hashesByTemplate(shape, document, configuration);
      if (hashes) {
        const signed = await sign(hashes);
        shape.proven ||= (await verify(signed, award)).verified;
        if (shape.proven) return JSON.stringify(signed);
        shape.template = undefined;
      }
      const signed = await sign({
        document: hashForm(await wholeForm(document)),
        proof: hashForm(await wholeForm(configuration)),
      });
      const verification = await verify(signed, award);
      if (!verification.verified) {
        throw new Defect(
          `the credential ${award.credential} does not verify (${verification.reason}); it was not stored`,
        );
      }
      return JSON.stringify(signed);
    },
  };
};
