import { describe, expect, it } from 'vitest';
import { heldNotes } from '../../../shared/notifications/held.ts';
import type { Note } from '../../../shared/notifications/note-model.ts';
import { held } from '../../../shared/notifications/note-steps.ts';
import { quietUntil } from '../../../shared/notifications/quiet-hours.ts';
import { remindAt } from '../../../shared/notifications/reminders.ts';
import { nextTurn } from '../../../shared/notifications/turns.ts';

const now = new Date('2026-11-20T21:30:00.000Z');
const loud = { timeZone: 'Europe/Paris', hour: 9 };
const choice = { ...loud, quietHours: { from: 22, until: 7 } };

const fresh = (about: Note['about']): Note => ({
  ...{ organization: 'maths', member: 'ana', id: 'n'.repeat(32), kind: 'reply', about, status: 'SENDING' },
  ...{ since: now.toISOString(), at: now.toISOString() },
});
const post = fresh({ of: 'post', community: 'algebra', topic: 't', post: 'p', by: 'ben' });
const deadline = fresh({ of: 'cycle', community: 'algebra', cycle: 'c', dueOn: '2026-11-22' });

const until = (note: Note, end: Date | undefined): Note => held(note, end ?? now, now);
const quiet = until(post, quietUntil(choice.quietHours, choice.timeZone, now));
const { time } = nextTurn({ since: now.toISOString(), mails: 2 }, now);
const turn = until(post, time.kind === 'held' ? time.until : undefined);
const hour = until(deadline, remindAt(choice, '2026-11-22', now));

describe('what held a mail back', () => {
  it.each([
    ['quiet hours', [quiet], choice, 'quiet'],
    ['several posts in a few minutes', [turn, turn], loud, 'several'],
    ['the hour of the mail', [hour], choice, 'hour'],
    [
      'for a deadline, the quiet hours at that hour',
      [until(deadline, new Date(quiet.until ?? ''))],
      choice,
      'quiet',
    ],
    ['the mail service, by which nothing is said', [until(post, now)], loud, 'other'],
    ['more than one thing, none of which is true of all', [quiet, turn], choice, 'other'],
    ['quiet hours that were given up meanwhile', [quiet], loud, 'other'],
    ['a deadline’s hour that was changed meanwhile', [hour], { ...choice, hour: 10 }, 'other'],
  ] as const)('%s', (_case, notes, preferences, expected) => {
    expect(heldNotes(notes, preferences)).toEqual({ by: expected, timeZone: 'Europe/Paris' });
  });
});
