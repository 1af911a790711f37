import { Defect } from './errors.ts';

/** Bytes of each of the two numbers of a signature on P-256. */
const SIZE = 32;

const SEQUENCE = 0x30;
const INTEGER = 0x02;

const broken = (): Defect =>
  new Defect('KMS answered with a signature that is not an ECDSA signature in DER');

/** The value of one DER element, and what comes after it. Every length of these signatures is below 128. */
const element = (tag: number, der: Buffer): { readonly value: Buffer; readonly rest: Buffer } => {
  const length = der[1];
  if (der[0] !== tag || length === undefined || length > 127 || der.length < 2 + length) throw broken();
  return { value: der.subarray(2, 2 + length), rest: der.subarray(2 + length) };
};

/** A number as exactly 32 bytes: DER leaves out zeroes in front, and puts one where the first bit is set. */
const fixed = (value: Buffer): Buffer => {
  const digits = value[0] === 0 ? value.subarray(1) : value;
  if (digits.length === 0 || digits.length > SIZE) throw broken();
  return Buffer.concat([Buffer.alloc(SIZE - digits.length), digits]);
};

/**
 * An ECDSA signature on P-256 from the form of KMS (RFC 3279 §2.2.3, a DER sequence of R and S) into that of JSON Web
 * Signatures (RFC 7518 §3.4, R and S of 32 bytes each, side by side).
 *
 * @throws {Defect} where it is no such sequence.
 */
export const joinedSignature = (der: Uint8Array): Uint8Array => {
  const { value, rest: after } = element(SEQUENCE, Buffer.from(der));
  const r = element(INTEGER, value);
  const s = element(INTEGER, r.rest);
  if (after.length > 0 || s.rest.length > 0) throw broken();
  return Buffer.concat([fixed(r.value), fixed(s.value)]);
};
