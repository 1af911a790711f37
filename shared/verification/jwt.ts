import type { KeyObject } from 'node:crypto';
import { compactVerify } from 'jose';
import * as z from 'zod';
import { InvalidInput } from '../platform/errors.ts';
import { parseBounded } from './bounded-json.ts';
import { type KeyKind, kindOf, PublicJwk } from './public-key.ts';
import { type Check, failed, passed, quoted, skipped } from './report.ts';

/** A JSON Web Signature taken apart and not yet believed. */
export interface Jws {
  readonly text: string;
  readonly header: z.output<typeof Header>;
  readonly payload: Readonly<Record<string, unknown>>;
}

const Header = z.looseObject({
  alg: z.string().max(40),
  kid: z.string().max(2000).optional(),
  jwk: PublicJwk.optional(),
});

const Payload = z.record(z.string(), z.unknown());

const part = (text: string): unknown => parseBounded(Buffer.from(text, 'base64url').toString('utf8'));

/** True for text that looks like a compact JWS (RFC 7515 §7.1); without a third part, it is one that nobody signed. */
export const isJws = (text: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text);

/**
 * Takes a compact JWS apart.
 *
 * @throws {InvalidInput} where its header or its payload is no JSON object within the bounds.
 */
export const readJws = (text: string): Jws => {
  const [header = '', payload = ''] = text.split('.');
  const parsed = Header.safeParse(part(header));
  if (!parsed.success) throw new InvalidInput('the header of the JWT does not say how it is signed');
  const claims = Payload.safeParse(part(payload));
  if (!claims.success) throw new InvalidInput('the JWT does not hold a credential');
  return { text, header: parsed.data, payload: claims.data };
};

/** The algorithms that can be checked here, and the kind of key each needs (RFC 7518 §3.1, RFC 9864). */
const algorithms: ReadonlyMap<string, KeyKind> = new Map([
  ['RS256', 'RSA'],
  ['ES256', 'P-256'],
  ['EdDSA', 'Ed25519'],
  ['Ed25519', 'Ed25519'],
]);

/** What is wrong with an algorithm before any key is looked for; undefined where nothing is. */
export const algorithmFlaw = (alg: string): Check | undefined => {
  if (alg.toLowerCase() === 'none')
    return failed('proof', 'The JWT says that it is not signed (alg: none): anybody could have written it.');
  if (/^HS/i.test(alg))
    return failed(
      'proof',
      `The JWT is signed with a secret (${quoted(alg)}), which whoever checks it would have to know.`,
    );
  if (algorithms.has(alg)) return undefined;
  return skipped(
    'proof',
    `This system cannot check a signature of the kind ${quoted(alg)}; it knows ${[...algorithms.keys()].join(', ')}.`,
  );
};

/** Whether a key made a JWS. The algorithm must be the key's own, so that no key is taken for another kind of secret. */
export const checkSignature = async ({ text, header }: Jws, key: KeyObject): Promise<Check> => {
  if (algorithms.get(header.alg) !== kindOf(key))
    return failed(
      'proof',
      `The JWT says ${quoted(header.alg)}, and its key is of another kind (or too weak).`,
    );
  try {
    await compactVerify(text, key, { algorithms: [header.alg] });
    return passed('proof', `The signature (${header.alg}) holds, and covers the whole credential.`);
  } catch {
    return failed(
      'proof',
      'The signature does not hold: the credential was changed, or signed with another key.',
    );
  }
};
