import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { progressOf } from '../../../shared/notifications/notice-model.ts';
import { writeNotice } from '../../../shared/notifications/write-notice.ts';
import type { Loss } from '../../support/failing-client.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { createMortal, type Mortal } from '../../support/mortal.ts';
import { createNotifyWorld, type NotifyWorld } from '../../support/notify-world.ts';
import { createSlowQueue } from '../../support/slow-queue.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const MINUTE = 60_000;
const BEGIN = Date.UTC(2026, 10, 20, 10);

/** A notice to two communities, one after the other: a page for each. */
const noticeWorld = async (organization: string): Promise<{ world: NotifyWorld; event: object }> => {
  const world = createNotifyWorld(tables, organization);
  await world.found();
  await world.join('ana', {});
  const cy = { organization, member: 'cy', joinedAt: '2026-11-01T00:00:00.000Z' };
  await world.stores.members.addMember({
    ...cy,
    name: 'Cy',
    email: `cy@${organization}.example.org`,
    role: 'member',
  });
  await world.stores.members.join({ ...cy, community: 'geometry', role: 'member' });
  const { notice, event } = writeNotice({
    ...{ organization, notice: 'n1', title: 'Closed', text: 'Snow.', by: 'ana' },
    ...{ communities: ['algebra', 'geometry'], inQuietHours: false, at: world.now, eventId: 'e1' },
  });
  await world.stores.notices.publish(notice, event);
  return { world, event };
};

/** From ten on, minute by minute, until no message is left: whoever died is called again when its message comes again. */
const live = async (world: NotifyWorld, event: object, mortal: Mortal): Promise<void> => {
  const queue = createSlowQueue({ visibility: 6 * MINUTE, maxReceives: 5, clock: () => world.now });
  await queue.send([event]);
  for (let minute = 0; queue.waiting() > 0; minute += 1) {
    expect(minute, 'it comes to an end').toBeLessThan(60);
    world.now = new Date(BEGIN + minute * MINUTE);
    mortal.revive();
    await queue.poll(async (bodies) => {
      const messages = bodies.map((body) => JSON.parse(body) as object);
      const again = await world.tell(messages, { mortal });
      return mortal.isDead() ? undefined : again.map((id) => Number(id.replace(/\D/g, '')));
    });
    await queue.send(world.forwarded.splice(0).map((page) => ({ page })));
  }
};

describe('whoever sends a notice, killed at any call that they make', () => {
  it.each<Loss>(['before', 'after'])(
    'mails nobody twice, leaves no page out, and whoever is missing is in the review list (killed just %s the call)',
    async (loss) => {
      let doubts = 0;
      for (let n = 1; ; n += 1) {
        const organization = `killed-${loss}-${n}`;
        const { world, event } = await noticeWorld(organization);
        const mortal = createMortal(n, loss);
        await live(world, event, mortal);
        if (mortal.calls.length < n) break;
        const what = `killed ${loss} call ${n}, ${mortal.calls[n - 1] ?? 'never'}`;
        const review = await world.stores.notes.listInDoubt(organization, { limit: 10 });
        const mailed = world.bulks.flatMap(({ entries }) => entries.map(({ tags }) => tags['member']));
        for (const member of ['ana', 'cy']) {
          const times = mailed.filter((one) => one === member).length;
          expect(times, `${member}, ${what}`).toBeLessThanOrEqual(1);
          const listed = review.some((note) => note.member === member);
          expect(listed || times === 1, `${member} is told or listed, ${what}`).toBe(true);
        }
        const { people, sent, inDoubt } = progressOf(await world.stores.notices.tallies(organization, 'n1'));
        expect([people, sent + inDoubt], what).toEqual([2, 2]);
        expect(await world.stores.notices.get(organization, 'n1'), what).toHaveProperty('finishedAt');
        doubts += review.length;
      }
      expect(doubts, 'dying between a claim and its settling leaves it in doubt').toBeGreaterThanOrEqual(2);
    },
    120_000,
  );
});
