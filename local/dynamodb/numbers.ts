import { validationFailure } from './failures.ts';

/** Significant digits a DynamoDB number may have. */
const PRECISION = 38;

/** Up to this many characters, JavaScript's own numbers order and add whole numbers exactly. */
const EXACT_CHARACTERS = 15;

interface Decimal {
  readonly digits: bigint;
  /** How many of the digits stand after the point. */
  readonly scale: number;
}

/** Reads a number in the plain notation in which it is stored (no exponent). */
const decimal = (text: string): Decimal => {
  const point = text.indexOf('.');
  if (point < 0) return { digits: BigInt(text), scale: 0 };
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
};

const aligned = (a: Decimal, b: Decimal): [bigint, bigint, number] => {
  const scale = Math.max(a.scale, b.scale);
  return [a.digits * 10n ** BigInt(scale - a.scale), b.digits * 10n ** BigInt(scale - b.scale), scale];
};

const format = (digits: bigint, scale: number): string => {
  const negative = digits < 0n;
  const text = (negative ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, '');
  return (negative ? '-' : '') + whole + (fraction && `.${fraction}`);
};

/** Negative, zero or positive as the first number is below, equal to or above the second; exact. */
export const compareNumbers = (a: string, b: string): number => {
  if (a.length <= EXACT_CHARACTERS && b.length <= EXACT_CHARACTERS) return Number(a) - Number(b);
  const [left, right] = aligned(decimal(a), decimal(b));
  return left < right ? -1 : left > right ? 1 : 0;
};

/**
 * The sum (or, with `minus`, the difference) of two numbers, exact.
 *
 * @throws {Refusal} where the result has more significant digits than DynamoDB keeps.
 */
export const addNumbers = (a: string, b: string, minus = false): string => {
  const [left, right, scale] = aligned(decimal(a), decimal(b));
  const sum = format(minus ? left - right : left + right, scale);
  if (sum.replace(/[-.]/g, '').replace(/^0+|0+$/g, '').length > PRECISION) {
    throw validationFailure(
      'Number overflow. Attempting to store a number with more than 38 significant digits',
    );
  }
  return sum;
};
