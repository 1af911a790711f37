/** The version of Open Badges that something is baked by. */
export type BakeSpec = 'ob2' | 'ob3';

/** What was baked into a picture: JSON, a compact JWS, or (2.0 alone) the address of a hosted assertion. */
export interface Baked {
  readonly spec: BakeSpec;
  readonly text: string;
}

/** Bytes of a picture that is looked into, at most. */
export const MAX_BAKED_FILE = 10_000_000;

/** Bytes of a credential that is taken out of a picture, at most. */
export const MAX_BAKED_CREDENTIAL = 1_000_000;

/** True for a compact JWS (RFC 7515 §7.1): three parts in base64url. */
export const isCompactJws = (text: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
