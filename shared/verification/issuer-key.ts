import type { KeyObject } from 'node:crypto';
import { InvalidInput } from '../platform/errors.ts';
import {
  type ControllerDocument,
  keyOf,
  methodsOf,
  resolveController,
  VerificationMethod,
} from './controller.ts';
import type { Documents } from './documents.ts';
import { keyFromJwk, PublicJwk } from './public-key.ts';
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

/** The host that answers for an issuer; undefined where there is none. */
const originOf = (issuer: string): string | undefined => {
  if (issuer.startsWith('did:web:')) return `https://${decodeURIComponent(issuer.split(':')[2] ?? '')}`;
  return URL.canParse(issuer) ? new URL(issuer).origin : undefined;
};

const Jwks = (value: unknown): readonly PublicJwk[] => {
  const keys = typeof value === 'object' && value !== null && 'keys' in value ? value.keys : [value];
  return Array.isArray(keys) ? keys.flatMap((key) => PublicJwk.safeParse(key).data ?? []) : [];
};

/**
 * A key at an address of its own: a Multikey, a JWK, or one of a JWK set. It is the issuer's where it lies with the
 * issuer's own host, and names no other controller.
 */
const fromAddress = async (id: string, issuer: string, documents: Documents): Promise<IssuerKey | NoKey> => {
  const value = await documents.json(id);
  const method = VerificationMethod.safeParse(value);
  const jwks = Jwks(value);
  const fragment = id.split('#')[1];
  const jwk =
    jwks.find(({ kid }) => kid !== undefined && (kid === id || kid === fragment)) ??
    (jwks.length === 1 ? jwks[0] : undefined);
  const key = jwk
    ? keyFromJwk(jwk)
    : method.success && method.data.id === id
      ? keyOf(method.data)
      : undefined;
  if (!key) return { issuer: failed('issuer', `There is no key at ${quoted(id)}.`) };
  const { host, origin } = new URL(id);
  if (originOf(issuer) !== origin)
    return {
      key,
      issuer: failed('issuer', `The key lies at ${quoted(host)}, which is not the issuer ${quoted(issuer)}.`),
    };
  const controller = method.success ? method.data.controller : undefined;
  if (controller !== undefined && controller !== issuer)
    return {
      key,
      issuer: failed(
        'issuer',
        `The key belongs to ${quoted(controller)}, and not to the issuer ${quoted(issuer)}.`,
      ),
    };
  return {
    key,
    issuer: passed(
      'issuer',
      `The key is published at ${quoted(host)}, the host of the issuer ${quoted(issuer)}.`,
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
  try {
    const [owner = ''] = id.split('#');
    if (owner.startsWith('did:')) return fromDocument(await resolveController(owner, documents), id, issuer);
    if (!URL.canParse(id))
      throw new InvalidInput(`the proof names its key as ${quoted(id)}, which is no address`);
    if (isOwnDocument(id, issuer))
      return fromDocument(await resolveController(issuer, documents), id, issuer);
    return await fromAddress(id, issuer, documents);
  } catch (thrown) {
    return { issuer: skipped('issuer', `The issuer's key could not be had: ${reasonOf(thrown)}.`) };
  }
};
