import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeedbackStore } from '../../../shared/mail/feedback-store.ts';
import type { Note } from '../../../shared/notifications/note-model.ts';
import { afterSending, doubtful, held, sending } from '../../../shared/notifications/note-steps.ts';
import { createNotesStore, type NotesStore } from '../../../shared/notifications/notes-store.ts';
import { Unavailable } from '../../../shared/platform/errors.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
let notes: NotesStore;
beforeAll(async () => {
  tables = await openLocalTables();
  notes = createNotesStore(tables.community);
});
afterAll(() => tables.close());

const AT = '2026-11-20T10:00:00.000Z';
const minute = (n: number): Date => new Date(Date.parse(AT) + n * 60_000);

/** A note of an organization of its own, on its way out. */
const onItsWay = async (organization: string): Promise<Note> => {
  const id = 'a'.repeat(32);
  const note: Note = {
    ...{ organization, member: 'ana', id, kind: 'coaching', status: 'SENDING', since: AT, at: AT },
    about: { of: 'coaching', community: 'algebra', by: 'ben' },
    mail: id,
  };
  await notes.claim([note]);
  return note;
};

const now = async (note: Note): Promise<Note | undefined> => (await notes.find([note]))[0];

/** What SES tells of the note's mail, before its sender has settled the note. */
const feedback = (note: Note, fate: 'sent' | 'delivered' | 'returned') =>
  createFeedbackStore(tables.community, () => 1).record([
    {
      ...{ organization: note.organization, member: note.member, claim: `NOTE#${note.id}` },
      ...{ fate, at: minute(1).toISOString(), day: '2026-11-20', address: 'ana@example.org' },
    },
  ]);

describe('a note that is settled', () => {
  const error = new Unavailable('broke off');
  it.each([
    ['sent', { kind: 'accepted', messageId: 'm1' }, 'SENT'],
    ['in doubt', { kind: 'unknown', error }, 'IN_DOUBT'],
    ['refused', { kind: 'refused', error }, 'SUPPRESSED'],
  ] as const)('as %s keeps what the mail service told of its mail before', async (name, outcome, status) => {
    const from = await onItsWay(`settled-${name.replace(' ', '-')}`);
    expect(await feedback(from, 'sent')).toHaveLength(1);
    expect(await feedback(from, 'returned')).toHaveLength(1);
    await notes.move([{ from, to: afterSending(from, outcome, minute(2)) }]);
    expect(await now(from)).toMatchObject({
      status,
      sentAt: minute(1).toISOString(),
      returnedAt: minute(1).toISOString(),
    });
    expect(await feedback(from, 'sent'), 'it is counted once').toEqual([]);
  });

  it('leaves the list of doubtful mail, and keeps nothing of the mail before when it goes out anew', async () => {
    const from = await onItsWay('anew');
    const doubt = doubtful(from, minute(2));
    await notes.move([{ from, to: doubt }]);
    await feedback(from, 'sent');
    expect(await notes.listInDoubt('anew', { limit: 9 })).toHaveLength(1);
    const waiting = held(doubt, minute(3), minute(3));
    await notes.move([{ from: doubt, to: waiting }]);
    expect(await notes.listInDoubt('anew', { limit: 9 })).toEqual([]);
    const again = await now(from);
    expect(again).toEqual(waiting);
    const out = sending(waiting, from.id, minute(4));
    await notes.move([{ from: waiting, to: out }]);
    expect(await now(from)).toEqual(out);
  });
});

describe('a note that somebody else changed meanwhile', () => {
  it('is not changed by whoever read it before, though it is in the same state again', async () => {
    const first = await onItsWay('meanwhile');
    const waiting = held(first, minute(1), minute(1));
    await notes.move([{ from: first, to: waiting }]);
    const second = sending(waiting, first.id, minute(2));
    await notes.move([{ from: waiting, to: second }]);
    await expect(notes.move([{ from: first, to: doubtful(first, minute(3)) }])).rejects.toThrow(Unavailable);
    expect(await notes.take([{ from: first, to: sending(first, first.id, minute(3)) }])).toBe('taken');
    expect(await now(first)).toEqual(second);
  });
});
