import { afterAll, beforeAll, expect, it } from 'vitest';
import { groupUpdates } from '../../../shared/engagement/group-updates.ts';
import { createEngagementStore } from '../../../shared/engagement/store.ts';
import type { EventOf } from '../../../shared/events/catalogue.ts';
import type { Table } from '../../../shared/platform/table.ts';
import { eventOf, postOf } from '../../support/events.ts';
import { type Loss, losing } from '../../support/failing-client.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

/** Two deliveries of which the second repeats some of the first and spills to a second page; and a shared cycle. */
const deliveries = (organization: string): EventOf[][] => {
  const posts = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => postOf(`p${from + i}`, 'reply', { organization }));
  return [
    posts(0, 40),
    [
      ...posts(30, 25),
      eventOf('cycle.completed', { cycle: 'c', title: 'T', members: ['ada', 'grace'] }, { organization }),
    ],
  ];
};
const play = async (table: Table, batches: readonly EventOf[][]) => {
  const store = createEngagementStore(table);
  for (const batch of batches) for (const { update } of groupUpdates(batch)) await store.apply(update);
};
const totals = async (organization: string) => {
  const store = createEngagementStore(tables.engagement);
  const counts = async (member: string) => (await store.recordsOf(organization, member))[0]?.counts;
  return { ada: await counts('ada'), grace: await counts('grace') };
};

it.each<Loss>(['before', 'after'])(
  'counts the same, whichever call is lost %s it took effect',
  async (loss) => {
    let n = 1;
    for (; ; n += 1) {
      const organization = `lost-${loss}-${n}`;
      const table = losing(tables.engagement, n, loss);
      const lost = await play(table, deliveries(organization)).then(
        () => false,
        () => true,
      );
      if (lost) await play(tables.engagement, deliveries(organization));
      expect(await totals(organization)).toEqual({
        ada: { 'post.created': 55, 'post.created/reply': 55, 'cycle.completed': 1 },
        grace: { 'cycle.completed': 1 },
      });
      if (!lost) break;
    }
    // Writes, and the reads and writes that duplicates and the second page ask for: the loop went through them all.
    expect(n).toBeGreaterThan(8);
  },
);

it('gives up, and says so, where others change the record through every attempt', async () => {
  const organization = 'contended';
  const [grouped] = groupUpdates([postOf('mine', 'reply', { organization })]);
  if (!grouped) throw new Error('a post is one update');
  const direct = createEngagementStore(tables.engagement);
  let rivals = 0;
  const { client } = tables.engagement;
  // Before every write of ours, somebody fills the page that it is meant for.
  const send = async (command: Parameters<typeof client.send>[0]): Promise<unknown> => {
    if (command.constructor.name === 'UpdateCommand') {
      const crowd = Array.from({ length: 48 }, (_, i) =>
        postOf(`rival-${rivals}-${i}`, 'reply', { organization }),
      );
      rivals += 1;
      for (const { update } of groupUpdates(crowd)) await direct.apply(update);
    }
    return client.send(command);
  };
  const store = createEngagementStore({
    ...tables.engagement,
    client: Object.assign(Object.create(client) as typeof client, { send }),
  });
  await expect(store.apply(grouped.update)).rejects.toMatchObject({ kind: 'Unavailable' });
  const [record] = await direct.recordsOf(organization, 'ada');
  expect(record?.counts['post.created']).toBe(rivals * 48);
});
