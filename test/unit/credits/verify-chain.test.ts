import { expect, it } from 'vitest';
import { entryAfter, hashEntry, NO_ENTRY } from '../../../shared/credits/hash-entry.ts';
import type { LedgerEntry } from '../../../shared/credits/model.ts';
import { verifyChain } from '../../../shared/credits/verify-chain.ts';

const fields = {
  organization: 'midland',
  member: 'ada',
  amount: 1.5,
  unit: 'hours',
  reason: 'A cycle of inquiry',
  rule: 'first-cycle',
  period: 'ever',
  at: '2026-11-22T12:00:00.000Z',
};
const chainOf = (length: number): LedgerEntry[] => {
  const entries: LedgerEntry[] = [];
  for (let i = 0; i < length; i += 1) entries.push(entryAfter(entries.at(-1), { ...fields, amount: i + 1 }));
  return entries;
};

it('accepts a chain, and one that has not begun', () => {
  const entries = chainOf(3);
  expect(verifyChain(entries)).toEqual({ intact: true, entries: 3, head: entries[2]?.hash });
  expect(verifyChain([])).toEqual({ intact: true, entries: 0, head: NO_ENTRY });
});

it('hashes what it always hashed, in whatever order the fields come', () => {
  const [entry] = chainOf(1);
  if (!entry) throw new Error('a chain of one');
  const reversed = Object.fromEntries(Object.entries(entry).reverse()) as LedgerEntry;
  expect(hashEntry(reversed)).toBe(entry.hash);
  // Independently: printf '%s' '{"amount":1,…}' | sha256sum
  expect(entry.hash).toBe('25947fee4b51317efa3252b760221f98be0939f19e3c733fde80a802853a19a5');
});

it.each<[string, (entries: LedgerEntry[]) => LedgerEntry[], number, RegExp]>([
  ['an entry taken out', ([a, , c]) => [a, c].filter((entry) => entry !== undefined), 2, /number 3/],
  ['two changed about', (e) => [e[1], e[0], e[2]].filter((entry) => entry !== undefined), 1, /number 2/],
  [
    'an amount changed',
    (e) => e.map((entry, i) => (i === 1 ? { ...entry, amount: 99 } : entry)),
    2,
    /not what its hash/,
  ],
  [
    'an amount and its hash changed',
    (e) =>
      e.map((entry, i) => {
        const changed = { ...entry, amount: 99 };
        return i === 1 ? { ...changed, hash: hashEntry(changed) } : entry;
      }),
    3,
    /does not name the hash/,
  ],
  [
    "another member's entry",
    (e) => [...e, entryAfter(e.at(-1), { ...fields, member: 'grace' })],
    4,
    /another member/,
  ],
])('detects %s', (_, change, entry, problem) => {
  expect(verifyChain(change(chainOf(3)))).toEqual({
    intact: false,
    entry,
    problem: expect.stringMatching(problem) as string,
  });
});
