import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { InvalidInput } from '../platform/errors.ts';
import { isAddress } from './address.ts';
import { type Assertion, aboutAssertion, identityOf, idOf, parseAssertion } from './assertion.ts';
import { checkHost, readLineage } from './assertion-issuer.ts';
import { parseBounded } from './bounded-json.ts';
import { type Documents, textOf } from './documents.ts';
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

/** What an assertion is checked with. */
export interface AssertionContext {
  readonly documents: Documents;
  readonly now: Date;
  readonly email: string | undefined;
}

const Gone = z.looseObject({ revoked: z.boolean().optional(), revocationReason: z.string().optional() });

const asJson = (text: string): unknown => {
  try {
    return parseBounded(text);
  } catch {
    return undefined;
  }
};

/** What a host says of an assertion. */
type Hosted =
  | { readonly state: 'there'; readonly assertion: Assertion }
  | { readonly state: 'revoked'; readonly reason: string | undefined }
  | { readonly state: 'unknown'; readonly why: string };

const readHosted = async (id: string, documents: Documents): Promise<Hosted> => {
  try {
    const { status, body } = await documents.read(id);
    const value = asJson(textOf(body));
    const gone = Gone.safeParse(value).data;
    if (status === 410 || gone?.revoked === true) return { state: 'revoked', reason: gone?.revocationReason };
    const assertion = parseAssertion(status === 200 ? value : parseBounded(await documents.text(id)));
    if (assertion.id !== id) throw new InvalidInput(`what lies at ${quoted(id)} is another assertion`);
    return { state: 'there', assertion };
  } catch (thrown) {
    return { state: 'unknown', why: reasonOf(thrown) };
  }
};

const isSame = (field: string, one: unknown, other: unknown): boolean => {
  if (isDeepStrictEqual(one, other)) return true;
  // A copy may hold its badge class where the host only names it.
  const ids = [one, other].map(
    (value) => z.union([z.string(), z.looseObject({ id: z.string() })]).safeParse(value).data,
  );
  return field === 'badge' && ids[0] !== undefined && idOf(ids[0]) === idOf(ids[1]);
};

/** The field in which a copy says otherwise than its host; undefined where it says the same. */
const difference = (copy: Assertion, hosted: Assertion): string | undefined =>
  [...new Set([...Object.keys(copy), ...Object.keys(hosted)])].find(
    (field) => field !== '@context' && !isSame(field, copy[field], hosted[field]),
  );

const revoked = (reason: string | undefined): Check =>
  failed(
    'status',
    `The issuer has revoked it.${reason === undefined ? '' : ` The reason given: ${quoted(reason)}.`}`,
  );

const kept = (copy: Assertion | undefined, hosted: Assertion, host: string): Check => {
  const field = copy && difference(copy, hosted);
  return field === undefined
    ? passed(
        'proof',
        `It is what ${quoted(host)} itself gives at the assertion's address; that is how it is proven.`,
      )
    : failed(
        'proof',
        `It is not what ${quoted(host)} gives at the assertion's address: ${quoted(field)} differs.`,
      );
};

const document = passed(
  'document',
  'This is an Open Badges 2.0 assertion, proven by the place it is hosted at.',
);

/**
 * Verifies a hosted assertion (Open Badges 2.0 § Verification): what counts is what its own address gives; a copy is
 * compared with it.
 */
export const verifyHosted = async (
  id: string,
  copy: Assertion | undefined,
  { documents, now, email }: AssertionContext,
): Promise<Report> => {
  if (!isAddress(id))
    return reportOf('open-badge-2', [
      document,
      failed('proof', 'It is to be proven by its host, and its id is not an address.'),
    ]);
  const hosted = await readHosted(id, documents);
  switch (hosted.state) {
    case 'unknown':
      return reportOf(
        'open-badge-2',
        [document, skipped('proof', `It could not be compared with what its host gives: ${hosted.why}.`)],
        copy ? aboutAssertion(copy, {}) : {},
      );
    case 'revoked':
      return reportOf(
        'open-badge-2',
        [document, notNeeded('proof', 'Its host gives it no longer.'), revoked(hosted.reason)],
        copy ? aboutAssertion(copy, {}) : {},
      );
    case 'there': {
      const { assertion } = hosted;
      const lineage = await readLineage(assertion, documents);
      const checks = [
        document,
        kept(copy, assertion, new URL(id).host),
        checkHost(lineage, id),
        passed('status', 'Its host still gives it, and does not say that it was revoked.'),
        checkValidity({ from: assertion.issuedOn, until: assertion.expires }, now),
        checkRecipient([identityOf(assertion)], email),
      ];
      return reportOf('open-badge-2', checks, aboutAssertion(assertion, lineage));
    }
  }
};
