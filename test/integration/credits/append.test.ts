import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryFields } from '../../../shared/credits/hash-entry.ts';
import { createLedgerStore, creditedMarker } from '../../../shared/credits/store.ts';
import { verifyChain } from '../../../shared/credits/verify-chain.ts';
import { Unavailable } from '../../../shared/platform/errors.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const appendOf = (member: string, i: number) => {
  const entry: EntryFields = {
    organization: 'midland',
    member,
    amount: 1,
    unit: 'hours',
    reason: 'A goal met',
    rule: 'goal',
    period: `p${i}`,
    at: '2026-03-02T00:00:00.000Z',
  };
  return { entries: [entry], marker: creditedMarker('midland', member, 'test', String(i)) } as const;
};

describe('appending to one ledger', () => {
  it('is done for all of thirty at once', async () => {
    const ledger = createLedgerStore(tables.credentials);
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, i) => ledger.append(appendOf('popular', i))),
    );
    expect(outcomes.every(({ outcome }) => outcome === 'appended')).toBe(true);
    expect(verifyChain(await ledger.entriesOf('midland', 'popular'))).toMatchObject({
      intact: true,
      entries: 30,
    });
  });

  it('waits longer and longer between attempts, less than two seconds in all, and then gives up', async () => {
    const waits: number[] = [];
    const other = createLedgerStore(tables.credentials);
    const ledger = createLedgerStore(
      {
        ...tables.credentials,
        client: Object.assign(Object.create(tables.client) as typeof tables.client, {
          // Another is always there first.
          send: async (command: Parameters<typeof tables.client.send>[0]) => {
            if (command.constructor.name === 'TransactWriteCommand') {
              await other.append(appendOf('overtaken', 100 + waits.length));
            }
            return tables.client.send(command);
          },
        }),
      },
      {
        random: () => 1,
        wait: (milliseconds) => Promise.resolve(waits.push(milliseconds)),
      },
    );
    await expect(ledger.append(appendOf('overtaken', 1))).rejects.toBeInstanceOf(Unavailable);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.length).toBeGreaterThan(9);
    expect(waits.reduce((sum, one) => sum + one, 0)).toBeLessThan(2000);
  });
});
