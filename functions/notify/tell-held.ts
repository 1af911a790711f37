import { listOf } from '../../shared/digests/lists.ts';
import { heldNotes } from '../../shared/notifications/held.ts';
import type { NotificationDue } from '../../shared/notifications/model.ts';
import { noteTime, nothingToTell } from '../../shared/notifications/note-facts.ts';
import type { Note } from '../../shared/notifications/note-model.ts';
import { doubtful, held, isStale, suppressed } from '../../shared/notifications/note-steps.ts';
import type { NotesStore } from '../../shared/notifications/notes-store.ts';
import { remindAt } from '../../shared/notifications/reminders.ts';
import type { ToldNote } from '../../shared/notifications/tell-note.ts';
import { chunksOf } from '../../shared/platform/chunks-of.ts';
import { unreached } from './address-readers.ts';
import { type Delivery, deliverNotes } from './deliver-notes.ts';
import { mailOfNotes } from './note-to-mail.ts';
import { readOnce } from './read-once.ts';
import { type Reader, readFacts, readReader, type Sources } from './reading.ts';
import type { TellingOne } from './tell.ts';

/** What telling what was held needs. */
export interface TellingHeld extends TellingOne {
  readonly notes: TellingOne['notes'] & Pick<NotesStore, 'listOpen' | 'clearDue'>;
}

/** Things that one mail tells; the rest of what waited is counted. */
const TOLD = 20;

/** Notes that one mail stands for at most, told or counted; what is beyond waits for the next plan. */
const MOST = 225;

/** Notes that are decided side by side: each reads a few items. */
const AT_ONCE = 20;

/** What to do with a note that waited: tell it, with what is known of it, or change it. */
const decide = async (
  note: Note,
  reader: Reader | undefined,
  sources: Sources,
  now: Date,
): Promise<ToldNote | { readonly from: Note; readonly to: Note }> => {
  if (!reader) return { from: note, to: suppressed(note, 'not-a-member', now) };
  // What is switched off or muted costs no read.
  const chosen = noteTime(reader.schedule, note, undefined, now);
  if (chosen.kind === 'not') return { from: note, to: suppressed(note, chosen.reason, now) };
  const facts = await readFacts(sources, note);
  // A notice may be told in quiet hours.
  const time = noteTime(reader.schedule, note, facts.notice, now);
  const { about } = note;
  // What is to be done by a day is not told when the day is over, however long it waited and for whatever.
  const isOver = about.of === 'cycle' && remindAt(reader.schedule, about.dueOn, now) === undefined;
  const untold = isOver ? 'too-late' : nothingToTell(note, facts, now);
  const unheard =
    about.of === 'notice' && facts.notice && untold === undefined
      ? await unreached(sources, facts.notice, note.member, reader.schedule, about.page)
      : undefined;
  const reason = untold ?? unheard ?? reader.suppression;
  if (reason !== undefined) return { from: note, to: suppressed(note, reason, now) };
  return time.kind === 'held' ? { from: note, to: held(note, time.until, now) } : { note, facts };
};

const isTold = (one: Awaited<ReturnType<typeof decide>>): one is ToldNote => 'facts' in one;

/**
 * Tells a member in one mail what was held for them until now, each decided anew: what they switched off meanwhile is
 * not told, what has no truth or permission any more neither, and what falls into their quiet hours waits again. The
 * due index is left last, so that what stops anywhere before is found again.
 */
export const tellHeld = async (
  { organization, name: member, dueAt }: NotificationDue,
  dependencies: TellingHeld,
): Promise<readonly Delivery[]> => {
  const { notes, clock, pace } = dependencies;
  const now = clock();
  const open = await notes.listOpen(organization, member, now);
  const stale = open.filter((note) => isStale(note, now));
  await notes.move(stale.map((from) => ({ from, to: doubtful(from, now) })));
  const waiting = open.filter(({ status, until = '' }) => status === 'HELD' && until <= now.toISOString());
  const due = waiting.slice(0, MOST);
  const sources = readOnce(dependencies);
  const reader = due.length > 0 ? await readReader(sources, { organization, member }, now) : undefined;
  const decided: Awaited<ReturnType<typeof decide>>[] = [];
  for (const some of chunksOf(due, AT_ONCE))
    decided.push(...(await Promise.all(some.map((note) => decide(note, reader, sources, now)))));
  const changed = decided.flatMap((one) => (isTold(one) ? [] : [one]));
  await notes.move(changed);
  const deliveries: Delivery[] = [
    ...stale.map(() => 'in-doubt' as const),
    ...changed.map(({ to }) => (to.status === 'HELD' ? ('held' as const) : ('suppressed' as const))),
  ];

  const told = decided.filter(isTold);
  const [first, ...others] = told;
  if (first && reader) {
    // More mail than the service takes of us: it stays due, for the next plan.
    if (!(await pace())) return deliveries;
    const shown = [first, ...others.slice(0, TOLD - 1)] as const;
    const count = {
      more: told.length - shown.length,
      list: listOf(first.note.kind, ...others.map(({ note }) => note.kind)),
      wasHeld: heldNotes(
        told.map(({ note }) => note),
        reader.schedule,
      ),
    };
    const mail = await mailOfNotes(reader, shown, count, dependencies, now);
    deliveries.push(
      await deliverNotes([first.note, ...others.map(({ note }) => note)], false, mail, dependencies),
    );
  }
  // What somebody else has in hand may stop there, and is then found by the next plan.
  const isBusy =
    deliveries.includes('known') || open.some((note) => note.status === 'SENDING' && !isStale(note, now));
  if (!isBusy && waiting.length === due.length) await notes.clearDue(organization, member, dueAt);
  return deliveries;
};
