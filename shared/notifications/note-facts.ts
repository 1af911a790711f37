import type { MailPreferences } from '../digests/model.ts';
import type { FeedItem } from '../discussions/model.ts';
import type { Cycle } from '../inquiry/model.ts';
import type { Note, NoteReason } from './note-model.ts';
import type { Notice } from './notice-model.ts';
import { stepDueOn } from './reminders.ts';
import { type TellingTime, whenToTell } from './when-to-tell.ts';

/** What a note is about, as it is when the mail is made. */
export interface NoteFacts {
  /** True where the member still belongs to the community that it is of; and where it is of none. */
  readonly belongs: boolean;
  /** The name of the community. */
  readonly community?: string | undefined;
  /** Who did it, by name; undefined where they are gone. */
  readonly by?: string | undefined;
  readonly post?: Pick<FeedItem, 'title' | 'excerpt' | 'link' | 'heldBack'> | 'removed' | undefined;
  /** All that the post says, with names for mentions; where a mail tells of it alone and it was written here. */
  readonly text?: string | undefined;
  readonly cycle?: Cycle | undefined;
  readonly notice?: Notice | undefined;
}

/** For how long something that waits is still worth telling, in ms: quiet hours, a deadline's day, and an outage. */
const TOO_LATE = 72 * 3_600_000;

/** Why there is nothing left to tell, or undefined where there is: permission and truth as they are at this moment. */
export const nothingToTell = (
  note: Pick<Note, 'about' | 'since' | 'again' | 'member'>,
  facts: NoteFacts,
  now: Date,
): NoteReason | undefined => {
  const { about } = note;
  if (now.getTime() - Date.parse(note.again ?? note.since) > TOO_LATE) return 'too-late';
  if (!facts.belongs) return 'not-a-member';
  switch (about.of) {
    case 'post':
      return facts.post === undefined || facts.post === 'removed' || facts.post.heldBack ? 'gone' : undefined;
    case 'coaching':
      return undefined;
    case 'cycle':
      if (facts.cycle && !facts.cycle.members.includes(note.member)) return 'not-a-member';
      return stepDueOn(facts.cycle, about.dueOn) === undefined ? 'deadline-moved' : undefined;
    case 'notice':
      return facts.notice ? undefined : 'gone';
  }
};

/**
 * A notice as it reaches a member: of its communities those alone that they did not mute. What is for everybody is of
 * none, and reaches whoever muted all of theirs.
 */
export const heardNotice = (notice: Notice, { communities: levels = {} }: MailPreferences): Notice =>
  notice.communities
    ? { ...notice, communities: notice.communities.filter((community) => levels[community] !== 'muted') }
    : notice;

/** The community that a note is of, by whose level it is told or not; a notice is of none. */
const communityOf = (about: Note['about']): string | undefined =>
  about.of === 'notice' ? undefined : about.community;

/** When a note is told, by what its member chose; a notice that cannot wait is told in quiet hours, too. */
export const noteTime = (
  preferences: MailPreferences,
  note: Pick<Note, 'kind' | 'about'>,
  notice: Notice | undefined,
  now: Date,
): TellingTime => {
  const time = whenToTell(preferences, note.kind, communityOf(note.about), now);
  return time.kind === 'held' && note.about.of === 'notice' && notice?.inQuietHours ? { kind: 'now' } : time;
};
