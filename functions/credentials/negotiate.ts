import { parseAccept } from 'hono/utils/accept';

/** The media types a credential, an issuer or an achievement is read in by machines; the first where all are equal. */
export const JSON_TYPES = [
  'application/vc+ld+json',
  'application/vc',
  'application/ld+json',
  'application/json',
] as const;

/** What a request is answered with: a page, or JSON of one of the types. */
export type Representation = 'text/html' | (typeof JSON_TYPES)[number];

/** Pages come first: whoever takes anything is a browser, or a network that makes a preview of a shared link. */
const offered: readonly Representation[] = ['text/html', ...JSON_TYPES];

const matches = (range: string, type: string): boolean =>
  range === '*/*' || range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));

/** How exactly a range names a type: a type before its family before anything (RFC 9110 §12.5.1). */
const exactness = (range: string): number => (range === '*/*' ? 0 : range.endsWith('/*') ? 1 : 2);

/**
 * The representation that an `Accept` header likes best; undefined where none that is offered is acceptable (406).
 * Without a header, anything is.
 */
export const negotiate = (accept: string | undefined): Representation | undefined => {
  const ranges = parseAccept(accept === undefined || accept === '' ? '*/*' : accept.toLowerCase());
  const liked = offered.flatMap((type) => {
    const [best] = ranges
      .filter((range) => matches(range.type, type))
      .sort((a, b) => exactness(b.type) - exactness(a.type));
    return best && best.q > 0 ? [{ type, q: best.q }] : [];
  });
  return liked.sort((a, b) => b.q - a.q)[0]?.type;
};
