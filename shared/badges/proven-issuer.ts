/** Kinds of identifier that are made from a key alone: whoever makes one can call it what they like. */
const SELF_MADE = /^did:(?:key|jwk):/;

/**
 * The host that vouches for an issuer: whoever holds it published the key that signed (did:web method §3.2, HTTPS).
 * Undefined where there is none, as for `did:key` and `did:jwk`.
 */
export const provenHost = (issuer: string): string | undefined => {
  const host = /^did:web:([^:]+)/.exec(issuer)?.[1];
  // Of a DID only a port may be written with percent signs.
  const address = host === undefined ? issuer : `https://${host.replace(/%3a/i, ':')}/`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'https:' && url.host !== '' ? url.host : undefined;
};

/** True for an issuer that nobody but itself vouches for. */
export const isSelfMade = (issuer: string): boolean => SELF_MADE.test(issuer);

/** A name as people read it: without case, accents, spaces and signs (Unicode NFKD). */
const spoken = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** True where two names read the same: case, accents, spaces and signs set aside. */
export const readsLike = (name: string, other: string): boolean => {
  const said = spoken(name);
  return said !== '' && said === spoken(other);
};
