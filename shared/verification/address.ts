/** What a text is on one line, with nothing in it that is not seen. */
export const visible = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();

/**
 * True for an http(s) address in the one spelling that it has for whoever opens it (WHATWG URL §4.5); the stroke after
 * a bare host may be left out. What could be read as one address and opened as another is none.
 */
export const isAddress = (text: string | undefined): text is string => {
  if (text === undefined || !URL.canParse(text) || visible(text) !== text) return false;
  const { href, protocol, username, password } = new URL(text);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return false;
  return href === text || href === `${text}/`;
};

/** The characters of a DID and of a fragment of one (DID Core 1.0 §3.1, §3.2). */
const DID = /^did:[a-z0-9]+:[\w.:%-]+(?:#[\w.:%~=-]+)?$/;

/** True for what can name an issuer or a key: an address in its one spelling, or a DID. */
export const isIdentifier = (text: string): boolean => isAddress(text) || DID.test(text);
