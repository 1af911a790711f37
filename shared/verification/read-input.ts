import { unbakePng } from '../badges/baking/bake-png.ts';
import { unbakeSvg } from '../badges/baking/bake-svg.ts';
import { textOf } from './documents.ts';
import { isJws } from './jwt.ts';

/** What was handed in, as far as it says by itself what it is. */
export type Given =
  | { readonly form: 'json' | 'jws'; readonly text: string; readonly from: string }
  | { readonly form: 'address'; readonly url: string }
  /** A bare identifier, which may be that of a credential of this system. */
  | { readonly form: 'identifier'; readonly id: string }
  /** No credential at all; `says` tells what it is instead, and what to do. */
  | { readonly form: 'nothing'; readonly says: string };

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const MAX_ADDRESS = 2000;
const UUID = /^(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

const nothing = (says: string): Given => ({ form: 'nothing', says });

const empty = nothing(
  'There is no credential in that picture: it is a picture of a badge, and not the badge itself. Ask for the badge, or give its address.',
);

const readPlain = (text: string, from: string): Given => {
  if (text.startsWith('{')) return { form: 'json', text, from };
  if (isJws(text)) return { form: 'jws', text, from };
  if (/^https?:\/\/\S+$/i.test(text) && text.length <= MAX_ADDRESS) return { form: 'address', url: text };
  const [, id] = UUID.exec(text) ?? [];
  if (id !== undefined) return { form: 'identifier', id: id.toLowerCase() };
  if (text.startsWith('%PDF-'))
    return nothing(
      'That is a PDF, which is printed from a credential and holds none. Scan the code on it, or open the address printed beside it, and give that address here.',
    );
  return nothing(
    /^<(?:!doctype html|html)/i.test(text)
      ? 'That is a web page, and not a credential; give the address of the credential itself, or its file.'
      : 'That is no credential: give an address, JSON, a JWT, or a badge as PNG or SVG.',
  );
};

const isSvg = (text: string): boolean =>
  /^(?:<\?xml|<svg|<!--|<!doctype svg)/i.test(text) || /^<[\w.-]+:svg\b/i.test(text);

/**
 * Tells what a text is: an address, JSON, a JWS, an identifier, or an SVG with one of them in it.
 *
 * @throws {InvalidInput} where a picture is damaged.
 */
export const readText = (text: string): Given => {
  const trimmed = text.trim();
  if (trimmed === '')
    return nothing(
      'Nothing was given: enter an address or a credential, or choose a file, and send it again.',
    );
  if (!isSvg(trimmed)) return readPlain(trimmed, '');
  const baked = unbakeSvg(trimmed);
  return baked ? readPlain(baked.text.trim(), ', baked into an SVG') : empty;
};

/**
 * Tells what a file is, by its content and never by its name.
 *
 * @throws {InvalidInput} as {@link readText}.
 */
export const readBytes = (bytes: Uint8Array): Given => {
  if (!PNG.equals(bytes.subarray(0, PNG.length))) return readText(textOf(bytes));
  const baked = unbakePng(bytes);
  return baked ? readPlain(baked.text.trim(), ', baked into a PNG') : empty;
};
