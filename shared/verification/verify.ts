import { asSentence, Forbidden, InvalidInput, NotFound, Unavailable } from '../platform/errors.ts';
import { isAssertion, parseAssertion } from './assertion.ts';
import { parseBounded } from './bounded-json.ts';
import { aboutOf, documentCheck, kindOfCredential, type VerifiableCredential } from './credential.ts';
import { createDocuments, type DocumentSources, succeed, textOf } from './documents.ts';
import { checkHeld } from './held.ts';
import { type AssertionContext, verifyHosted } from './hosted-assertion.ts';
import { readJws } from './jwt.ts';
import { proveCredential } from './proven.ts';
import { type Given, readBytes, readText } from './read-input.ts';
import { checkRecipient, type Identity } from './recipient.ts';
import { failed, nothingIn, type Report, reasonOf, reportOf, skipped } from './report.ts';
import { verifySigned } from './signed-assertion.ts';
import { checkStatus, type OwnStanding } from './status.ts';
import { checkValidity } from './validity.ts';

/** What somebody wants verified: exactly one of the first three, and whose they say it is. */
export interface Input {
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly url?: string;
  /** The e-mail address of whoever is said to be the recipient. */
  readonly email?: string;
}

/** What verifying needs of the outside. */
export interface VerificationDependencies extends DocumentSources {
  readonly now: Date;
  /** Where a credential of this system lies, by its identifier; without it, a bare identifier says nothing. */
  readonly addressOf?: (id: string) => string;
  /** What this system's own records say; without it, its status lists tell, as any other issuer's. */
  readonly ownStanding?: OwnStanding;
}

type Context = AssertionContext & {
  readonly [Name in 'ownStanding' | 'addressOf']: VerificationDependencies[Name] | undefined;
};

const identitiesOf = ({ credentialSubject }: VerifiableCredential): readonly Identity[] =>
  credentialSubject.flatMap(({ id, identifier }) => [
    ...(id?.startsWith('mailto:') === true ? [{ hashed: false, value: id }] : []),
    ...identifier.flatMap(({ identityHash: value, identityType, hashed = false, salt }) =>
      value === undefined || (identityType !== undefined && identityType !== 'emailAddress')
        ? []
        : [{ hashed, value, salt }],
    ),
  ]);

const verifyCredential = async (text: string, from: string, context: Context): Promise<Report> => {
  const { documents, now, email } = context;
  const { credential, document, proof, issuer, carriedAs, window } = await proveCredential(text, {
    documents,
    now,
  });
  const kind = kindOfCredential(credential);
  const isProven = proof.outcome === 'passed' && issuer.outcome === 'passed';
  const ownStanding = isProven ? context.ownStanding : undefined;
  const checks = [
    documentCheck(credential, `${carriedAs}${from}`),
    proof,
    issuer,
    ...(await checkStatus(credential, { documents, now, ownStanding })),
    checkValidity(window, now),
    ...(kind === 'clr-2' ? await checkHeld(document, context) : []),
    checkRecipient(identitiesOf(credential), email),
  ];
  return reportOf(kind, checks, aboutOf(credential, window));
};

const verifyJson = (text: string, from: string, context: Context): Promise<Report> => {
  const value = parseBounded(text);
  if (!isAssertion(value)) return verifyCredential(text, from, context);
  const assertion = parseAssertion(value);
  const id = assertion.id ?? assertion.verify?.url;
  if (id === undefined) throw new InvalidInput('the assertion does not say where it is hosted (id)');
  return verifyHosted(id, assertion, context);
};

/** How a hosted assertion begins that was revoked; what it was is not always told. */
const isRevoked = (body: Uint8Array): boolean =>
  body.length < 10_000 &&
  /^\s*\{[^{}]*"revoked"\s*:\s*true\b/.test(textOf(body)) &&
  !textOf(body).includes('"proof"');

/** An address may lead to a picture that holds an address. */
const MAX_ADDRESSES = 2;

const verifyIdentifier = async (id: string, context: Context, left: number): Promise<Report> => {
  const url = context.addressOf?.(id);
  const isHere = url !== undefined && (await context.documents.follow(url)).status !== 404;
  if (isHere) return verifyGiven({ form: 'address', url }, context, left);
  return nothingIn(
    'That is an identifier, and no credential of this system has it. Give the whole address of the credential, which begins with https://.',
  );
};

const verifyGiven = async (given: Given, context: Context, left: number): Promise<Report> => {
  switch (given.form) {
    case 'nothing':
      return nothingIn(given.says);
    case 'identifier':
      return verifyIdentifier(given.id, context, left);
    case 'json':
      return verifyJson(given.text, given.from, context);
    case 'jws': {
      const jws = readJws(given.text);
      return isAssertion(jws.payload)
        ? verifySigned(jws, context)
        : verifyCredential(given.text, given.from, context);
    }
    case 'address': {
      if (left === 0) throw new InvalidInput('what that leads to is only another address');
      const found = await context.documents.follow(given.url);
      const { status, body } = found;
      // A revoked hosted assertion is gone, and may say nothing else (Open Badges 2.0 § Revoking hosted badges).
      if (status === 410 || isRevoked(body)) return verifyHosted(given.url, undefined, context);
      succeed(found, given.url);
      return verifyGiven(readBytes(body), context, left - 1);
    }
  }
};

const given = ({ url, bytes, text = '' }: Input): Given => {
  if (url !== undefined) return { form: 'address', url: url.trim() };
  return bytes === undefined ? readText(text) : readBytes(bytes);
};

/**
 * Verifies a credential of any issuer in any form: an address, JSON, a JWT, or a badge with one of them in it. Says
 * of each check whether it passed, failed or could not be made; a document that is refused is a report with that one
 * check failed, and what holds no credential one that says so.
 */
export const verifyAnything = async (
  input: Input,
  dependencies: VerificationDependencies,
): Promise<Report> => {
  const { now, ownStanding, addressOf } = dependencies;
  const documents = createDocuments(dependencies);
  const context = { documents, now, email: input.email, ownStanding, addressOf };
  try {
    return await verifyGiven(given(input), context, MAX_ADDRESSES);
  } catch (thrown) {
    const reason = reasonOf(thrown);
    const says = asSentence(reason);
    // What is not to be had says nothing about the credential.
    const isAway = [Unavailable, NotFound, Forbidden].some((kind) => thrown instanceof kind);
    return reportOf('unknown', [isAway ? skipped('document', says) : failed('document', says)]);
  }
};
