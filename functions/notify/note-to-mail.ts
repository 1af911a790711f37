import { dayIn } from '../../shared/digests/local-day.ts';
import { languageFor } from '../../shared/mail/language.ts';
import { linksAt } from '../../shared/mail/links.ts';
import { composeNoteMail, type NoteMail } from '../../shared/notifications/compose-note.ts';
import { type NotePlace, noteMail } from '../../shared/notifications/note-mail.ts';
import type { ToldNote } from '../../shared/notifications/tell-note.ts';
import type { Mail } from '../../shared/platform/mail-port.ts';
import type { RepliesStore } from '../../shared/replies/store.ts';
import { isHere, readText, type Texts } from './read-text.ts';
import type { Reader } from './reading.ts';

/** What making a mail needs. */
export interface Mailing extends Texts {
  readonly place: NotePlace;
  /** Opens the address at which an answer becomes a post; undefined where the system receives no mail. */
  readonly replies: Pick<RepliesStore, 'openAddress'> | undefined;
}

/** The mail that tells a member of notes; one of one post carries the whole of it, and can be answered by mail. */
export const mailOfNotes = async (
  { member, organization, schedule }: Reader,
  told: readonly [ToldNote, ...ToldNote[]],
  { more, wasHeld, list }: Pick<NoteMail, 'more' | 'wasHeld' | 'list'>,
  mailing: Mailing,
  now: Date,
): Promise<Mail> => {
  const { place, replies } = mailing;
  const [only] = told;
  const { note, facts } = only;
  const isOne = told.length === 1 && more === 0;
  const replyTo =
    replies && isOne && note.about.of === 'post' && isHere(facts)
      ? await replies.openAddress(
          {
            organization: note.organization,
            member: note.member,
            community: note.about.community,
            topic: note.about.topic,
            post: note.about.post,
          },
          now,
        )
      : undefined;
  const { unsubscribeToken } = schedule;
  const text = isOne ? await readText(only, mailing) : undefined;
  const document = composeNoteMail({
    told: text === undefined ? told : [{ note, facts: { ...facts, text } }],
    more,
    ...(list && { list }),
    wasHeld,
    name: member.name,
    organization,
    language: languageFor(schedule, organization),
    links: linksAt(place.publicUrl),
    today: dayIn(schedule.timeZone, now.toISOString()),
    unsubscribeToken,
    canAnswer: replyTo !== undefined,
  });
  const { email } = member;
  const envelope = { organization, email, unsubscribeToken, place, replyTo, isOne, ...(list && { list }) };
  return noteMail(document, note, envelope);
};
