import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDigestWorld, type DigestWorld } from '../../support/digest-world.ts';
import type { Loss } from '../../support/failing-client.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { createMortal, type Mortal } from '../../support/mortal.ts';
import { createSlowQueue } from '../../support/slow-queue.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const MINUTE = 60_000;
const BEGIN = Date.UTC(2026, 10, 20, 7, 1);

/** Members to whom there is something to tell; another wrote it, and nobody told them anything. */
const told = ['ana', 'ben'];

/** A world of its own in the same tables, in which three digests are due, of which one has nothing to tell. */
const dueWorld = async (organization: string): Promise<DigestWorld> => {
  const world = createDigestWorld(tables, organization);
  await world.found('algebra');
  for (const member of [...told, 'cleo']) await world.join(member, ['algebra']);
  await world.post({ post: 't1', member: 'cleo', postedAt: '2026-11-20T05:00:00.000Z' });
  // Every run of the planner reads one hour and no more.
  await world.stores.digests.setCursor({ hour: '2026-11-20T07' });
  return world;
};

interface Conditions {
  /** How often the queue gives a message before it sets it aside by itself. */
  readonly maxReceives?: number;
}

/**
 * From seven on, minute by minute, until the planner has come again and nothing waits: the planner every quarter of an
 * hour, the queue whenever it has something. Whoever died is called again by the next run of the schedule, or by its
 * messages when they come again.
 */
const live = async (world: DigestWorld, mortal: Mortal, { maxReceives = 5 }: Conditions = {}) => {
  const queue = createSlowQueue({ visibility: 6 * MINUTE, maxReceives, clock: () => world.now });
  for (let minute = 0; minute <= 15 || queue.waiting() > 0; minute += 1) {
    expect(minute, 'it comes to an end').toBeLessThan(60);
    mortal.revive();
    world.now = new Date(BEGIN + minute * MINUTE);
    if (minute % 15 === 0) await queue.send(await world.plan(mortal));
    mortal.revive();
    await queue.poll(async (bodies) => {
      const again = await world.deliver(bodies, { mortal });
      return mortal.isDead() ? undefined : again.map((id) => Number(id.slice(1)));
    });
  }
  return queue;
};

/** How each member stands: mails to them, the state of their window, whether anything of theirs is still due. */
const standing = async (world: DigestWorld, organization: string) => {
  const { digests } = world.stores;
  const review = await digests.listInDoubt(organization, { limit: 10 });
  const members = await Promise.all(
    [...told, 'cleo'].map(async (member) => {
      const claims = await digests.listClaims(organization, member);
      const schedule = await digests.getSchedule(organization, member);
      return {
        member,
        mails: world.mails.filter(({ to }) => to.startsWith(`${member}@`)).length,
        claims: claims.map(({ status }) => status),
        reviewed: review.filter((claim) => claim.member === member).length,
        due: (schedule?.dueAt ?? '') <= world.now.toISOString(),
      };
    }),
  );
  return members;
};

/** Lives through a morning in which the process dies at its n-th call, and holds its end against what was promised. */
const dieAt = async (n: number, loss: Loss) => {
  const organization = `killed-${loss}-${n}`;
  const world = await dueWorld(organization);
  const mortal = createMortal(n, loss);
  await live(world, mortal);
  const doubts: string[] = [];
  for (const { member, mails, claims, reviewed, due } of await standing(world, organization)) {
    const what = `${member}, killed ${loss} call ${n}, ${mortal.calls[n - 1] ?? 'never'}`;
    expect(mails, what).toBeLessThanOrEqual(1);
    expect(claims, what).toHaveLength(1);
    expect(due, what).toBe(false);
    if (member === 'cleo') expect([mails, ...claims], what).toEqual([0, 'SUPPRESSED']);
    else if (claims[0] === 'SENT') expect([mails, reviewed], what).toEqual([1, 0]);
    else {
      expect([...claims, reviewed], what).toEqual(['IN_DOUBT', 1]);
      doubts.push(member);
    }
  }
  return { calls: mortal.calls, doubts };
};

describe('planner and sender, killed at any call that they make', () => {
  it.each<Loss>(['before', 'after'])(
    'send nobody a digest twice, and each that is missing is in the review list (killed just %s the call)',
    async (loss) => {
      const undisturbed = createMortal(0, loss);
      const world = await dueWorld(`alive-${loss}`);
      await live(world, undisturbed);
      expect(world.mails).toHaveLength(told.length);
      // After its first plan, when everything is sent, the planner alone calls, and only reads.
      const busy = undisturbed.calls.lastIndexOf('SendEmail') + told.length + 1;
      const firstClaim = undisturbed.calls.indexOf('TransactWriteCommand') + 1;
      expect(firstClaim).toBeGreaterThan(10);

      let doubts = 0;
      for (let n = 1; n <= busy; n += 1) {
        const end = await dieAt(n, loss);
        expect(end.calls.length, 'the call at which it died was made').toBeGreaterThanOrEqual(n);
        // Until a claim may be there, nothing is in doubt and everything is sent.
        if (n < firstClaim) expect(end.doubts).toEqual([]);
        doubts += end.doubts.length;
      }
      expect(doubts, 'dying between a claim and its settling leaves it in doubt').toBeGreaterThanOrEqual(
        told.length,
      );
    },
    120_000,
  );

  it('are found out even where the message dies with them', async () => {
    const alive = createMortal(0, 'before');
    await live(await dueWorld('lost-message-alive'), alive);
    const world = await dueWorld('lost-message');
    const sending = alive.calls.indexOf('SendEmail') + 1;
    const queue = await live(world, createMortal(sending, 'after'), { maxReceives: 1 });
    expect(queue.setAside, 'the queue gave the messages up').not.toEqual([]);
    const members = await standing(world, 'lost-message');
    expect(members.filter(({ reviewed }) => reviewed > 0)).not.toEqual([]);
    for (const { mails, claims, reviewed, due } of members) {
      expect(mails).toBeLessThanOrEqual(1);
      expect(due).toBe(false);
      expect(claims[0] === 'IN_DOUBT' ? reviewed : 1).toBe(1);
    }
  });
});
