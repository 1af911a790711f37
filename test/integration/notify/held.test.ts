import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteId } from '../../../shared/notifications/note-id.ts';
import type { Note } from '../../../shared/notifications/note-model.ts';
import { held, sending } from '../../../shared/notifications/note-steps.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { createNotifyWorld, type NotifyWorld } from '../../support/notify-world.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const AT = '2026-11-20T09:00:00.000Z';
const NOON = new Date('2026-11-20T12:00:00.000Z');

/** Notes of coaching that wait until noon. */
const waiting = (organization: string, count: number): Note[] =>
  Array.from({ length: count }, (_, i) =>
    held(
      {
        ...{ organization, member: 'ana', kind: 'coaching', status: 'HELD', since: AT, at: AT },
        about: { of: 'coaching', community: 'algebra', by: 'ben' },
        id: noteId(['test', String(i)], 'ana', 'coaching'),
      },
      NOON,
      new Date(AT),
    ),
  );

const worldWith = async (
  organization: string,
  count: number,
): Promise<{ world: NotifyWorld; notes: Note[] }> => {
  const world = createNotifyWorld(tables, organization);
  await world.found();
  await world.join('ana', {});
  await world.join('ben', {});
  const notes = waiting(organization, count);
  for (let i = 0; i < count; i += 20) await world.stores.notes.claim(notes.slice(i, i + 20));
  return { world, notes };
};

describe('a hundred things that waited', () => {
  it('are one mail, which tells twenty and counts the rest, and none of them waits any longer', async () => {
    const { world, notes } = await worldWith('hundred', 100);
    expect(await world.plan('2026-11-20T12:01:00.000Z')).toBe(1);
    expect(world.mails.map(({ subject }) => subject)).toEqual(['100 things that waited for you']);
    expect(world.mails[0]?.text).toContain('And 80 things more');
    const now = await world.stores.notes.find(notes);
    expect(new Set(now.map(({ status }) => status))).toEqual(new Set(['SENT']));
    expect(new Set(now.map(({ mail }) => mail)).size).toBe(1);
    expect(await world.plan('2026-11-20T12:16:00.000Z')).toBe(0);
  });

  it('are given back where somebody else has one of the last in hand, and told once, all of them', async () => {
    const { world, notes } = await worldWith('contended', 100);
    const { find, take } = world.stores.notes;
    const sorted = await world.stores.notes.listOpen('contended', 'ana', NOON);
    const last = sorted.at(-1);
    if (!last) throw new Error('there are notes');
    // Between the reading and the taking, somebody else takes the last one, and then gives it back.
    const listOpen = async () => {
      await take([{ from: last, to: sending(last, last.id, world.now) }]);
      return sorted;
    };
    const due = await world.due('2026-11-20T12:01:00.000Z');
    await world.tell(due, { stores: { notes: { ...world.stores.notes, listOpen } } });
    expect(world.mails).toEqual([]);
    const between = await find(notes);
    expect(between.filter(({ status }) => status === 'HELD')).toHaveLength(99);
    const taken = between.find(({ status }) => status === 'SENDING');
    if (taken) await world.stores.notes.move([{ from: taken, to: held(taken, NOON, world.now) }]);
    await world.plan('2026-11-20T12:16:00.000Z');
    expect(world.mails.map(({ subject }) => subject)).toEqual(['100 things that waited for you']);
  });

  it('are read without all else that the member was told', async () => {
    const { world } = await worldWith('bounded', 3);
    const told = waiting('bounded', 60)
      .slice(3)
      .map((note): Note => ({ ...note, status: 'SUPPRESSED', reason: 'gone' }));
    for (let i = 0; i < told.length; i += 20) await world.stores.notes.claim(told.slice(i, i + 20));
    let items = 0;
    const { client } = tables.community;
    const send = async (command: Parameters<typeof client.send>[0]): Promise<unknown> => {
      const answer = (await client.send(command)) as { ScannedCount?: number };
      items += answer.ScannedCount ?? 0;
      return answer;
    };
    const counted = {
      ...tables.community,
      client: Object.assign(Object.create(client) as typeof client, { send }),
    };
    const due = await world.due('2026-11-20T12:01:00.000Z');
    await world.tell(due, { table: counted });
    expect(world.mails.map(({ subject }) => subject)).toEqual(['3 things that waited for you']);
    expect(items, 'one item of the due index').toBe(1);
  });
});

describe('what somebody else has in hand', () => {
  it('stays due, so that it is found in doubt where they stop', async () => {
    const { world, notes } = await worldWith('busy', 1);
    const [note] = notes;
    if (!note) throw new Error('there is a note');
    const due = await world.due('2026-11-20T12:01:00.000Z');
    await world.stores.notes.take([{ from: note, to: sending(note, note.id, world.now) }]);
    await world.tell(due);
    expect(await world.plan('2026-11-20T12:16:00.000Z'), 'it is due still').toBe(1);
    expect(await world.stores.notes.listInDoubt('busy', { limit: 9 })).toHaveLength(1);
    expect(await world.plan('2026-11-20T12:31:00.000Z')).toBe(0);
    expect(world.mails).toEqual([]);
  });
});
