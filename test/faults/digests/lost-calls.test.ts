import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Defect, Unavailable } from '../../../shared/platform/errors.ts';
import { createDigestWorld, type DigestWorld } from '../../support/digest-world.ts';
import { type Loss, losing } from '../../support/failing-client.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

/** A world of its own in the same tables, in which one digest is due with one thing to tell. */
const dueWorld = async (organization: string): Promise<DigestWorld> => {
  const world = createDigestWorld(tables, organization);
  await world.found('algebra');
  await world.join('ana', ['algebra']);
  await world.join('ben', ['algebra'], {
    frequency: 'none',
    timeZone: 'UTC',
    hour: 7,
    weekday: 1,
  });
  await world.post({ post: 't1', member: 'ben', postedAt: '2026-11-20T05:00:00.000Z' });
  world.now = new Date('2026-11-20T07:01:00.000Z');
  return world;
};

const messageFor = (organization: string) => ({
  organization,
  member: 'ana',
  dueAt: '2026-11-20T07:00:00.000Z',
});

/** How the world stands when all is quiet: mails sent, the status of the window's claim, whether it is due. */
const standing = async (world: DigestWorld, organization: string) => {
  const [claim] = await world.stores.digests.listClaims(organization, 'ana');
  const schedule = await world.stores.digests.getSchedule(organization, 'ana');
  return {
    mails: world.mails.length,
    claim: claim?.status,
    due: (schedule?.dueAt ?? '') <= world.now.toISOString(),
  };
};

/** Loses the n-th call to the tables, then lets the message and two plans come again; false where there was none. */
const loseCall = async (organization: string, n: number, loss: Loss) => {
  const world = await dueWorld(organization);
  const community = losing(tables.community, n, loss);
  const lossy = { community, credentials: { ...tables.credentials, client: community.client } };
  const again = await world.deliver([messageFor(organization)], lossy);
  for (const minute of [5, 15, 30]) {
    world.now = new Date(Date.UTC(2026, 10, 20, 7, minute));
    await world.deliver([messageFor(organization)]);
  }
  const end = await standing(world, organization);
  return { world, again, calls: community.calls(), end };
};

describe('a call that is lost while a digest is sent', () => {
  it.each<Loss>(['before', 'after'])(
    'never sends a window twice, and loses none but those it names as in doubt (lost %s its effect)',
    async (loss) => {
      const ends = new Map<string, number>();
      let n = 1;
      for (; ; n += 1) {
        const organization = `lost-${loss}-${n}`;
        const { world, again, calls, end } = await loseCall(organization, n, loss);
        if (calls < n) break;
        expect(again, `call ${n} was lost, so the message has to come again`).toEqual(['m0']);
        expect(end.mails, `after call ${n} was lost`).toBeLessThanOrEqual(1);
        expect(end.due, 'nothing stays due').toBe(false);
        if (end.claim === 'SENT') expect(end.mails).toBe(1);
        else expect(world.counts.get('DigestsInDoubt'), 'a person is told, once').toBe(1);
        const kind = `${end.claim} with ${end.mails}`;
        ends.set(kind, (ends.get(kind) ?? 0) + 1);
      }
      // The last two calls are the claim and its settling; every other is a read.
      const reads = n - 3;
      expect(reads).toBeGreaterThan(5);
      expect(Object.fromEntries(ends)).toEqual(
        loss === 'before'
          ? { 'SENT with 1': reads + 1, 'IN_DOUBT with 1': 1 }
          : { 'SENT with 1': reads + 1, 'IN_DOUBT with 0': 1 },
      );
    },
  );
});

describe('the mail service', () => {
  it('breaks off: the digest stays in doubt and is not sent again', async () => {
    const world = await dueWorld('broken');
    const { send } = world;
    world.send = async (mail) => {
      await send(mail);
      return { kind: 'unknown', error: new Defect('the mail service broke off') };
    };
    expect(await world.deliver([messageFor('broken')])).toEqual([]);
    world.send = send;
    await world.run('2026-11-20T07:16:00.000Z');
    await world.deliver([messageFor('broken')]);
    expect(await standing(world, 'broken')).toEqual({ mails: 1, claim: 'IN_DOUBT', due: false });
  });

  it('is busy for a while: the digest is given back, found by the next plan, and tells the same window', async () => {
    const world = await dueWorld('busy');
    const { send } = world;
    world.send = () =>
      Promise.resolve({ kind: 'unavailable', error: new Unavailable('TooManyRequestsException') });
    expect(await world.deliver([messageFor('busy')])).toEqual(['m0']);
    expect(await standing(world, 'busy')).toEqual({ mails: 0, claim: 'RETURNED', due: true });

    world.send = send;
    await world.run('2026-11-20T09:15:00.000Z');
    expect(await standing(world, 'busy')).toEqual({ mails: 1, claim: 'SENT', due: false });
    const claims = await world.stores.digests.listClaims('busy', 'ana');
    expect(claims).toMatchObject([{ from: '2026-11-20T00:00:00.000Z', until: '2026-11-20T07:00:00.000Z' }]);
    expect(claims[0]).not.toHaveProperty('reason');
  });

  it('is busy for longer than the message lives: the message is set aside, and the digest still goes out', async () => {
    const world = await dueWorld('away');
    const { send } = world;
    world.send = () => Promise.resolve({ kind: 'unavailable', error: new Unavailable('ECONNREFUSED') });
    for (let receive = 1; receive <= 5; receive += 1) {
      world.now = new Date(Date.UTC(2026, 10, 20, 7, receive));
      await world.deliver([messageFor('away')], { receives: receive });
    }
    expect(world.setAside).toMatchObject([
      {
        MessageAttributes: { kind: { StringValue: 'Unavailable' }, reason: { StringValue: 'ECONNREFUSED' } },
      },
    ]);
    world.send = send;
    await world.run('2026-11-20T07:16:00.000Z');
    expect(await standing(world, 'away')).toEqual({ mails: 1, claim: 'SENT', due: false });
  });

  it('is busy while the member ends their digests: nothing is sent to them', async () => {
    const world = await dueWorld('ended');
    const { send } = world;
    world.send = async () => {
      await world.stores.digests.unsubscribe('ended-ana-0123456789abcdef', world.now);
      return { kind: 'unavailable', error: new Unavailable('TooManyRequestsException') };
    };
    await world.deliver([messageFor('ended')]);
    world.send = send;
    await world.run('2026-11-20T07:16:00.000Z');
    await world.run('2026-11-21T07:16:00.000Z');
    expect(world.mails).toEqual([]);
  });
});

describe('many senders at once', () => {
  it('send one mail between them', async () => {
    const world = await dueWorld('race');
    await Promise.all(
      Array.from({ length: 8 }, () => world.deliver([messageFor('race'), messageFor('race')])),
    );
    expect(await standing(world, 'race')).toEqual({ mails: 1, claim: 'SENT', due: false });
  });
});
