import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMembersStore, type MembersStore } from '../../../shared/members/store.ts';
import { Conflict, NotFound } from '../../../shared/platform/errors.ts';
import { queryAll } from '../../../shared/platform/table.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
let members: MembersStore;
beforeAll(async () => {
  tables = await openLocalTables();
  members = createMembersStore(tables.community);
  for (const member of ['ada', 'grace']) {
    await members.addMember({
      organization: 'midland',
      member,
      name: `${member} One`,
      email: `${member}@example.org`,
      role: 'member',
      joinedAt: '2026-01-01T00:00:00.000Z',
    });
  }
});
afterAll(() => tables.close());

const rename = (name: string, at: string, member = 'ada') =>
  members.changeName('midland', member, name, { by: 'petra', at: new Date(at) });
const on = (day: string, member = 'ada') => members.nameOn('midland', member, day);

describe('how a member is called', () => {
  it('is told as it was on a day, through every change', async () => {
    await rename('ada Two', '2026-03-05T10:00:00Z');
    await rename('ada Three', '2026-06-01T23:59:59.999Z');
    const days = ['2026-01-01', '2026-03-04', '2026-03-05', '2026-05-31', '2026-06-01', '2026-12-31'];
    expect(await Promise.all(days.map((day) => on(day)))).toEqual([
      'ada One',
      'ada One',
      'ada Two',
      'ada Two',
      'ada Three',
      'ada Three',
    ]);
    expect((await members.getMember('midland', 'ada'))?.name).toBe('ada Three');
  });

  it('keeps who changed it when, from what to what; the same name again changes nothing', async () => {
    await rename('grace Two', '2026-03-05T10:00:00Z', 'grace');
    await rename('grace Two', '2026-03-06T10:00:00Z', 'grace');
    const kept: unknown[] = [];
    for await (const item of queryAll(tables.community, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': 'ORG#midland#MEMBER#grace', ':sk': 'NAME#' },
    })) {
      kept.push(item);
    }
    expect(kept).toMatchObject([
      { by: 'petra', at: '2026-03-05T10:00:00.000Z', from: 'grace One', to: 'grace Two' },
    ]);
  });

  it('changes once where two do so at the same instant', async () => {
    const at = '2026-07-01T00:00:00Z';
    const outcomes = await Promise.allSettled([rename('ada Four', at), rename('ada Five', at)]);
    const refused = outcomes
      .filter((one) => one.status === 'rejected')
      .map(({ reason }) => reason as unknown);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(Conflict);
  });

  it('is of members who are there', async () => {
    await expect(rename('Nobody', '2026-07-02T00:00:00Z', 'nobody')).rejects.toBeInstanceOf(NotFound);
    expect(await on('2026-07-02', 'nobody')).toBeUndefined();
  });
});
