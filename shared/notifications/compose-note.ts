import type { Organization } from '../communities/model.ts';
import { steps } from '../inquiry/model.ts';
import { brandOf } from '../mail/brand.ts';
import type { MailDocument, MailEntry, MailLink } from '../mail/document.ts';
import type { Language } from '../mail/language.ts';
import { type Links, webLink } from '../mail/links.ts';
import type { Say } from '../mail/messages.ts';
import { clip, oneLine } from '../mail/plain.ts';
import { frameSayings } from '../mail/sayings-frame.ts';
import { type NotificationKey, notificationSayings } from '../mail/sayings-notifications.ts';
import type { NotificationKind } from './model.ts';
import type { NoteFacts } from './note-facts.ts';
import type { Note } from './note-model.ts';
import { stepDueOn } from './reminders.ts';

/** Something to tell, with what is known of it. */
export interface ToldNote {
  readonly note: Note;
  readonly facts: NoteFacts;
}

/** What a mail of notes is made from. */
export interface NoteMail {
  /** At least one, the oldest first. */
  readonly told: readonly [ToldNote, ...ToldNote[]];
  /** How many others waited that the mail does not tell. */
  readonly more: number;
  /** True where they waited; one of them alone is told as it would have been at once. */
  readonly wasHeld: boolean;
  /** The name of whoever is told. */
  readonly name: string;
  readonly organization: Organization;
  readonly language: Language;
  readonly links: Links;
  readonly unsubscribeToken: string;
  /** True where an answer to the mail becomes a post. */
  readonly canAnswer: boolean;
}

type Saying = Say<NotificationKey>;

const words = {
  reply: { why: 'whyReply', off: 'offReply' },
  mention: { why: 'whyMention', off: 'offMention' },
  coaching: { why: 'whyCoaching', off: 'offCoaching' },
  deadline: { why: 'whyDeadline', off: 'offDeadline' },
  notice: { why: 'whyNotice', off: 'offNotice' },
} as const satisfies Record<NotificationKind, { why: NotificationKey; off: NotificationKey }>;

/** Longest title in a subject and preheader in a list of mails, in characters. */
const SUBJECT = 150;
const PREHEADER = 140;

const dayIn = (language: Language, day: string): string =>
  new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(day));

/** One thing told: as an entry of several, and what a mail of it alone says beside. */
interface Telling {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly entry: MailEntry;
  /** Where the entry belongs to the text of a mail of it alone. */
  readonly isEntry: boolean;
  readonly action: string;
}

const tellPost = ({ note, facts }: ToldNote, say: Saying, links: Links): Telling => {
  const { about } = note;
  if (about.of !== 'post' || facts.post === undefined || facts.post === 'removed')
    throw new RangeError('only a post that is there is told as one');
  const name = oneLine(facts.by ?? say('somebody'));
  const title = oneLine(facts.post.title);
  const heading = say(note.kind === 'reply' ? 'replyHeading' : 'mentionHeading', { name });
  return {
    // The same for each post of a topic: mail programs put mails of one subject and one reference together.
    subject: say(note.kind === 'reply' ? 'replySubject' : 'mentionSubject', { title: clip(title, SUBJECT) }),
    heading,
    paragraphs: [],
    entry: {
      title,
      url: webLink(facts.post.link) ?? links.topic(about.community, about.topic),
      byline: say('byline', { name, community: oneLine(facts.community ?? about.community) }),
      excerpt: oneLine(facts.post.excerpt),
      reason: heading,
    },
    isEntry: true,
    action: say('openPost'),
  };
};

const tellOther = (
  { note, facts }: ToldNote,
  say: Saying,
  of: Pick<NoteMail, 'links' | 'language' | 'organization'>,
): Telling => {
  const { about } = note;
  const name = oneLine(facts.by ?? say('somebody'));
  const simple = (heading: string, paragraphs: readonly string[], url: string, action: string): Telling => ({
    subject: clip(heading, SUBJECT),
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
    const signed = say('noticeFrom', { name, organization: oneLine(of.organization.name) });
    return simple(
      oneLine(facts.notice?.title ?? ''),
      [...paragraphs, signed],
      of.links.home,
      say('openHome'),
    );
  }
  const community = oneLine(facts.community ?? about.community);
  const place = of.links.community(about.community);
  if (about.of === 'cycle') {
    const day = dayIn(of.language, about.dueOn);
    const step = stepDueOn(facts.cycle, about.dueOn) ?? 1;
    return simple(
      say('deadlineHeading', { day, title: oneLine(facts.cycle?.title ?? '') }),
      [say('deadlineText', { step, steps: steps.length, day, community })],
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

const footerLinks = (
  kinds: readonly NotificationKind[],
  say: Saying,
  { links, unsubscribeToken }: NoteMail,
): MailLink[] => [
  ...[...new Set(kinds)].map((kind) => ({
    text: say(words[kind].off),
    url: links.unsubscribe(unsubscribeToken, kind),
  })),
  { text: say('settings'), url: links.preferences(unsubscribeToken) },
];

/** Entries under the community they are of, and what is of none under the organization, in the order they come. */
const sectionsOf = (of: NoteMail, tellings: readonly Telling[]) => {
  const groups = Map.groupBy(tellings, (_telling, i) => {
    const one = of.told[i];
    return oneLine(one?.facts.community ?? of.organization.name);
  });
  return [...groups].map(([heading, group]) => ({ heading, entries: group.map(({ entry }) => entry) }));
};

/**
 * What a mail of notes says: of one, all of it; of several that waited, each with where to read it, under its community,
 * and how many more there are.
 */
export const composeNoteMail = (of: NoteMail): MailDocument => {
  const { told, more, language, organization, links } = of;
  const say = notificationSayings(language);
  const tellings = told.map((one) =>
    one.note.about.of === 'post' ? tellPost(one, say, links) : tellOther(one, say, of),
  );
  const [first, ...others] = tellings;
  if (!first) throw new RangeError('a mail of notes tells one at least');
  const { kind } = told[0].note;
  const isOne = others.length === 0 && more === 0;
  const heading = isOne ? first.heading : say('heldHeading', { count: told.length + more });
  const alone = first.isEntry ? first.entry.excerpt : first.paragraphs[0];
  const why = say(words[kind].why, { organization: oneLine(organization.name) });
  return {
    language,
    brand: brandOf(organization),
    subject: isOne ? first.subject : heading,
    preheader: clip((isOne ? alone : tellings.map(({ entry }) => entry.title).join(' · ')) ?? '', PREHEADER),
    heading,
    greeting: frameSayings(language)('greeting', { name: oneLine(of.name) }),
    paragraphs: isOne ? [...first.paragraphs, ...(of.canAnswer ? [say('answerByMail')] : [])] : [],
    sections: isOne && !first.isEntry ? [] : sectionsOf(of, tellings),
    more: more > 0 ? [{ text: say('more', { count: more }), url: links.home }] : [],
    action: isOne ? { text: first.action, url: first.entry.url } : { text: say('openHome'), url: links.home },
    footer: {
      reason: isOne && !of.wasHeld ? why : isOne ? `${why} ${say('whyHeld')}` : say('whyHeld'),
      links: footerLinks(
        told.map(({ note }) => note.kind),
        say,
        of,
      ),
    },
  };
};
