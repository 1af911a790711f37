import type { Note } from '../../shared/notifications/note-model.ts';
import { afterSending, doubtful, held, isStale, sending } from '../../shared/notifications/note-steps.ts';
import type { NoteMove } from '../../shared/notifications/note-writes-store.ts';
import { NOTES_AT_ONCE, type NotesStore } from '../../shared/notifications/notes-store.ts';
import { chunksOf } from '../../shared/platform/chunks-of.ts';
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
 * Takes held notes in hand for one mail: all of them or none. Where more than one transaction takes are wanted and one
 * of the later ones is not taken, those before are given back, for nothing was sent.
 *
 * @throws {AppError} where the table did not decide.
 */
const takeAll = async (
  steps: readonly NoteMove[],
  { notes, clock }: Delivering,
): Promise<'claimed' | 'taken'> => {
  const done: NoteMove[] = [];
  const giveBack = () =>
    notes.move(
      done.map(({ from, to }) => ({ from: to, to: held(from, new Date(from.until ?? from.at), clock()) })),
    );
  for (const chunk of chunksOf(steps, NOTES_AT_ONCE)) {
    try {
      if ((await notes.take(chunk)) === 'claimed') {
        done.push(...chunk);
        continue;
      }
    } catch (error) {
      await giveBack();
      throw error;
    }
    await giveBack();
    return 'taken';
  }
  return 'claimed';
};

/**
 * Takes notes in hand, mails them in one mail, and says on each how that ended. At most one mail for a note, whatever
 * stops where:
 *
 * | it stops                                | note       | what follows                                              |
 * |-----------------------------------------|------------|-----------------------------------------------------------|
 * | before it is taken in hand              | none, HELD | the message, or the next plan, comes again: decided anew  |
 * | there, another has it                   | theirs     | done: the other sends                                     |
 * | there, the answer lost                  | SENDING    | after a minute IN_DOUBT, found when the message comes again |
 * | between the first of many and the last  | both       | as above, and those still HELD are told by the next plan  |
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
    : await takeAll(
        inHand.map((to, i) => ({ from: waiting[i] ?? to, to })),
        { notes, send, clock },
      );
  if (taken === 'taken') return lookAgain(waiting[0], { notes, send, clock });
  const outcome = await send(mail);
  const after = inHand.map((from) => ({ from, to: afterSending(from, outcome, clock()) }));
  await notes.move(after);
  return deliveries[after[0]?.to.status ?? 'SENDING'];
};
