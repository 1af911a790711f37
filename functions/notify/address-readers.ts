import type { Organization } from '../../shared/communities/model.ts';
import type { MailPreferences } from '../../shared/digests/model.ts';
import { type Language, languageFor } from '../../shared/mail/language.ts';
import { suppressionOf } from '../../shared/mail/standing.ts';
import type { Member } from '../../shared/members/model.ts';
import { heardNotice, noteTime } from '../../shared/notifications/note-facts.ts';
import { noteId } from '../../shared/notifications/note-id.ts';
import type { Note, NoteReason } from '../../shared/notifications/note-model.ts';
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

/**
 * Why a notice does not reach a member, or undefined where it does: through the community in which they were found, or
 * where they left or muted that, through another that it is for. One read for whoever did neither.
 */
export const unreached = async (
  sources: Pick<Sources, 'members'>,
  notice: Notice,
  member: string,
  preferences: MailPreferences,
  page: string,
): Promise<Extract<NoteReason, 'muted' | 'not-a-member'> | undefined> => {
  const found = communityOfPage(page);
  if (await isFor(sources, heardNotice(notice, preferences), member, found)) return undefined;
  return found !== undefined && preferences.communities?.[found] === 'muted' ? 'muted' : 'not-a-member';
};

/**
 * Decides of a reader of a notice whether they are told now, later or not at all: two reads side by side, and then
 * whether it reaches them, which the first of the two says, too.
 */
export const addressReader = async (
  { notice, organization: of, name: page }: Page,
  { member, name, email }: Member,
  { digests, standings, members }: Pick<Sources, 'digests' | 'standings' | 'members'>,
  now: Date,
): Promise<Addressed> => {
  const { organization } = notice;
  const [schedule, standing] = await Promise.all([
    digests.ensureSchedule(organization, member, DEFAULTS, now),
    standings.get(organization, member),
  ]);
  const note: Note = {
    ...namesNote(notice, member),
    ...{ kind: 'notice', status: 'SENDING', since: notice.at, at: now.toISOString() },
    about: { of: 'notice', notice: notice.notice, page },
  };
  const time = noteTime(schedule, note, notice, now);
  // The roster is an index, and may still name whoever left a moment ago.
  const reason =
    time.kind === 'not'
      ? time.reason
      : ((await unreached({ members }, notice, member, schedule, page)) ??
        suppressionOf(standing, email, now));
  const decided = (): Note => {
    if (reason !== undefined) return suppressed(note, reason, now);
    return time.kind === 'held' ? held(note, time.until, now) : sending(note, note.id, now);
  };
  return {
    ...{ note: decided(), name, email, unsubscribeToken: schedule.unsubscribeToken },
    language: languageFor(schedule, of),
  };
};
