import { InvalidInput } from '../platform/errors.ts';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** More than the longest key or signature that is read here; decoding takes the square of the length. */
const MAX_CHARACTERS = 200;

/**
 * The bytes of a base58-btc multibase text (Controlled Identifiers 1.0 §2.4), at most 200 characters.
 *
 * @throws {InvalidInput} for anything else.
 */
export const decodeMultibase = (text: string): Uint8Array => {
  if (!text.startsWith('z') || text.length > MAX_CHARACTERS)
    throw new InvalidInput('a key or a signature in it is not written in base58 (multibase z)');
  const bytes: number[] = [];
  for (const character of text.slice(1)) {
    let carry = ALPHABET.indexOf(character);
    if (carry < 0)
      throw new InvalidInput('a key or a signature in it holds a character that base58 does not have');
    for (const [i, byte] of bytes.entries()) {
      carry += byte * 58;
      bytes[i] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff);
  }
  // Each leading 1 is a leading zero byte.
  const zeros = /^1*/.exec(text.slice(1))?.[0].length ?? 0;
  return Uint8Array.from([...new Array<number>(zeros).fill(0), ...bytes.reverse()]);
};
