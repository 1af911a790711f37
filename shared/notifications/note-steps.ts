import type { SendOutcome } from '../platform/mail-port.ts';
import type { Note, NoteReason } from './note-model.ts';

/** Longer than a mail can be on its way out, in ms: the mail service is given 20 s to answer. */
const DOUBT_AFTER = 60_000;

/** True where a note says that its mail is on its way out, and nobody can be at it any more. */
export const isStale = ({ status, at }: Pick<Note, 'status' | 'at'>, now: Date): boolean =>
  status === 'SENDING' && now.getTime() - Date.parse(at) > DOUBT_AFTER;

const moved = (note: Note, status: Note['status'], now: Date): Note => {
  const kept = { ...note, status, at: now.toISOString() };
  delete kept.until;
  delete kept.reason;
  return kept;
};

/** A note without what was told of the mail that it was in before. */
const withoutMail = ({ organization, member, id, kind, about, status, since, at }: Note): Note => ({
  ...{ organization, member, id, kind, about, status, since, at },
});

/** A note that waits until an instant. */
export const held = (note: Note, until: Date, now: Date): Note => ({
  ...moved(withoutMail(note), 'HELD', now),
  until: until.toISOString(),
});

/** A note that did not arrive, as staff found: due now, however long ago it happened. */
export const sentAgain = (note: Note, now: Date): Note => ({
  ...held(note, now, now),
  again: now.toISOString(),
});

/** A note that is not told, and why. */
export const suppressed = (note: Note, reason: NoteReason, now: Date): Note => ({
  ...moved(note, 'SUPPRESSED', now),
  reason,
});

/** A note that goes out in the mail of another, or its own. */
export const sending = (note: Note, mail: string, now: Date): Note => ({
  ...moved(withoutMail(note), 'SENDING', now),
  mail,
});

/** A note of which nobody knows whether it was told. */
export const doubtful = (note: Note, now: Date): Note => moved(note, 'IN_DOUBT', now);

/** A note after the mail service answered, or did not; what it certainly did not take is due again at once. */
export const afterSending = (note: Note, outcome: SendOutcome, now: Date): Note => {
  switch (outcome.kind) {
    case 'accepted':
      return { ...moved(note, 'SENT', now), messageId: outcome.messageId };
    case 'refused':
      return suppressed(note, 'refused', now);
    case 'unavailable':
      return held(note, now, now);
    case 'unknown':
      return doubtful(note, now);
  }
};
