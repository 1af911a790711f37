import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { createNotifyWorld, type NotifyWorld } from '../../support/notify-world.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const AT = '2026-11-01T00:00:00.000Z';

/** A world with so many people of a role in `algebra`, imported as a directory is. */
const worldWith = async (organization: string, count: number, role: 'coach' | 'member') => {
  const world = createNotifyWorld(tables, organization);
  await world.found();
  const ids = Array.from({ length: count }, (_, i) => `m${String(i).padStart(2, '0')}`);
  const place = { organization, joinedAt: AT };
  await world.stores.members.importMembers(
    ids.map((id) => ({
      ...{
        ...place,
        member: id,
        name: id,
        email: `${id}@${organization}.example.org`,
        role: 'member' as const,
      },
    })),
    ids.map((id) => ({ ...place, member: id, community: 'algebra', role })),
  );
  return { world, ids };
};

const mailedTo = (world: NotifyWorld) => world.mails.map(({ tags }) => tags['member']).sort();

describe('a request to whichever coach', () => {
  it('goes to every coach, some at a time, and reads nobody else of the community', async () => {
    const { world, ids } = await worldWith('coaches', 23, 'coach');
    for (let i = 0; i < 5; i += 1) await world.join(`other${i}`);
    await world.join('cora', {}, 'coach');
    const rosterPage = () => Promise.reject(new Error('the roster is not read'));
    const { rosters } = world.stores;
    const stores = { rosters: { ...rosters, rosterPage } };
    const event = world.event('coaching.requested', { member: 'm00', community: 'algebra' });
    expect(await world.tell([event], { stores })).toEqual([]);
    expect(world.mails.length, 'a part of them').toBeLessThan(21);
    expect(await world.tell(world.handedOn.splice(0), { stores })).toEqual([]);
    expect(world.handedOn).toEqual([]);
    expect(mailedTo(world)).toEqual(['cora', ...ids.slice(1)]);
  });
});

describe('a deadline of many', () => {
  it('is handed on in parts, each of which reminds its own', async () => {
    const { world, ids } = await worldWith('remind', 23, 'member');
    const data = { member: 'm00', community: 'algebra', cycle: 'c1', title: 'T', nextDueOn: '2026-11-21' };
    const event = world.event('cycle.started', data);
    const cycle = {
      ...{ organization: 'remind', community: 'algebra', cycle: 'c1', title: 'T', members: ids },
      ...{ startedAt: world.now.toISOString(), completed: [], revision: 0, nextDueOn: '2026-11-21' },
    };
    await world.stores.inquiry.putCycle(cycle, event);
    await world.tell([event]);
    expect(world.mails).toEqual([]);
    expect(world.handedOn).toHaveLength(3);
    const parts = world.handedOn.splice(0);
    await world.tell(parts);
    await world.tell(parts);
    expect(mailedTo(world)).toEqual(ids);
  });
});
