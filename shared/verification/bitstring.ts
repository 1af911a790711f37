import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { InvalidInput } from '../platform/errors.ts';

const inflate = promisify(gunzip);

/** Fewest bits of a list, so that nobody is found out by being in it (Bitstring Status List 1.0 §2.2). */
const MIN_BITS = 131_072;

/** Most bytes that are unpacked: 16 million credentials. */
const MAX_BYTES = 2 * 1024 * 1024;

const refuse = (why: string): InvalidInput => new InvalidInput(`the status list ${why}`);

/**
 * The bits of an encoded list (§2.2: GZIP, base64url, multibase `u`; Status List 2021 has no prefix).
 *
 * @throws {InvalidInput} where it is not so encoded, or has fewer bits than a list must have, or too many.
 */
export const decodeBits = async (encoded: string): Promise<Uint8Array> => {
  const text = encoded.startsWith('u') ? encoded.slice(1) : encoded;
  const bytes = await inflate(Buffer.from(text, 'base64url'), { maxOutputLength: MAX_BYTES }).catch(
    (cause: unknown) => {
      const tooLarge = cause instanceof RangeError;
      throw refuse(
        tooLarge
          ? `is of the wrong size: it unpacks to more than ${MAX_BYTES * 8} bits`
          : 'is not packed as a status list is',
      );
    },
  );
  if (bytes.length * 8 < MIN_BITS)
    throw refuse(`is of the wrong size: it has ${bytes.length * 8} bits, and must have ${MIN_BITS} or more`);
  return bytes;
};

/**
 * A bit of a list, the first being the leftmost of the first byte.
 *
 * @throws {InvalidInput} where the list has no such bit.
 */
export const bitAt = (bits: Uint8Array, index: number): boolean => {
  const byte = bits[Math.floor(index / 8)];
  if (byte === undefined) throw refuse(`has no place ${index}: it has ${bits.length * 8}`);
  return ((byte >> (7 - (index % 8))) & 1) === 1;
};
