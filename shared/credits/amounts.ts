/** Decimal digits after the point that an amount is written with; amounts that programs write have at most 20. */
const digitsOf = (amount: number): number => {
  const [mantissa = '', exponent = '0'] = String(amount).split('e');
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
};

/** An amount as a whole number of its `digits`-th decimal place. */
const scaled = (amount: number, digits: number): bigint => {
  const [mantissa = '0', exponent = '0'] = String(amount).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return BigInt(whole + fraction) * 10n ** BigInt(digits - fraction.length + Number(exponent));
};

/**
 * The sum of amounts as the decimals they are written with, not as the binary fractions nearest to these: ten times
 * 0.1 are 1, and an entry with its counter-entry is 0.
 */
export const addAmounts = (amounts: Iterable<number>): number => {
  const all = [...amounts];
  const digits = Math.max(0, ...all.map(digitsOf));
  const sum = all.reduce((total, amount) => total + scaled(amount, digits), 0n);
  return Number(`${sum}e-${digits}`);
};

/** Adds amounts up per unit, exactly; in the order in which the units come first. */
export const totalsByUnit = (
  amounts: Iterable<{ readonly amount: number; readonly unit: string }>,
): Map<string, number> =>
  new Map(
    [...Map.groupBy(amounts, ({ unit }) => unit)].map(([unit, own]) => [
      unit,
      addAmounts(own.map(({ amount }) => amount)),
    ]),
  );
