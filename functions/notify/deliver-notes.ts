import type { Note } from '../../shared/notifications/note-model.ts';
import { afterSending, doubtful, isStale, sending } from '../../shared/notifications/note-steps.ts';
import type { NotesStore } from '../../shared/notifications/notes-store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Mail, SendOutcome } from '../../shared/platform/mail-port.ts';

/** What delivering needs. */
export interface Delivering {
  readonly notes: Pick<NotesStore, 'claim' | 'take' | 'move' | 'find'>;
  readonly send: (mail: Mail) => Promise<SendOutcome>;
  readonly clock: Clock;
}

/**
 * What became of something to tell: a count of its own each. `in-doubt` waits for a person; `unknown-topic` is of an
 * answer that whoever began its topic is not told of, because the topic never came.
 */
export type Delivery = 'sent' | 'held' | 'suppressed' | 'known' | 'in-doubt' | 'nobody' | 'unknown-topic';

const deliveries: Readonly<Record<Note['status'], Delivery>> = {
  SENT: 'sent',
  HELD: 'held',
  SUPPRESSED: 'suppressed',
  IN_DOUBT: 'in-doubt',
  SENDING: 'known',
};

/** What becomes of a note that somebody else has in hand: theirs, or in doubt where nobody can be at it any more. */
const lookAgain = async (note: Note, { notes, clock }: Delivering): Promise<Delivery> => {
  const [present] = await notes.find([note]);
  if (!present || !isStale(present, clock())) return 'known';
  await notes.move([{ from: present, to: doubtful(present, clock()) }]);
  return 'in-doubt';
};

/** Takes a note in hand that is not mailed now: it is held, or not told at all. */
export const settleAtOnce = async (note: Note, delivering: Delivering): Promise<Delivery> =>
  (await delivering.notes.claim([note])) === 'claimed'
    ? deliveries[note.status]
    : lookAgain(note, delivering);

/**
 * Takes notes in hand, mails them in one mail, and says on each how that ended. At most one mail for a note, whatever
 * stops where:
 *
 * | it stops                                | note       | what follows                                              |
 * |-----------------------------------------|------------|-----------------------------------------------------------|
 * | before it is taken in hand              | none, HELD | the message, or the next plan, comes again: decided anew  |
 * | there, another has it                   | theirs     | done: the other sends                                     |
 * | there, the answer lost                  | SENDING    | after a minute IN_DOUBT, found when the message comes again |
 * | in hand, before SES answers             | SENDING    | as above                                                  |
 * | SES broke off                           | IN_DOUBT   | perhaps sent: for a person                                |
 * | SES certainly did not take it           | HELD       | due at once: the next plan tells it                       |
 * | while it is given back                  | SENDING    | after a minute IN_DOUBT                                   |
 * | SES refused it for good                 | SUPPRESSED | done: the reason is on the note                           |
 * | sent, before the note says so           | SENDING    | after a minute IN_DOUBT                                   |
 * | sent and settled                        | SENT       | done                                                      |
 *
 * A new note's message comes again because it was not acknowledged; that of held notes because they leave the due index
 * last. Nothing in doubt is ever sent again by itself: a mail missed is noticed less than a mail twice.
 *
 * @throws {AppError} where the message should come again.
 */
export const deliverNotes = async (
  waiting: readonly [Note, ...Note[]],
  isNew: boolean,
  mail: Mail,
  { notes, send, clock }: Delivering,
): Promise<Delivery> => {
  const name = waiting[0].id;
  const now = clock();
  const inHand = waiting.map((note) => sending(note, name, now));
  const taken = isNew
    ? await notes.claim(inHand)
    : await notes.take(inHand.map((to, i) => ({ from: waiting[i] ?? to, to })));
  if (taken === 'taken') return lookAgain(waiting[0], { notes, send, clock });
  const outcome = await send(mail);
  const after = inHand.map((from) => ({ from, to: afterSending(from, outcome, clock()) }));
  await notes.move(after);
  return deliveries[after[0]?.to.status ?? 'SENDING'];
};
