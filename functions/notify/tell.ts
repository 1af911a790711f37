import { type NoteFacts, noteTime, nothingToTell } from '../../shared/notifications/note-facts.ts';
import { noteId } from '../../shared/notifications/note-id.ts';
import type { Note } from '../../shared/notifications/note-model.ts';
import { held, suppressed } from '../../shared/notifications/note-steps.ts';
import type { TurnsStore } from '../../shared/notifications/turns-store.ts';
import type { Telling } from '../../shared/notifications/whom-to-tell.ts';
import { sideBySide } from '../../shared/platform/side-by-side.ts';
import { type Delivering, type Delivery, deliverNotes, settleAtOnce } from './deliver-notes.ts';
import { type Mailing, mailOfNotes } from './note-to-mail.ts';
import { type Reader, readFacts, readReader, type Sources } from './reading.ts';

/** What telling somebody something needs. */
export interface TellingOne extends Delivering, Mailing, Sources {
  /** Waits for a turn to send; false where it would not come in time. */
  readonly pace: () => Promise<boolean>;
  readonly turns: TurnsStore;
}

/** What happened, and what names it for ever. */
export interface Happening {
  readonly organization: string;
  readonly origin: readonly string[];
  readonly about: Note['about'];
  readonly since: string;
  /** What the event said of its post. */
  readonly post?: NoteFacts['post'];
  /** When a member is to be told at the earliest, where that is not at once; undefined where it is too late. */
  readonly earliest?: (reader: Reader) => Date | undefined;
}

/** Members told side by side. */
const AT_ONCE = 10;

/** Tells a member now, holds it back, or writes down why they are not told; once, however often it is asked for. */
export const tellOne = async (
  { member, kinds }: Telling,
  { organization, origin, about, since, post, earliest }: Happening,
  dependencies: TellingOne,
): Promise<Delivery> => {
  const { clock, pace } = dependencies;
  const now = clock();
  const reader = await readReader(dependencies, { organization, member }, now);
  if (!reader) return 'nobody';
  const kind = kinds.find((one) => !reader.schedule.off?.includes(one)) ?? kinds[0];
  const note: Note = {
    ...{ organization, member, kind, about, since, status: 'SENDING', at: now.toISOString() },
    // Of a post one note, and of all else one by the first kind, whatever was chosen since: a duplicate makes the same.
    id: noteId(origin, member, about.of === 'post' ? 'post' : kinds[0]),
  };
  const not = (reason: Parameters<typeof suppressed>[1]) =>
    settleAtOnce(suppressed(note, reason, now), dependencies);

  const time = noteTime(reader.schedule, note, undefined, now);
  if (time.kind === 'not') return not(time.reason);
  const notBefore = earliest ? earliest(reader) : now;
  if (notBefore === undefined) return not('too-late');
  if (notBefore > now) return settleAtOnce(held(note, notBefore, now), dependencies);
  if (time.kind === 'held') return settleAtOnce(held(note, time.until, now), dependencies);
  const facts = await readFacts(dependencies, note, post);
  const reason = nothingToTell(note, facts, now) ?? reader.suppression;
  if (reason !== undefined) return not(reason);
  // Several posts of one topic in a few minutes: what follows the first mails is told in one.
  const later =
    about.of === 'post'
      ? await dependencies.turns.takeTurn(organization, member, about.topic, now)
      : undefined;
  if (later) return settleAtOnce(held(note, later, now), dependencies);
  // More mail than the service takes of us: the next plan tells it.
  if (!(await pace())) return settleAtOnce(held(note, now, now), dependencies);
  const mail = await mailOfNotes(reader, [{ note, facts }], { more: 0, wasHeld: false }, dependencies, now);
  return deliverNotes([note], true, mail, dependencies);
};

/**
 * Tells some members of the same, side by side. Whoever was told stays told when the message comes again.
 *
 * @throws what telling the first of them threw who could not be told, when all others were seen to.
 */
export const tellAll = async (
  tellings: readonly Telling[],
  happening: Happening,
  dependencies: TellingOne,
): Promise<Delivery[]> => {
  const outcomes = await sideBySide(tellings, AT_ONCE, (one) => tellOne(one, happening, dependencies));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
};
