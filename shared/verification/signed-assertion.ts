import * as z from 'zod';
import { InvalidInput } from '../platform/errors.ts';
import { isAddress } from './address.ts';
import { type Assertion, aboutAssertion, identityOf, idOf, parseAssertion } from './assertion.ts';
import { checkSigner, type Lineage, readLineage } from './assertion-issuer.ts';
import { parseBounded } from './bounded-json.ts';
import type { Documents } from './documents.ts';
import type { AssertionContext } from './hosted-assertion.ts';
import { algorithmFlaw, checkSignature, type Jws } from './jwt.ts';
import { keyFromPem } from './public-key.ts';
import { checkRecipient } from './recipient.ts';
import {
  type Check,
  failed,
  notNeeded,
  passed,
  quoted,
  type Report,
  reasonOf,
  reportOf,
  skipped,
} from './report.ts';
import { checkValidity } from './validity.ts';

const CryptographicKey = z.looseObject({
  id: z.string(),
  owner: z.string().optional(),
  publicKeyPem: z.string().max(5000),
});

/** The key that signed an assertion, from its own address; Open Badges 1.1 hosted the bare PEM. */
const readKey = async (address: string, documents: Documents): Promise<z.output<typeof CryptographicKey>> => {
  if (!isAddress(address))
    throw new InvalidInput(`the key is named ${quoted(address)}, which is not a plain web address`);
  const text = await documents.text(address);
  if (text.trimStart().startsWith('-----BEGIN')) return { id: address, publicKeyPem: text };
  const key = CryptographicKey.safeParse(parseBounded(text));
  if (!key.success) throw new InvalidInput(`there is no key at ${quoted(address)}`);
  if (key.data.id !== address)
    throw new InvalidInput(`the key at ${quoted(address)} says that it is another one`);
  return key.data;
};

const checkKey = async (
  jws: Jws,
  assertion: Assertion,
  lineage: Lineage,
  documents: Documents,
): Promise<readonly Check[]> => {
  const flaw = algorithmFlaw(jws.header.alg);
  if (flaw)
    return [
      flaw,
      skipped('issuer', 'Without a signature that can be checked, nobody can tell who issued it.'),
    ];
  const listed = lineage.issuer?.publicKey;
  const address = idOf(assertion.verification?.creator) ?? assertion.verify?.url ?? idOf([listed].flat()[0]);
  if (address === undefined) return [skipped('proof', 'It does not name the key it was signed with.')];
  try {
    const { id, owner, publicKeyPem } = await readKey(address, documents);
    return [await checkSignature(jws, keyFromPem(publicKeyPem)), checkSigner(lineage, { id, owner })];
  } catch (thrown) {
    return [
      skipped('proof', `The signature could not be checked without the key: ${reasonOf(thrown)}.`),
      ...(lineage.wrong === undefined ? [] : [checkSigner(lineage, { id: address, owner: undefined })]),
    ];
  }
};

const RevocationList = z.looseObject({
  issuer: z.string().optional(),
  revokedAssertions: z
    .array(
      z.union([
        z.string().transform((id) => ({ id, uid: undefined, revocationReason: undefined })),
        z.looseObject({
          id: z.string().optional(),
          uid: z.string().optional(),
          revocationReason: z.string().optional(),
        }),
      ]),
    )
    .default([]),
});

const checkRevocations = async (
  { id }: Assertion,
  { issuer }: Lineage,
  documents: Documents,
): Promise<Check> => {
  if (!issuer) return skipped('status', 'Without its issuer, nobody can tell whether it was revoked.');
  const address = idOf(issuer.revocationList);
  if (address === undefined) return notNeeded('status', 'The issuer keeps no list of revoked badges.');
  if (!isAddress(address))
    return failed('status', "The issuer's list of revoked badges is not named by a plain web address.");
  try {
    const list = RevocationList.safeParse(await documents.json(address));
    if (!list.success) throw new InvalidInput('what its address leads to is not a list of revoked badges');
    // The issuer's own profile names the list; one that another host keeps must say that it is about this issuer.
    const isAtHome = new URL(address).host === new URL(issuer.id).host;
    if (!isAtHome && list.data.issuer !== issuer.id)
      throw new InvalidInput("the list of revoked badges is not the issuer's own");
    const entry = list.data.revokedAssertions.find(
      (revoked) => id !== undefined && (revoked.id === id || revoked.uid === id),
    );
    if (!entry)
      return passed('status', "The issuer's list of revoked badges was read just now: it is not in it.");
    const reason =
      entry.revocationReason === undefined ? '' : ` The reason given: ${quoted(entry.revocationReason)}.`;
    return failed('status', `The issuer has revoked it.${reason}`);
  } catch (thrown) {
    return skipped('status', `Whether it was revoked could not be checked: ${reasonOf(thrown)}.`);
  }
};

/**
 * Verifies a signed assertion (Open Badges 2.0 § Signed badges): its signature with the key it names, that the
 * issuer lists that key, and the issuer's list of revoked badges.
 *
 * @throws {InvalidInput} where the JWS holds no assertion.
 */
export const verifySigned = async (
  jws: Jws,
  { documents, now, email }: AssertionContext,
): Promise<Report> => {
  const assertion = parseAssertion(jws.payload);
  const lineage = await readLineage(assertion, documents);
  const checks = [
    passed('document', 'This is an Open Badges 2.0 assertion, proven by a signature.'),
    ...(await checkKey(jws, assertion, lineage, documents)),
    await checkRevocations(assertion, lineage, documents),
    checkValidity({ from: assertion.issuedOn, until: assertion.expires }, now),
    checkRecipient([identityOf(assertion)], email),
  ];
  return reportOf('open-badge-2', checks, aboutAssertion(assertion, lineage));
};
