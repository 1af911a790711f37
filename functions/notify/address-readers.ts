import type { Organization } from '../../shared/communities/model.ts';
import { type Language, languageFor } from '../../shared/mail/language.ts';
import { suppressionOf } from '../../shared/mail/standing.ts';
import type { Member } from '../../shared/members/model.ts';
import { noteTime } from '../../shared/notifications/note-facts.ts';
import { noteId } from '../../shared/notifications/note-id.ts';
import type { Note } from '../../shared/notifications/note-model.ts';
import { held, sending, suppressed } from '../../shared/notifications/note-steps.ts';
import type { NoticeReader } from '../../shared/notifications/notice-bulk.ts';
import { communityOfPage, type Notice } from '../../shared/notifications/notice-model.ts';
import { DEFAULTS, isFor, type Sources } from './reading.ts';

/** A reader of a notice, and the note that says whether and when they are told. */
export interface Addressed extends NoticeReader {
  readonly language: Language;
}

/** What a page of a notice is: the notice, whose it is, and by what its readers are counted. */
export interface Page {
  readonly notice: Notice;
  readonly organization: Organization;
  readonly name: string;
}

/** What names the note that says what became of a notice for a member. */
export const namesNote = (
  { organization, notice }: Pick<Notice, 'organization' | 'notice'>,
  member: string,
): Pick<Note, 'organization' | 'member' | 'id'> => ({
  ...{ organization, member },
  id: noteId(['notice', notice], member, 'notice'),
});

/** Decides of a reader of a notice whether they are told now, later or not at all: three reads side by side. */
export const addressReader = async (
  { notice, organization: of, name: page }: Page,
  { member, name, email }: Member,
  { digests, standings, members }: Pick<Sources, 'digests' | 'standings' | 'members'>,
  now: Date,
): Promise<Addressed> => {
  const { organization } = notice;
  const [schedule, standing, belongs] = await Promise.all([
    digests.ensureSchedule(organization, member, DEFAULTS, now),
    standings.get(organization, member),
    // The roster is an index, and may still name whoever left a moment ago.
    isFor({ members }, notice, member, communityOfPage(page)),
  ]);
  const note: Note = {
    ...namesNote(notice, member),
    ...{ kind: 'notice', status: 'SENDING', since: notice.at, at: now.toISOString() },
    about: { of: 'notice', notice: notice.notice, page },
  };
  const time = noteTime(schedule, note, notice, now);
  const reason =
    time.kind === 'not' ? time.reason : belongs ? suppressionOf(standing, email, now) : 'not-a-member';
  const decided = (): Note => {
    if (reason !== undefined) return suppressed(note, reason, now);
    return time.kind === 'held' ? held(note, time.until, now) : sending(note, note.id, now);
  };
  return {
    ...{ note: decided(), name, email, unsubscribeToken: schedule.unsubscribeToken },
    language: languageFor(schedule, of),
  };
};
