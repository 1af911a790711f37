import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entryAfter } from '../../../shared/credits/hash-entry.ts';
import type { LedgerEntry } from '../../../shared/credits/model.ts';
import { verifyChain } from '../../../shared/credits/verify-chain.ts';

const anyFields = fc.record({
  organization: fc.constant('midland'),
  member: fc.constant('ada'),
  amount: fc.double({ min: -1000, max: 1000, noNaN: true }),
  unit: fc.string({ minLength: 1, maxLength: 32 }),
  reason: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  rule: fc.constantFrom('a', 'b'),
  period: fc.constantFrom('ever', '2026'),
  at: fc.constant('2026-11-22T12:00:00.000Z'),
});
const anyChain = fc.array(anyFields, { minLength: 1, maxLength: 12 }).map((all) => {
  const entries: LedgerEntry[] = [];
  for (const fields of all) entries.push(entryAfter(entries.at(-1), fields));
  return entries;
});

it('a chain is intact as it was made', () => {
  fc.assert(
    fc.property(anyChain, (entries) => {
      expect(verifyChain(entries)).toMatchObject({ intact: true, entries: entries.length });
    }),
  );
});

it('any field of any entry that is changed is detected at that entry or the one after', () => {
  const field = fc.constantFrom(
    'amount',
    'unit',
    'reason',
    'rule',
    'period',
    'at',
    'previous',
    'hash',
    'entry',
    'member',
  );
  fc.assert(
    fc.property(anyChain, fc.nat(), field, (entries, which, name) => {
      const at = which % entries.length;
      const changed = entries.map((entry, i) => {
        if (i !== at) return entry;
        const value = entry[name as keyof LedgerEntry];
        return { ...entry, [name]: typeof value === 'number' ? value + 1 : `${value}x` };
      });
      const verdict = verifyChain(changed);
      // A number so large that one more is the same changes nothing; the amounts here are not.
      expect(verdict.intact).toBe(false);
      if (!verdict.intact) expect([at + 1, at + 2]).toContain(verdict.entry);
    }),
  );
});

it('an entry taken out anywhere but at the end is detected', () => {
  fc.assert(
    fc.property(anyChain, fc.nat(), (entries, which) => {
      fc.pre(entries.length > 1);
      const out = which % (entries.length - 1);
      expect(verifyChain(entries.filter((_, i) => i !== out)).intact).toBe(false);
    }),
  );
});
