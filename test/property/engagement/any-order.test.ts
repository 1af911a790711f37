import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { activitiesOf } from '../../../shared/engagement/activities-of.ts';
import { groupUpdates, hashId, MAX_UPDATE_IDS } from '../../../shared/engagement/group-updates.ts';
import { createEngagementStore } from '../../../shared/engagement/store.ts';
import type { EventOf } from '../../../shared/events/catalogue.ts';
import { eventOf, postOf } from '../../support/events.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const members = ['ada', 'grace', 'emmy'] as const;
const anyMember = fc.constantFrom(...members);
const place = { community: fc.constantFrom('algebra', 'biology'), day: fc.constantFrom('02', '03') };

/** Events of a few members and days, so that they meet in the same records; ids are given by their place. */
const anyEvents = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ ...place, member: anyMember, kind: fc.constantFrom('topic', 'reply') }),
      },
      { weight: 1, arbitrary: fc.record({ ...place, members: fc.uniqueArray(anyMember, { minLength: 1 }) }) },
    ),
    { minLength: 1, maxLength: 120 },
  )
  .map((shapes) =>
    shapes.map((shape, i): EventOf => {
      const time = `2026-03-${shape.day}T10:00:00Z`;
      return 'members' in shape
        ? eventOf(
            'cycle.completed',
            { cycle: 'c', title: 'T', members: shape.members, community: shape.community },
            { id: `e${i}`, time },
          )
        : postOf(`e${i}`, shape.kind, { member: shape.member, community: shape.community, time });
    }),
  );

/** The same events in any order, some of them several times, cut into any batches. */
const anyDelivery = (events: readonly EventOf[]) =>
  fc
    .array(fc.constantFrom(...events), { maxLength: 60 })
    .chain((again) => fc.shuffledSubarray([...events, ...again], { minLength: events.length + again.length }))
    .chain((all) =>
      fc.tuple(fc.constant(all), fc.array(fc.integer({ min: 1, max: all.length }), { maxLength: 6 })),
    )
    .map(([all, cuts]) => {
      const at = [0, ...[...new Set(cuts)].sort((a, b) => a - b), all.length];
      return at.slice(1).map((end, i) => all.slice(at[i], end));
    });

const totalOf = (events: readonly EventOf[]): string[] => {
  const counts = new Map<string, number>();
  for (const { member, community, day, counters } of events.flatMap(activitiesOf)) {
    for (const counter of counters) {
      const key = `${member} ${community} ${day} ${counter}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts].map(([key, count]) => `${key} ${count}`).sort();
};

it('any order, any duplicates and any batches of the same events, side by side, give the same records', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      anyEvents.chain((events) => fc.tuple(fc.constant(events), anyDelivery(events))),
      async ([events, batches]) => {
        run += 1;
        const organization = `o${run}`;
        const store = createEngagementStore(tables.engagement);
        let recorded = 0;
        for (const batch of batches) {
          const updates = groupUpdates(batch.map((event) => ({ ...event, organization })));
          const applied = await Promise.all(updates.map(({ update }) => store.apply(update)));
          recorded += applied.flatMap((outcome) => outcome.recorded).length;
        }
        const records = (
          await Promise.all(members.map((member) => store.recordsOf(organization, member)))
        ).flat();
        const found = records.flatMap(({ member, community, day, counts }) =>
          Object.entries(counts).map(
            ([counter, count]) => `${member} ${community} ${day} ${counter} ${count}`,
          ),
        );
        expect(found.sort()).toEqual(totalOf(events));
        expect(recorded).toBe(events.flatMap(activitiesOf).length);
      },
    ),
    { numRuns: 40 },
  );
});

it('a batch is grouped into updates that hold each event of each record once, and know its messages', () => {
  fc.assert(
    fc.property(
      anyEvents.chain((events) => anyDelivery(events)).map((batches) => batches.flat()),
      (batch) => {
        const updates = groupUpdates(batch);
        const held = updates.flatMap(({ update: { member, community, day, entries } }) =>
          entries.map(({ id }) => `${member} ${community} ${day} ${id}`),
        );
        const due = batch.flatMap((event) =>
          activitiesOf(event).map(
            ({ member, community, day }) => `${member} ${community} ${day} ${hashId(event)}`,
          ),
        );
        expect(new Set(held)).toEqual(new Set(due));
        expect(held).toHaveLength(new Set(held).size);
        for (const { update, positions } of updates) {
          const ids = new Set(update.entries.map(({ id }) => id));
          expect(ids.size).toBeLessThanOrEqual(MAX_UPDATE_IDS);
          expect(new Set(positions.map((at) => batch[at]).map((event) => event && hashId(event)))).toEqual(
            ids,
          );
        }
      },
    ),
  );
});
