import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addAmounts } from '../../../shared/credits/amounts.ts';
import { correctEntry } from '../../../shared/credits/correct-entry.ts';
import { entryAfter } from '../../../shared/credits/hash-entry.ts';
import { DeliveryMethod, type LedgerEntry } from '../../../shared/credits/model.ts';
import { Increment } from '../../../shared/credits/program-model.ts';
import { standards } from '../../../shared/credits/standards/index.ts';
import { standingEntries } from '../../../shared/credits/standing.ts';
import { verifyChain } from '../../../shared/credits/verify-chain.ts';

const anyOptions = fc.record({
  increment: fc.constantFrom(...Increment.options),
  deliveryMethod: fc.constantFrom(...DeliveryMethod.options),
});
const anyMinutes = fc.double({ min: 0, max: 100_000, noNaN: true });

/** Minutes of one unit, and how many minutes too few may be rounded up: IACET rounds half a contact hour up. */
const measures = { nasba: [50, 0], iacet: [600, 30], hours: [60, 0] } as const;

describe.each(Object.values(standards))('$name', (standard) => {
  const [minutesOfOne, roundedUp] = measures[standard.name];

  it('never credits more than the minutes justify', () => {
    fc.assert(
      fc.property(anyMinutes, anyOptions, (minutes, options) => {
        const thousandths = Math.round(standard.fromMinutes(minutes, options) * 1000);
        expect(thousandths * minutesOfOne).toBeLessThanOrEqual((minutes + roundedUp) * 1000 + 1e-6);
      }),
    );
  });

  it('never credits less for more minutes', () => {
    fc.assert(
      fc.property(anyMinutes, anyMinutes, anyOptions, (a, b, options) => {
        const [fewer, more] = [Math.min(a, b), Math.max(a, b)];
        expect(standard.fromMinutes(fewer, options)).toBeLessThanOrEqual(standard.fromMinutes(more, options));
      }),
    );
  });

  it('credits an amount it allows, written with two decimals at most, or none', () => {
    fc.assert(
      fc.property(anyMinutes, anyOptions, (minutes, options) => {
        const amount = standard.fromMinutes(minutes, options);
        if (amount === 0) return;
        expect(standard.allows(amount, options)).toBe(true);
        expect(String(amount)).toMatch(/^\d+([.]\d{1,2})?$/);
      }),
    );
  });
});

describe('sums', () => {
  it('are those of the decimals, in any order', () => {
    const anyTenths = fc.array(fc.integer({ min: -100_000, max: 100_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(anyTenths, (tenths) => {
        const sum = tenths.reduce((a, b) => a + b, 0) / 10;
        expect(addAmounts(tenths.map((one) => one / 10))).toBe(sum === 0 ? 0 : sum);
        expect(addAmounts(tenths.toReversed().map((one) => one / 10))).toBe(sum === 0 ? 0 : sum);
      }),
    );
  });

  it('of an amount and its counter-amount are nothing, whatever it is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), (amount) => {
        expect(addAmounts([amount, -amount])).toBe(0);
      }),
    );
  });
});

it('corrections conserve: what stands adds up to the ledger, the chain holds, and none is corrected twice', () => {
  const at = new Date('2026-11-22T12:00:00Z');
  const anyAmount = fc.integer({ min: 1, max: 500 }).map((tenths) => tenths / 10);
  const anyCorrection = fc.record({ entry: fc.nat(20), instead: fc.option(anyAmount, { nil: undefined }) });
  fc.assert(
    fc.property(
      fc.array(anyAmount, { minLength: 1, maxLength: 8 }),
      fc.array(anyCorrection, { maxLength: 12 }),
      (amounts, asked) => {
        const ledger: LedgerEntry[] = [];
        for (const amount of amounts) {
          const fields = { organization: 'midland', member: 'ada', unit: 'CEU', reason: 'A', rule: 'a' };
          ledger.push(entryAfter(ledger.at(-1), { ...fields, amount, period: '2026', at: at.toISOString() }));
        }
        for (const { entry, instead } of asked) {
          const wanted = {
            entry,
            reason: 'Wrong',
            by: 'petra',
            at,
            ...(instead !== undefined && { instead }),
          };
          const decision = correctEntry(ledger, wanted, undefined);
          if (decision.outcome === 'refused') continue;
          for (const fields of decision.entries) ledger.push(entryAfter(ledger.at(-1), fields));
        }
        const sumOf = (entries: readonly LedgerEntry[]) => addAmounts(entries.map(({ amount }) => amount));
        expect(sumOf(standingEntries(ledger))).toBe(sumOf(ledger));
        expect(sumOf(ledger)).toBeGreaterThanOrEqual(0);
        expect(verifyChain(ledger)).toMatchObject({ intact: true });
        const corrected = ledger.flatMap(({ corrects }) => corrects ?? []);
        expect(new Set(corrected).size).toBe(corrected.length);
      },
    ),
  );
});
