import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLedgerStore, creditedMarker } from '../../../shared/credits/store.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
let ledger: ReturnType<typeof createLedgerStore>;
beforeAll(async () => {
  tables = await openLocalTables();
  ledger = createLedgerStore(tables.credentials);
  // An entry a day, and the last two of them a second in disorder: one was decided before the other and came after it.
  const days = Array.from({ length: 28 }, (_, i) => new Date(Date.UTC(2026, 9, i + 1)).toISOString());
  for (const [i, at] of [...days, '2026-10-29T00:00:01.000Z', '2026-10-29T00:00:00.000Z'].entries()) {
    const fields = {
      organization: 'midland',
      member: 'ada',
      amount: i + 1,
      unit: 'hours',
      reason: 'r',
      rule: 'r',
    };
    const { outcome } = await ledger.append({
      entries: [{ ...fields, period: 'ever', at }],
      marker: { ...creditedMarker('midland', 'ada', String(i)), at },
    });
    if (outcome !== 'appended') throw new Error(`entry ${i}: ${outcome}`);
  }
});
afterAll(() => tables.close());

const amounts = async (from: string, until: string): Promise<number[]> =>
  (await ledger.entriesBetween('midland', 'ada', { from, until })).map(({ amount }) => amount);

describe('entries of a stretch of time', () => {
  it('are those from its beginning, inclusive, until its end, exclusive, oldest first', async () => {
    expect(await amounts('2026-10-02T00:00:00Z', '2026-10-05T00:00:00Z')).toEqual([2, 3, 4]);
    expect(await amounts('2026-09-01T00:00:00Z', '2026-10-01T00:00:00.000Z')).toEqual([]);
    expect(await amounts('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z')).toEqual([]);
  });

  it('are all of it, where they are seconds in disorder', async () => {
    expect(await amounts('2026-10-29T00:00:01Z', '2026-10-30T00:00:00Z')).toEqual([29]);
    expect(await amounts('2026-10-29T00:00:00Z', '2026-10-29T00:00:01Z')).toEqual([30]);
  });

  it('are read from the end of the ledger, and not the whole of it', async () => {
    let requests = 0;
    tables.client.middlewareStack.add(
      (next) => (args) => {
        requests += 1;
        return next(args);
      },
      { step: 'initialize', name: 'count' },
    );
    await amounts('2026-10-28T00:00:00Z', '2026-10-30T00:00:00Z');
    tables.client.middlewareStack.remove('count');
    expect(requests).toBe(1);
  });
});
