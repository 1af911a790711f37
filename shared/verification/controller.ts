import type { KeyObject } from 'node:crypto';
import * as z from 'zod';
import { InvalidInput } from '../platform/errors.ts';
import type { Documents } from './documents.ts';
import { keyFromJwk, keyFromMultibase, keyFromPem, PublicJwk } from './public-key.ts';
import { quoted } from './report.ts';

/** A key as a DID document or a profile lists it. */
export const VerificationMethod = z.object({
  id: z.string().max(2000),
  controller: z.string().max(2000).optional(),
  publicKeyMultibase: z.string().optional(),
  publicKeyJwk: PublicJwk.optional(),
  publicKeyPem: z.string().max(5000).optional(),
});
/** @see VerificationMethod */
export type VerificationMethod = z.output<typeof VerificationMethod>;

const Reference = z.union([z.string(), VerificationMethod]);
const several = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).max(100).optional(),
  );

/** Who somebody is and which keys speak for them (Controlled Identifiers 1.0 §2, DID Core 1.0 §5). */
export const ControllerDocument = z.object({
  id: z.string().max(2000),
  verificationMethod: several(VerificationMethod),
  assertionMethod: several(Reference),
});
/** @see ControllerDocument */
export type ControllerDocument = z.output<typeof ControllerDocument>;

/**
 * Where a `did:web` has its document (did:web method §3.2): `did.json` beneath the path, or `.well-known` without one.
 *
 * @throws {InvalidInput} where the identifier names no host.
 */
export const didWebUrl = (did: string): string => {
  const [host = '', ...path] = did.slice('did:web:'.length).split(':');
  let decoded: string;
  try {
    decoded = decodeURIComponent(host);
  } catch (cause) {
    throw new InvalidInput(`${quoted(did)} is not a did:web`, { cause });
  }
  // Only a port may be written with percent signs; anything else would change which host is asked.
  if (!/^[a-z0-9.-]+(?::\d{1,5})?$/i.test(decoded) || path.some((part) => !/^[\w.%~-]+$/.test(part)))
    throw new InvalidInput(`${quoted(did)} is not a did:web`);
  return `https://${decoded}/${path.length === 0 ? '.well-known' : path.join('/')}/did.json`;
};

const bareKey = (did: string, method: VerificationMethod): ControllerDocument => ({
  id: did,
  verificationMethod: [{ ...method, controller: did }],
  assertionMethod: [method.id],
});

const fromDidJwk = (did: string): ControllerDocument => {
  const text = Buffer.from(did.slice('did:jwk:'.length), 'base64url').toString('utf8');
  try {
    return bareKey(did, { id: `${did}#0`, publicKeyJwk: PublicJwk.parse(JSON.parse(text)) });
  } catch (cause) {
    throw new InvalidInput(`${quoted(did)} does not hold a key`, { cause });
  }
};

const parseDocument = (value: unknown, id: string): ControllerDocument => {
  const document = ControllerDocument.safeParse(value);
  if (!document.success)
    throw new InvalidInput(`what ${quoted(id)} leads to does not say which keys are its own`);
  if (document.data.id !== id) throw new InvalidInput(`what ${quoted(id)} leads to is about somebody else`);
  return document.data;
};

/**
 * The document of an issuer: of `did:web` and of an HTTPS address as it is published, of `did:key` and `did:jwk` from
 * the identifier itself.
 *
 * @throws {InvalidInput} where it is of another kind, or wrong; NotFound and Unavailable where it is not to be had.
 */
export const resolveController = async (id: string, documents: Documents): Promise<ControllerDocument> => {
  if (id.startsWith('did:web:')) return parseDocument(await documents.json(didWebUrl(id)), id);
  if (id.startsWith('did:key:')) {
    const key = id.slice('did:key:'.length);
    return bareKey(id, { id: `${id}#${key}`, publicKeyMultibase: key });
  }
  if (id.startsWith('did:jwk:')) return fromDidJwk(id);
  if (id.startsWith('https://') || id.startsWith('http://'))
    return parseDocument(await documents.json(id), id);
  throw new InvalidInput(
    `the issuer ${quoted(id)} is named in a way this system cannot look up; it reads did:web, did:key, did:jwk and https`,
  );
};

/** The key of a listed method; undefined where its form is not known. */
export const keyOf = ({
  publicKeyJwk,
  publicKeyMultibase,
  publicKeyPem,
}: VerificationMethod): KeyObject | undefined => {
  if (publicKeyJwk) return keyFromJwk(publicKeyJwk);
  if (publicKeyMultibase !== undefined) return keyFromMultibase(publicKeyMultibase);
  return publicKeyPem === undefined ? undefined : keyFromPem(publicKeyPem);
};

const absolute = (id: string, controller: string): string => (id.startsWith('#') ? `${controller}${id}` : id);

/** Every key a document lists, each with its whole id, and whether it may sign credentials. */
export const methodsOf = ({
  id,
  verificationMethod = [],
  assertionMethod = [],
}: ControllerDocument): readonly (VerificationMethod & { readonly asserts: boolean })[] => {
  const embedded = assertionMethod.filter((method) => typeof method === 'object');
  const names = new Set(
    assertionMethod.map((method) => absolute(typeof method === 'string' ? method : method.id, id)),
  );
  return [...verificationMethod, ...embedded].map((method) => {
    const whole = absolute(method.id, id);
    return { ...method, id: whole, asserts: names.has(whole) };
  });
};

/** True where a document names a key, wherever that is described, as one that signs credentials. */
export const namesAsserting = ({ id, assertionMethod = [] }: ControllerDocument, key: string): boolean =>
  assertionMethod.some((method) => absolute(typeof method === 'string' ? method : method.id, id) === key);
