import type { KeyObject } from 'node:crypto';
import { isIdentifier } from './address.ts';
import {
  type ControllerDocument,
  keyOf,
  methodsOf,
  namesAsserting,
  resolveController,
  VerificationMethod,
} from './controller.ts';
import type { Documents } from './documents.ts';
import { type Check, failed, passed, quoted, reasonOf, skipped } from './report.ts';

/** The key that a proof names, and what is known of whether it is the issuer's. */
export interface IssuerKey {
  readonly key: KeyObject;
  readonly issuer: Check;
}

/** A key that could not be had; `issuer` says why. */
export interface NoKey {
  readonly key?: never;
  readonly issuer: Check;
}

/** How an issuer's identity was found, as the end of a sentence. */
const found = (issuer: string): string => {
  if (/^did:(key|jwk):/.test(issuer))
    return 'is nothing but this key: whoever holds it may sign under any name, so the name in the credential is only what they say';
  const host = issuer.startsWith('did:web:')
    ? decodeURIComponent(issuer.split(':')[2] ?? '')
    : new URL(issuer).host;
  return `lists this key as one of its own, at ${quoted(host)}`;
};

const bindingOf = (
  { id, controller, asserts }: VerificationMethod & { readonly asserts: boolean },
  issuer: string,
  owner: string,
): Check => {
  if (owner !== issuer)
    return failed('issuer', `The key belongs to ${quoted(owner)}, and not to the issuer ${quoted(issuer)}.`);
  if (controller !== undefined && controller !== issuer)
    return failed(
      'issuer',
      `The issuer lists the key as under the control of somebody else, ${quoted(controller)}.`,
    );
  if (!asserts)
    return failed(
      'issuer',
      `The issuer does not let its key ${quoted(id)} sign credentials (assertionMethod).`,
    );
  return passed('issuer', `The issuer ${quoted(issuer)} ${found(issuer)}.`);
};

const fromDocument = (document: ControllerDocument, id: string, issuer: string): IssuerKey | NoKey => {
  const method = methodsOf(document).find((listed) => listed.id === id);
  const key = method && keyOf(method);
  if (!method || !key)
    return { issuer: failed('issuer', `${quoted(document.id)} lists no key ${quoted(id)} (any more).`) };
  return { key, issuer: bindingOf(method, issuer, document.id) };
};

const notListed = (id: string, issuer: string): NoKey => ({
  issuer: failed('issuer', `The issuer ${quoted(issuer)} does not list the key ${quoted(id)} as its own.`),
});

/**
 * A key at an address of its own. It is the issuer's where the issuer lists it, and it names the issuer: that it lies
 * on the issuer's host says only that somebody could put it there.
 */
const fromAddress = async (id: string, issuer: string, documents: Documents): Promise<IssuerKey | NoKey> => {
  const document = await resolveController(issuer, documents);
  if (methodsOf(document).some((listed) => listed.id === id)) return fromDocument(document, id, issuer);
  // Keys of a DID are in its document and nowhere else.
  if (issuer.startsWith('did:') || !namesAsserting(document, id)) return notListed(id, issuer);
  const method = VerificationMethod.safeParse(await documents.json(id));
  const key = method.success && method.data.id === id ? keyOf(method.data) : undefined;
  if (!method.success || !key) return { issuer: failed('issuer', `There is no key at ${quoted(id)}.`) };
  const { controller } = method.data;
  if (controller !== issuer)
    return {
      key,
      issuer: failed(
        'issuer',
        controller === undefined
          ? `The key at ${quoted(id)} does not say whose it is.`
          : `The key belongs to ${quoted(controller)}, and not to the issuer ${quoted(issuer)}.`,
      ),
    };
  return {
    key,
    issuer: passed(
      'issuer',
      `The issuer ${quoted(issuer)} lists this key as one of its own, and the key names it.`,
    ),
  };
};

const isOwnDocument = (id: string, issuer: string): boolean => id.split('#')[0] === issuer.split('#')[0];

/** Finds the key that a proof names, and says whether it is the issuer's to sign credentials with. */
export const findKey = async (
  id: string,
  issuer: string,
  documents: Documents,
): Promise<IssuerKey | NoKey> => {
  if (!isIdentifier(id))
    return { issuer: failed('issuer', `The key ${quoted(id)} is not written as an address or a DID is.`) };
  try {
    const [owner = ''] = id.split('#');
    if (owner.startsWith('did:')) return fromDocument(await resolveController(owner, documents), id, issuer);
    if (isOwnDocument(id, issuer))
      return fromDocument(await resolveController(issuer, documents), id, issuer);
    return await fromAddress(id, issuer, documents);
  } catch (thrown) {
    return { issuer: skipped('issuer', `The issuer's key could not be had: ${reasonOf(thrown)}.`) };
  }
};
