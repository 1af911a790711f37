import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addNumbers, compareNumbers } from '../../../local/dynamodb/numbers.ts';

/** A number in plain notation, of at most 18 digits, so that no sum of two needs more than DynamoDB keeps. */
const number = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.nat({ max: 999_999 }))
  .map(([whole, fraction]) => addNumbers(String(whole), `0.${String(fraction).padStart(6, '0')}`));

describe('numbers', () => {
  it('are added exactly: what was added can be taken away again', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(addNumbers(addNumbers(a, b), b, true)).toBe(addNumbers(a, '0'));
      }),
    );
  });

  it('are ordered as their difference says', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const difference = addNumbers(a, b, true);
        const sign = difference === '0' ? 0 : difference.startsWith('-') ? -1 : 1;
        expect(Math.sign(compareNumbers(a, b))).toBe(sign);
      }),
    );
  });

  it('have at most 38 significant digits', () => {
    expect(addNumbers('9'.repeat(38), '0')).toBe('9'.repeat(38));
    expect(() => addNumbers('9'.repeat(38), '0.1')).toThrow(/38 significant digits/);
  });
});
