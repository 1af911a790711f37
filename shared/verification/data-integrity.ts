import { hash, type KeyObject, verify } from 'node:crypto';
import type { Proof, VerifiableCredential } from './credential.ts';
import type { Documents } from './documents.ts';
import { canonicalForm, isInCredentialTerms } from './graph.ts';
import { findKey } from './issuer-key.ts';
import { decodeMultibase } from './multibase.ts';
import { type KeyKind, kindOf } from './public-key.ts';
import { type Check, failed, passed, quoted, reasonOf, skipped } from './report.ts';
import { timeOf } from './validity.ts';

/** A proof looks at a credential and its issuer; both are told apart, since one may hold without the other. */
export interface Proven {
  readonly proof: Check;
  readonly issuer: Check;
}

const MAX_PROOFS = 4;

/** The kinds of proofs that can be checked here, and the kind of key each is made with. */
const suites: ReadonlyMap<string, { readonly key: KeyKind; readonly name: string }> = new Map([
  ['DataIntegrityProof eddsa-rdfc-2022', { key: 'Ed25519', name: 'Ed25519, eddsa-rdfc-2022' }],
  ['DataIntegrityProof ecdsa-rdfc-2019', { key: 'P-256', name: 'ECDSA P-256, ecdsa-rdfc-2019' }],
  ['Ed25519Signature2020 ', { key: 'Ed25519', name: 'Ed25519, Ed25519Signature2020' }],
]);

const suiteOf = ({ type, ...proof }: Proof): string => {
  const cryptosuite = proof['cryptosuite'];
  return `${type} ${typeof cryptosuite === 'string' ? cryptosuite : ''}`;
};

const textIn = (proof: Proof, field: string): string | undefined => {
  const value = proof[field];
  return typeof value === 'string' ? value : undefined;
};

/** What is wrong with what a proof says of itself; undefined where nothing is. */
const flawOf = (proof: Proof, now: Date): string | undefined => {
  const { proofPurpose } = proof;
  const created = textIn(proof, 'created');
  const expires = textIn(proof, 'expires');
  if (proofPurpose !== 'assertionMethod')
    return 'The proof was made for another purpose than to issue credentials.';
  if (created !== undefined && timeOf(created) === undefined)
    return 'The proof does not say when it was made in a date.';
  if (expires !== undefined && !((timeOf(expires) ?? 0) > now.getTime()))
    return 'The proof itself has expired.';
  return undefined;
};

const holds = (data: Uint8Array, key: KeyObject, kind: KeyKind, signature: Uint8Array): boolean =>
  kind === 'Ed25519'
    ? verify(null, data, key, signature)
    : verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature);

type Document = Readonly<Record<string, unknown>>;

const without = (record: Document, field: string): Document =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));

/** A credential that proofs are checked of, hashed once for all of them. */
interface Unsecured {
  readonly document: Document;
  readonly hashed: Uint8Array;
  readonly issuer: string;
  readonly documents: Documents;
  readonly now: Date;
}

/** The hash of the credential without any proof, which every proof of it signs (VC Data Integrity §4.5). */
const hashOf = async (document: object, { spend }: Documents): Promise<Uint8Array> =>
  hash('sha256', await canonicalForm(document, spend), 'buffer');

/** What a proof signs: the hash of its own options, then that of the credential. */
const signedData = async ({ document, hashed, documents }: Unsecured, proof: Proof): Promise<Uint8Array> => {
  const configuration = { '@context': document['@context'], ...without(proof, 'proofValue') };
  return Buffer.concat([await hashOf(configuration, documents), hashed]);
};

const unchecked = (says: string): Proven => ({
  proof: skipped('proof', says),
  issuer: skipped('issuer', 'Without a proof that can be checked, nobody can tell who issued it.'),
});

/** What must not be read at all, and so proves nothing. */
const refused = (says: string): Proven => ({
  proof: failed('proof', says),
  issuer: skipped('issuer', 'What is refused is not asked about, so nobody can tell who issued it.'),
});

// A chain of proofs (`previousProof`) signs other proofs, too.
const suiteFor = (proof: Proof) => ('previousProof' in proof ? undefined : suites.get(suiteOf(proof)));

const checkOne = async (unsecured: Unsecured, proof: Proof): Promise<Proven> => {
  const { issuer, documents, now } = unsecured;
  const suite = suiteFor(proof);
  if (!suite)
    return unchecked(`This system cannot check a proof of the kind ${quoted(suiteOf(proof).trim())}.`);
  const { verificationMethod: method } = proof;
  const value = textIn(proof, 'proofValue');
  if (method === undefined || value === undefined)
    return unchecked('The proof does not name the key it was made with, or holds no signature.');
  const found = await findKey(method, issuer, documents);
  if (!found.key)
    return { proof: skipped('proof', 'The signature could not be checked without the key.'), ...found };
  const flaw = flawOf(proof, now);
  if (flaw !== undefined) return { proof: failed('proof', flaw), issuer: found.issuer };
  const kind = kindOf(found.key);
  if (kind !== suite.key)
    return {
      proof: failed('proof', `The key ${quoted(method)} is not of the kind the proof says.`),
      issuer: found.issuer,
    };
  try {
    const data = await signedData(unsecured, proof);
    const proofCheck = holds(data, found.key, kind, decodeMultibase(value))
      ? passed('proof', `The signature (${suite.name}) holds, and covers every field.`)
      : failed(
          'proof',
          'The signature does not hold: the credential was changed, or signed with another key.',
        );
    return { proof: proofCheck, issuer: found.issuer };
  } catch (thrown) {
    return {
      proof: failed('proof', `The signature is refused: ${reasonOf(thrown)}.`),
      issuer: found.issuer,
    };
  }
};

const rank = { failed: 0, skipped: 1, passed: 2 } as const;
const worth = ({ proof, issuer }: Proven): number => Math.min(rank[proof.outcome], rank[issuer.outcome]);

/**
 * Checks the Data Integrity proofs of a credential (VC Data Integrity 1.0 §4.5). Where there are several, one that
 * does not hold decides; otherwise one that holds does.
 */
export const checkDataIntegrity = async (
  document: Document,
  { proof: proofs, issuer }: VerifiableCredential,
  { documents, now }: { readonly documents: Documents; readonly now: Date },
): Promise<Proven> => {
  if (proofs.length === 0)
    return {
      proof: failed('proof', 'It carries no proof: anybody could have written it.'),
      issuer: failed('issuer', 'Without a proof, nothing ties it to the issuer it names.'),
    };
  if (proofs.length > MAX_PROOFS)
    return unchecked(`It carries more than ${MAX_PROOFS} proofs; so many are not checked.`);
  if (!isInCredentialTerms(document))
    return refused('Its first JSON-LD context is not the one of verifiable credentials.');
  if (!proofs.some(suiteFor))
    return unchecked(
      `This system cannot check a proof of the kind ${quoted(proofs.map(suiteOf).join(', ').trim())}.`,
    );
  const hashed = await hashOf(without(document, 'proof'), documents).catch(reasonOf);
  if (typeof hashed === 'string') return refused(`The credential is refused: ${hashed}.`);
  const results: Proven[] = [];
  for (const proof of proofs)
    results.push(await checkOne({ document, hashed, issuer: issuer.id, documents, now }, proof));
  const sorted = results.toSorted((one, other) => worth(one) - worth(other));
  const worst = sorted[0];
  const best = sorted.at(-1);
  const chosen = worst && worth(worst) === rank.failed ? worst : best;
  return chosen ?? unchecked('It carries no proof.');
};
