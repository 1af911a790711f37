import fc from 'fast-check';
import { expect, it } from 'vitest';
import { base58 } from '../../../shared/badges/canonical/base58.ts';
import { decodeMultibase } from '../../../shared/verification/multibase.ts';

it.each([
  // draft-msporny-base58-03 §5, the vector of an even length.
  ['48656c6c6f20576f726c6421', '2NEpo7TZRRrLZSi2U'],
  ['0000287fb4cd', '11233QC4'],
  ['0000', '11'],
  ['', ''],
])('%s in base58 is %s', (hex, expected) => {
  expect(base58(Buffer.from(hex, 'hex'))).toBe(expected);
});

it('every signature can be read again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (bytes) => {
      expect(decodeMultibase(`z${base58(bytes)}`)).toEqual(bytes);
    }),
  );
});
