import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitAll } from '../../../shared/awards/award-member.ts';
import { makeGrant } from '../../../shared/awards/make-grant.ts';
import type { Grant } from '../../../shared/awards/model.ts';
import { createAwardsStore } from '../../../shared/awards/store.ts';
import { createLedgerStore } from '../../../shared/credits/store.ts';
import { verifyChain } from '../../../shared/credits/verify-chain.ts';
import { randomIds } from '../../../shared/platform/ids.ts';
import type { Table } from '../../../shared/platform/table.ts';
import { badge, count, ruleOf } from '../../support/awards.ts';
import { type Loss, losing } from '../../support/failing-client.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const now = new Date('2026-11-22T12:00:00Z');
const credit = { amount: 0.1, unit: 'hours' };
const grantsFor = (member: string): Grant[] =>
  [{ credit }, { badge }, { badge, credit }, { credit }].map((grants, i) =>
    makeGrant(
      { organization: 'midland', member },
      ruleOf(count('goal.met', 1), { rule: `rule-${i}`, grants }),
      { period: 'ever', evidence: ['goal.met: 1 of 1'] },
      now,
      randomIds,
    ),
  );
const storeOn = (table: Table) => createAwardsStore(tables.community, table);
const ledger = () => createLedgerStore(tables.credentials);

/** What the stream tells of a member: the events that were raised, by their type and rule. */
const raised = async (member: string): Promise<string[]> => {
  const records = await tables.db.readStream('credentials', undefined, 100_000);
  return records.flatMap(({ dynamodb }) => {
    const event = dynamodb.NewImage?.['event']?.M;
    const data = event?.['data']?.M;
    return data?.['member']?.S === member ? [`${event?.['type']?.S ?? ''} ${data['rule']?.S ?? ''}`] : [];
  });
};
const once = [
  'colloquy.badge.granted.v1 rule-1',
  'colloquy.badge.granted.v1 rule-2',
  'colloquy.credit.awarded.v1 rule-0',
  'colloquy.credit.awarded.v1 rule-2',
  'colloquy.credit.awarded.v1 rule-3',
];

const expectRight = async (member: string) => {
  const grants = await storeOn(tables.credentials).grantsOf('midland', member);
  expect(grants.map(({ rule }) => rule)).toEqual(['rule-0', 'rule-1', 'rule-2', 'rule-3']);
  const entries = await ledger().entriesOf('midland', member);
  expect(entries.map(({ rule }) => rule).sort()).toEqual(['rule-0', 'rule-2', 'rule-3']);
  expect(verifyChain(entries)).toMatchObject({ intact: true, entries: 3 });
  expect((await raised(member)).sort()).toEqual(once);
};

describe('a grant', () => {
  it.each<Loss>(['before', 'after'])(
    'is made once, whichever call is lost %s it took effect',
    async (loss) => {
      let n = 1;
      for (; ; n += 1) {
        const member = `member-${loss}-${n}`;
        const lost = await commitAll(storeOn(losing(tables.credentials, n, loss)), grantsFor(member)).then(
          () => false,
          () => true,
        );
        // The retry mints other credential identifiers, as a real one does.
        if (lost) await commitAll(storeOn(tables.credentials), grantsFor(member));
        await expectRight(member);
        if (!lost) break;
      }
      // Three reads of the ledger's end, four writes.
      expect(n).toBe(8);
    },
  );

  it('is made once where several award the same member at the same time, and the chain holds', async () => {
    const store = storeOn(tables.credentials);
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => commitAll(store, grantsFor('popular'))),
    );
    expect(
      outcomes
        .flat()
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual(['rule-0', 'rule-1', 'rule-2', 'rule-3']);
    await expectRight('popular');
  });

  it('is said to be known where it is, and changes nothing', async () => {
    const store = storeOn(tables.credentials);
    const [grant] = grantsFor('twice');
    if (!grant) throw new Error('four grants');
    expect(await store.commit(grant)).toBe('granted');
    expect(await store.commit({ ...grant, grantedAt: '2027-01-01T00:00:00Z' })).toBe('known');
    expect(await store.grantsOf('midland', 'twice')).toEqual([grant]);
    expect(await ledger().lastEntry('midland', 'twice')).toMatchObject({
      entry: 1,
      amount: 0.1,
      rule: 'rule-0',
    });
  });
});

it('finds the grants of some days over the turn of months', async () => {
  const store = storeOn(tables.credentials);
  const days = ['2025-10-31', '2025-11-01', '2025-12-31', '2026-01-01'];
  for (const [i, day] of days.entries()) {
    const [grant] = grantsFor(`dated-${i}`);
    if (grant) await store.commit({ ...grant, organization: 'dated', grantedAt: `${day}T23:59:59.999Z` });
  }
  const found = async (from: string, through: string) =>
    (await store.grantsBetween('dated', from, through)).map(({ grantedAt }) => grantedAt.slice(0, 10));
  expect(await found('2025-10-01', '2026-01-31')).toEqual(days);
  expect(await found('2025-11-01', '2025-12-31')).toEqual(['2025-11-01', '2025-12-31']);
  expect(await found('2025-11-02', '2025-12-30')).toEqual([]);
  expect(await found('2025-12-31', '2025-12-30')).toEqual([]);
});

it('keeps the rules of organizations apart, and puts a rule in the place of its namesake', async () => {
  const store = storeOn(tables.credentials);
  const rule = ruleOf({ any: [count('goal.met', 1), { all: [count('post.created/reply', 3)] }] });
  await store.putRule({ ...rule, organization: 'a' });
  await store.putRule({ ...rule, organization: 'b', name: 'Another' });
  await store.putRule({ ...rule, organization: 'a', every: 'monthly' });
  expect(await store.listRules('a')).toEqual([{ ...rule, every: 'monthly' }]);
  expect(await store.listRules('b')).toEqual([{ ...rule, name: 'Another' }]);
  expect(await store.listRules('c')).toEqual([]);
});
