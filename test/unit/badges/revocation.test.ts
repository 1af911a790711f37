import { describe, expect, it } from 'vitest';
import { revocationList } from '../../../shared/badges/ob2/revocation.ts';
import { PUBLIC_URL } from '../../support/badges.ts';

const takenBack = (n: number, reason = 'Given in error.') => ({
  credential: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  standing: 'revoked' as const,
  reason,
});
const listOf = (...all: ReturnType<typeof takenBack>[]) => revocationList(PUBLIC_URL, 'midland', all);

describe('the revocation list of Open Badges 2.0', () => {
  it('has no single entry, of which the validator would see none', () => {
    expect(listOf(takenBack(1)).revokedAssertions.map(({ id }) => id)).toEqual([
      expect.stringMatching(/^urn:uuid:/),
      expect.stringMatching(/\/ob2\.json$/),
    ]);
  });

  it('lists each once where there are more', () => {
    const { revokedAssertions } = listOf(takenBack(1), takenBack(2), takenBack(3));
    expect(revokedAssertions.every(({ id }) => id.startsWith('urn:uuid:'))).toBe(true);
    expect(revokedAssertions).toHaveLength(3);
  });

  it('stays small however long the reasons are: under 250 bytes for each', () => {
    const reason = '🏅 because it was '.repeat(60);
    const bytes = (...all: ReturnType<typeof takenBack>[]) =>
      Buffer.byteLength(JSON.stringify(listOf(...all)));
    const some = Array.from({ length: 1000 }, (_, n) => takenBack(n, reason));
    expect(bytes(...some) / some.length).toBeLessThan(250);
    const [first] = listOf(...some).revokedAssertions;
    expect(Array.from(first?.revocationReason ?? '')).toHaveLength(80);
    expect(first?.revocationReason).toMatch(/^🏅 because .*…$/u);
    // What a usual one takes, for whoever plans: a reason of 40 characters.
    expect(
      bytes(...some.map(({ credential }, n) => ({ ...takenBack(n, 'r'.repeat(40)), credential }))) / 1000,
    ).toBeLessThan(130);
  });
});
