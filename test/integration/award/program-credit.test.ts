import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dueOf } from '../../../shared/awards/award-member.ts';
import { makeGrant } from '../../../shared/awards/make-grant.ts';
import type { Grant, Rule } from '../../../shared/awards/model.ts';
import { type AwardsStore, createAwardsStore } from '../../../shared/awards/store.ts';
import { createProgramsStore } from '../../../shared/credits/programs-store.ts';
import { createLedgerStore } from '../../../shared/credits/store.ts';
import { randomIds } from '../../../shared/platform/ids.ts';
import { badge, count, recordOf, ruleOf } from '../../support/awards.ts';
import { programOf, putProgram } from '../../support/credits.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

const now = new Date('2026-11-22T12:00:00Z');
let tables: LocalTables;
let awards: AwardsStore;
beforeAll(async () => {
  tables = await openLocalTables();
  awards = createAwardsStore(tables.community, tables.credentials);
});
afterAll(() => tables.close());

const credit = { amount: 1.2, unit: 'CPE credits', program: 'cpe' };
const ruleUnder = (grants: Rule['grants'], rule = 'active') => ruleOf(count('goal.met', 1), { rule, grants });
const commit = (rule: Rule, member: string) =>
  awards.commit(
    makeGrant({ organization: 'midland', member }, rule, { period: 'ever', evidence: [] }, now, randomIds),
  );
const entriesOf = (member: string) => createLedgerStore(tables.credentials).entriesOf('midland', member);

describe('a rule that gives credit under a program', () => {
  it('is entered with what a certificate of the program says, at its revision', async () => {
    const programs = createProgramsStore(tables.community);
    await putProgram(programs, programOf({ fieldOfStudy: 'Personal Development', location: 'Online' }));
    expect(await commit(ruleUnder({ badge, credit }), 'ada')).toBe('granted');
    expect(await entriesOf('ada')).toMatchObject([
      {
        amount: 1.2,
        unit: 'CPE credits',
        rule: 'active',
        activity: 'Active member',
        program: 'cpe',
        programRevision: 1,
        fieldOfStudy: 'Personal Development',
        deliveryMethod: 'group-live',
        location: 'Online',
        from: '2026-11-22',
        through: '2026-11-22',
      },
    ]);
  });

  it('gives the badge alone once the program is closed, and nothing where there is none', async () => {
    const programs = createProgramsStore(tables.community);
    await putProgram(programs, programOf({ retired: true, revision: 2 }));
    expect(await commit(ruleUnder({ badge, credit }), 'grace')).toBe('granted');
    expect(await commit(ruleUnder({ credit }, 'other'), 'grace')).toBe('not-given');
    expect(await entriesOf('grace')).toEqual([]);
    const [grant, ...more] = await awards.grantsOf('midland', 'grace');
    expect(more).toEqual([]);
    expect(grant).toMatchObject({ badge: { achievement: 'active' } });
    expect(grant).not.toHaveProperty('credit');
  });
});

describe('two rules that grant the same badge', () => {
  const first = ruleUnder({ badge }, 'first');
  const second = ruleUnder({ badge, credit: { amount: 2, unit: 'hours' } }, 'second');
  const whose = { organization: 'midland', member: 'ada' };
  const due = async (rules: readonly Rule[], before: readonly Grant[], standing?: 'valid' | 'revoked') => {
    const grants = await dueOf(
      {
        engagement: { recordsOf: () => Promise.resolve([recordOf('2026-11-20', { 'goal.met': 1 })]) },
        credentials: {
          listOf: () =>
            Promise.resolve(
              standing === undefined
                ? []
                : before.map(({ credential = '' }) => ({
                    organization: 'midland',
                    member: 'ada',
                    rule: 'first',
                    period: 'ever',
                    changes: 0,
                    credential,
                    achievement: badge,
                    issuedAt: '2026-11-21T00:00:00.000Z',
                    standing,
                    visibility: 'private' as const,
                  })),
            ),
        },
        now,
        ids: randomIds,
      },
      whose,
      rules,
      before,
    );
    return grants.map((grant) => [grant.rule, grant.badge !== undefined, grant.credit !== undefined]);
  };
  const granted = [makeGrant(whose, first, { period: 'ever', evidence: [] }, now, randomIds)];

  it('give it once, and the second what else it has to give', async () => {
    expect(await due([first, second], [])).toEqual([
      ['first', true, false],
      ['second', false, true],
    ]);
    expect(await due([second], granted)).toEqual([['second', false, true]]);
    expect(await due([second], granted, 'valid')).toEqual([['second', false, true]]);
    expect(await due([ruleUnder({ badge }, 'third')], granted, 'valid')).toEqual([]);
  });

  it('give it again where it was revoked, and where a rule recurs', async () => {
    expect(await due([second], granted, 'revoked')).toEqual([['second', true, true]]);
    expect(await due([{ ...second, every: 'yearly' }], granted, 'valid')).toEqual([['second', true, true]]);
  });
});
