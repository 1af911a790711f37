import { unbakePng } from '../badges/baking/bake-png.ts';
import { unbakeSvg } from '../badges/baking/bake-svg.ts';
import { InvalidInput } from '../platform/errors.ts';
import { textOf } from './documents.ts';
import { isJws } from './jwt.ts';

/** What was handed in, as far as it says by itself what it is. */
export type Given =
  | { readonly form: 'json' | 'jws'; readonly text: string; readonly from: string }
  | { readonly form: 'address'; readonly url: string };

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const MAX_ADDRESS = 2000;

const refuse = (message: string): InvalidInput => new InvalidInput(message, { field: 'credential' });

const empty = (): InvalidInput =>
  refuse('there is no credential in that picture: it is a picture of a badge, and not the badge itself');

const readPlain = (text: string, from: string): Given => {
  if (text.startsWith('{')) return { form: 'json', text, from };
  if (isJws(text)) return { form: 'jws', text, from };
  if (/^https?:\/\/\S+$/i.test(text) && text.length <= MAX_ADDRESS) return { form: 'address', url: text };
  throw refuse(
    /^<(?:!doctype html|html)/i.test(text)
      ? 'that is a web page, and not a credential; give the address of the credential itself, or its file'
      : 'that is no credential: give an address, JSON, a JWT, or a badge as PNG or SVG',
  );
};

const isSvg = (text: string): boolean =>
  /^(?:<\?xml|<svg|<!--|<!doctype svg)/i.test(text) || /^<[\w.-]+:svg\b/i.test(text);

/**
 * Tells what a text is: an address, JSON, a JWS, or an SVG with one of them in it.
 *
 * @throws {InvalidInput} where it is none of them.
 */
export const readText = (text: string): Given => {
  const trimmed = text.trim();
  if (trimmed === '') throw refuse('there is nothing to check');
  if (!isSvg(trimmed)) return readPlain(trimmed, '');
  const baked = unbakeSvg(trimmed);
  if (!baked) throw empty();
  return readPlain(baked.text.trim(), ', baked into an SVG');
};

/**
 * Tells what a file is, by its content and never by its name.
 *
 * @throws {InvalidInput} as {@link readText}, and where a picture is damaged or holds no credential.
 */
export const readBytes = (bytes: Uint8Array): Given => {
  if (!PNG.equals(bytes.subarray(0, PNG.length))) return readText(textOf(bytes));
  const baked = unbakePng(bytes);
  if (!baked) throw empty();
  return readPlain(baked.text.trim(), ', baked into a PNG');
};
