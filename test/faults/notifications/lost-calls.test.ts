import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNotice } from '../../../shared/notifications/write-notice.ts';
import { type Loss, losing } from '../../support/failing-client.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { createNotifyWorld, type NotifyWorld } from '../../support/notify-world.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

/** A world in which one thing is to be told to Ana, and the messages that have it told. */
type Scene = (organization: string) => Promise<{ world: NotifyWorld; messages: readonly object[] }>;

const openWorld = async (organization: string, choice = {}): Promise<NotifyWorld> => {
  const world = createNotifyWorld(tables, organization);
  await world.found();
  await world.join('ana', choice);
  return world;
};

const reply: Scene = async (organization) => {
  const world = await openWorld(organization);
  await world.post('t1', 'ana');
  return { world, messages: [await world.post('r1', 'ben', { topic: 't1' })] };
};

const heldReplies: Scene = async (organization) => {
  const world = await openWorld(organization, { quietHours: { from: 8, until: 12 } });
  await world.post('t1', 'ana');
  await world.tell([
    await world.post('r1', 'ben', { topic: 't1' }),
    await world.post('r2', 'ben', { topic: 't1' }),
  ]);
  return { world, messages: await world.due('2026-11-20T12:01:00.000Z') };
};

const notice: Scene = async (organization) => {
  const world = await openWorld(organization);
  const draft = {
    organization,
    notice: 'n1',
    title: 'T',
    text: 'X',
    by: 'ana',
    communities: [],
    inQuietHours: false,
  };
  const written = writeNotice({ ...draft, at: world.now, eventId: 'e1' });
  await world.stores.notices.publish(written.notice, written.event);
  return { world, messages: [written.event] };
};

/** Mails sent to Ana so far. */
const mailed = ({ mails, bulks }: NotifyWorld): number =>
  mails.length + bulks.reduce((sum, { entries }) => sum + entries.length, 0);

/** All of Ana's notes that are neither told nor done with, whether or not anything is due. */
const openOf = async (organization: string): Promise<object[]> => {
  const { Items = [] } = await tables.community.client.send(
    new QueryCommand({
      TableName: tables.community.name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': `ORG#${organization}#MEMBER#ana`, ':prefix': 'NOTE#' },
      ConsistentRead: true,
    }),
  );
  return Items.filter(({ status }) => status === 'HELD' || status === 'SENDING');
};

/** Loses the n-th call to the table, then lets the messages and the plan come again, twice. */
const lose = async (scene: Scene, organization: string, n: number, loss: Loss) => {
  const { world, messages } = await scene(organization);
  const table = losing(tables.community, n, loss);
  await world.tell(messages, { table });
  for (let again = 1; again <= 2; again += 1) {
    world.now = new Date(world.now.getTime() + 16 * 60_000);
    await world.tell(messages, { receives: again + 1 });
    await world.plan(world.now.toISOString());
  }
  const doubtful = await world.stores.notes.listInDoubt(organization, { limit: 10 });
  const open = await openOf(organization);
  return { calls: table.calls(), mails: mailed(world), doubtful: doubtful.length, open };
};

describe.each([
  ['a reply', reply, 1],
  ['what quiet hours held', heldReplies, 2],
  ['a notice', notice, 1],
] as const)('a call that is lost while %s is told', (name, scene, notes) => {
  it.each<Loss>(['before', 'after'])(
    'never tells it twice, and loses none but those in the list of doubtful mail (lost %s its effect)',
    async (loss) => {
      const ends = new Set<string>();
      let n = 1;
      for (; ; n += 1) {
        const organization = `${name.replaceAll(' ', '-')}-${loss}-${n}`;
        const { calls, mails, doubtful, open } = await lose(scene, organization, n, loss);
        if (calls < n) break;
        expect(open, `nothing stays open after call ${n} was lost`).toEqual([]);
        expect(mails, `after call ${n} was lost`).toBeLessThanOrEqual(1);
        expect(doubtful === notes || mails === 1, `call ${n}: told, or in the list`).toBe(true);
        ends.add(`${mails} mails, ${doubtful} in doubt`);
      }
      expect(n).toBeGreaterThan(6);
      // Lost before its effect, the settling leaves doubt; lost after it, the taking in hand does.
      expect([...ends].sort()).toEqual(
        loss === 'before'
          ? ['1 mails, 0 in doubt', `1 mails, ${notes} in doubt`]
          : [`0 mails, ${notes} in doubt`, '1 mails, 0 in doubt'],
      );
    },
  );
});

describe('many at once', () => {
  it('tell one thing between them, and what was held in one mail', async () => {
    for (const scene of [reply, heldReplies, notice]) {
      const { world, messages } = await scene(`race-${scene.name}`);
      await Promise.all(Array.from({ length: 6 }, () => world.tell(messages)));
      expect(mailed(world), scene.name).toBe(1);
    }
  });
});
