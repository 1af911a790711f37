import type { Organization } from '../communities/model.ts';
import { steps } from '../inquiry/model.ts';
import type { MailEntry } from '../mail/document.ts';
import { dayOf, momentOf } from '../mail/formats.ts';
import type { Language } from '../mail/language.ts';
import { type Links, webLink } from '../mail/links.ts';
import type { Say } from '../mail/messages.ts';
import { clip, isolated, oneLine } from '../mail/plain.ts';
import { type DigestKey, digestSayings } from '../mail/sayings-digest.ts';
import type { NotificationKey } from '../mail/sayings-notifications.ts';
import type { Held } from './held.ts';
import type { NoteFacts } from './note-facts.ts';
import type { Note } from './note-model.ts';
import { stepDueOn } from './reminders.ts';
import { type WholePost, wholePost } from './whole-post.ts';

/** Something to tell, with what is known of it. */
export interface ToldNote {
  readonly note: Note;
  readonly facts: NoteFacts;
}

/** Says a message of notifications in the language of the mail. */
export type Saying = Say<NotificationKey>;

/** Longest title in a subject in a list of mails, in characters. */
const SUBJECT = 150;

/** One thing told: as an entry of several, and what a mail of it alone says beside. */
export interface Telling {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly entry: MailEntry;
  /** The whole of a post, where the mail is of it alone and carries it. */
  readonly whole?: WholePost | undefined;
  /** Where the entry belongs to the text of a mail of it alone. */
  readonly isEntry: boolean;
  readonly action: string;
}

/** Where and in which language it is told, and how it was held back. */
interface Place {
  readonly links: Links;
  readonly language: Language;
  readonly organization: Organization;
  readonly today?: string;
  readonly wasHeld: false | Held;
}

const tellPost = ({ note, facts }: ToldNote, say: Saying, { links, language }: Place): Telling => {
  const named = (text: string): string => isolated(language, oneLine(text));
  const { about } = note;
  if (about.of !== 'post' || facts.post === undefined || facts.post === 'removed')
    throw new RangeError('only a post that is there is told as one');
  const name = named(facts.by ?? say('somebody'));
  const title = oneLine(facts.post.title);
  const heading = say(note.kind === 'reply' ? 'replyHeading' : 'mentionHeading', { name });
  return {
    // The same for each post of a topic: mail programs put mails of one subject and one reference together.
    subject: say(note.kind === 'reply' ? 'replySubject' : 'mentionSubject', {
      title: isolated(language, clip(title, SUBJECT)),
    }),
    heading,
    paragraphs: [],
    entry: {
      title,
      url: webLink(facts.post.link) ?? links.topic(about.community, about.topic),
      byline: say('byline', { name, community: named(facts.community ?? about.community) }),
      excerpt: oneLine(facts.post.excerpt),
      reason: heading,
    },
    whole: facts.text === undefined ? undefined : wholePost(facts.text),
    isEntry: true,
    action: say('openPost'),
  };
};

const tellOther = ({ note, facts }: ToldNote, say: Saying, of: Place): Telling => {
  const { about } = note;
  const named = (text: string): string => isolated(of.language, oneLine(text));
  const name = named(facts.by ?? say('somebody'));
  const simple = (heading: string, paragraphs: readonly string[], url: string, action: string): Telling => ({
    subject: heading.length > SUBJECT ? clip(heading, SUBJECT) : heading,
    heading,
    paragraphs,
    entry: { title: heading, url, byline: '', excerpt: clip(paragraphs.join(' '), 500), reason: '' },
    isEntry: false,
    action,
  });
  if (about.of === 'notice') {
    const paragraphs = (facts.notice?.text ?? '')
      .split('\n')
      .map(oneLine)
      .filter((line) => line !== '');
    const signed = say('noticeFrom', { name, organization: named(of.organization.name) });
    return simple(
      oneLine(facts.notice?.title ?? ''),
      [...paragraphs, signed],
      of.links.home,
      say('openHome'),
    );
  }
  const community = named(facts.community ?? about.community);
  const place = of.links.community(about.community);
  if (about.of === 'cycle') {
    const day = dayOf(of.language, about.dueOn, new Date(about.dueOn));
    const step = stepDueOn(facts.cycle, about.dueOn) ?? 1;
    // As the digest names it; there are names of steps nowhere else.
    const task = digestSayings(of.language)(`step-${step}` as DigestKey);
    const isToday = of.today === about.dueOn;
    return simple(
      say(isToday ? 'deadlineTodayHeading' : 'deadlineHeading', {
        ...{ day, task },
        title: named(facts.cycle?.title ?? ''),
      }),
      [
        say(isToday ? 'deadlineTodayText' : 'deadlineText', {
          ...{ step, steps: steps.length, task, day, community },
        }),
      ],
      of.links.cycle(about.community, about.cycle),
      say('openCycle'),
    );
  }
  return simple(
    say('coachingHeading', { name }),
    [say('coachingText', { name, community })],
    place,
    say('openCommunity'),
  );
};

/**
 * When something that was held back was written, or asked for: its "tomorrow" is counted from that day. Empty for what
 * goes out at once, and for a reminder, which is written when it is mailed.
 */
const writtenAt = ({ about, since }: Note, say: Saying, { language, wasHeld }: Place): string => {
  if (!wasHeld || about.of === 'cycle') return '';
  const moment = digestSayings(language)('moment', momentOf(language, wasHeld.timeZone, since));
  return say(about.of === 'coaching' ? 'askedOn' : 'writtenOn', { moment });
};

/** What is said of one note, by what it is about. @throws {RangeError} of a post that is not there. */
export const tellNote = (one: ToldNote, say: Saying, of: Place): Telling => {
  const telling = one.note.about.of === 'post' ? tellPost(one, say, of) : tellOther(one, say, of);
  const written = writtenAt(one.note, say, of);
  if (written === '') return telling;
  const { entry, paragraphs, isEntry } = telling;
  const byline = entry.byline === '' ? written : `${entry.byline} · ${written}`;
  return {
    ...telling,
    paragraphs: isEntry ? paragraphs : [written, ...paragraphs],
    entry: { ...entry, byline },
  };
};
