import { once } from '../platform/once.ts';
import type { Signer } from '../platform/signer-port.ts';
import { compileTemplate, type Template } from './canonical/canonical-template.ts';
import { join } from './canonical/pieces.ts';
import { slotsOf } from './canonical/shape.ts';
import { type Compile, createKept, createShapes } from './canonical/shapes.ts';
import { loadContext } from './contexts.ts';
import { type Award, buildCredential, personalOf, toSecond } from './credential.ts';
import { createDocumentIssuer, createOwnVerifier } from './issue-document.ts';
import { keyId } from './keys/did-document.ts';
import {
  closeWithProof,
  dataToSign,
  hashForm,
  type ProofOptions,
  proofConfiguration,
  proofOptions,
  proofSlots,
} from './proof.ts';

/** A proof of which all but the value is known. */
interface PreparedProof {
  readonly options: ProofOptions;
  readonly hash: Uint8Array;
}

/**
 * Prepares proofs. Whatever is issued for one organization within one second has the same one but for its value, so
 * the last one is kept.
 */
const createProofs = (compile: Compile) => {
  let last: PreparedProof | undefined;
  const templates = createKept<Template | undefined>();
  return async (method: string, created: string): Promise<PreparedProof | undefined> => {
    if (last?.options.verificationMethod === method && last.options.created === created) return last;
    const options = proofOptions(method, created);
    const template = await templates(method, () =>
      compile(proofConfiguration(options), proofSlots, loadContext),
    );
    const form = await template?.fill([created]);
    if (form === undefined) return undefined;
    last = { options, hash: hashForm(form) };
    return last;
  };
};

/** Issues credentials with one key, for every organization under one public address. */
export interface Issuer {
  /** The signed credential as JSON text: exactly what is stored, served and verified. */
  issue(award: Award): Promise<string>;
}

/**
 * An issuer that writes credentials, and the canonical forms that are signed, from a template per shape. The first
 * credential of every shape is verified whole by the library before it is returned; those after it differ from it in
 * nothing but the values of its slots, and are not verified again one by one. Where no template is safe for a shape or
 * for a value, or the first credential made by one does not verify, the library's whole way is gone instead, and what
 * comes of it is verified whole every time.
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
  readonly compile?: Compile;
}): Issuer => {
  const own = createOwnVerifier(signer, publicUrl);
  const documents = createDocumentIssuer({ signer, publicUrl });
  const shapeFor = createShapes(publicUrl, compile);
  const proofFor = createProofs(compile);
  const keyName = once(async () => (await own.keyOf()).key);

  /** The credential by its shape's template; undefined where only the whole way is safe. */
  const issueByTemplate = async (award: Award): Promise<string | undefined> => {
    const personal = personalOf(publicUrl, award);
    const shape = await shapeFor(award, personal);
    const values = slotsOf(personal).map(({ value }) => value);
    const form = await shape.template?.fill(values);
    const proof = await proofFor(keyId(shape.issuer, await keyName()), toSecond(award.issuedAt));
    if (form === undefined || proof === undefined) return undefined;
    const data = dataToSign({ proof: proof.hash, document: hashForm(form) });
    const open = join(
      shape.json,
      values.map((value) => JSON.stringify(value)),
    );
    const signed = closeWithProof(open, proof.options, await signer.sign(data));
    shape.proven ||= (await own.verify(JSON.parse(signed), new Date(award.issuedAt))).verified;
    if (shape.proven) return signed;
    shape.template = undefined;
    return undefined;
  };

  return {
    issue: async (award) =>
      (await issueByTemplate(award)) ??
      documents.issueDocument(buildCredential(publicUrl, award), new Date(award.issuedAt)),
  };
};
