import { describe, expect, it } from 'vitest';
import { encodedBytes } from '../../../shared/mail/encoded-size.ts';
import { oneLine } from '../../../shared/mail/plain.ts';

/** Every UTF-16 code unit. */
const units = Array.from({ length: 0x10000 }, (_, unit) => unit);

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

const hexadecimal = (unit: number): string => `U+${unit.toString(16).padStart(4, '0')}`;

describe('the tables of code units, filled by ranges', () => {
  it('size each as UTF-8 and quoted-printable do: a byte where it is plain, else three for each byte', () => {
    const sizeOf = (unit: number): number => {
      const character = String.fromCharCode(unit);
      if (/[ -~]/.test(character) && character !== '=') return 1;
      // A half is sized with any other half: both make a character of four bytes.
      const bytes = isSurrogate(unit) ? Buffer.byteLength('\u{1f600}') / 2 : Buffer.byteLength(character);
      return 3 * bytes;
    };
    // One soft break, of three bytes, is counted on every line.
    const wrong = units.filter((unit) => encodedBytes(String.fromCharCode(unit)) !== sizeOf(unit) + 3);
    expect(wrong.map(hexadecimal)).toEqual([]);
  });

  it('keep each on a line as the regular expressions say', () => {
    const lineOf = (unit: number): string => {
      const character = String.fromCharCode(unit);
      // Half a character is not well-formed.
      if (isSurrogate(unit)) return 'a\ufffdb';
      if (/[\s\p{Cc}]/u.test(character)) return 'a b';
      return /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]/.test(character) ? 'ab' : `a${character}b`;
    };
    const wrong = units.filter((unit) => oneLine(`a${String.fromCharCode(unit)}b`) !== lineOf(unit));
    expect(wrong.map(hexadecimal)).toEqual([]);
  });
});
