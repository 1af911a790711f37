import type { MailPreferences } from '../digests/model.ts';
import type { Note } from './note-model.ts';
import { quietUntil } from './quiet-hours.ts';
import { remindAt } from './reminders.ts';
import { SPAN } from './turns.ts';

/**
 * What held something back: the end of quiet hours, the hour of the member's mail, several posts of one topic in a few
 * minutes; `other` is all else, such as the mail service, and where not all of a mail waited for the same.
 */
export type HeldBy = 'quiet' | 'hour' | 'several' | 'other';

/** How what a mail tells was held back, and in which zone its reader is told when it was written. */
export interface Held {
  readonly by: HeldBy;
  readonly timeZone: string;
}

type Choice = Pick<MailPreferences, 'timeZone' | 'hour' | 'quietHours'>;

/** What a note waited for, by when that ends: a choice that was changed meanwhile is no reason any more. */
const heldBy = ({ about, since, at, until = at }: Note, choice: Choice): HeldBy => {
  const end = Date.parse(until);
  const isEnd = (instant: Date | undefined): boolean => instant?.getTime() === end;
  if (about.of === 'cycle' && isEnd(remindAt(choice, about.dueOn, new Date(since)))) return 'hour';
  const { quietHours, timeZone } = choice;
  if (quietHours && isEnd(quietUntil(quietHours, timeZone, new Date(end - 1)))) return 'quiet';
  const waited = end - Date.parse(at);
  return about.of === 'post' && waited > 0 && waited <= SPAN ? 'several' : 'other';
};

/** What held back the notes of one mail. */
export const heldNotes = (notes: readonly Note[], choice: Choice): Held => {
  const [by = 'other', ...others] = new Set(notes.map((note) => heldBy(note, choice)));
  return { by: others.length > 0 ? 'other' : by, timeZone: choice.timeZone };
};
