import type { Organization } from '../communities/model.ts';
import type { NotificationList } from '../digests/lists.ts';
import { brandOf } from '../mail/brand.ts';
import type { MailDocument, MailLink, MailSection } from '../mail/document.ts';
import type { Language } from '../mail/language.ts';
import type { Links } from '../mail/links.ts';
import { clip, isolated, oneLine } from '../mail/plain.ts';
import { frameSayings } from '../mail/sayings-frame.ts';
import { type NotificationKey, notificationSayings } from '../mail/sayings-notifications.ts';
import type { Held, HeldBy } from './held.ts';
import type { NotificationKind } from './model.ts';
import { type Saying, type Telling, type ToldNote, tellNote } from './tell-note.ts';
import type { WholePost } from './whole-post.ts';

/** What a mail of notes is made from. */
export interface NoteMail {
  /** At least one, the oldest first. */
  readonly told: readonly [ToldNote, ...ToldNote[]];
  /** How many others waited that the mail does not tell. */
  readonly more: number;
  /** The list that the mail is of, by all that it tells and counts; its note's kind where absent. */
  readonly list?: NotificationList;
  /** How they were held back; one of them alone is told as it would have been at once, and when it was written. */
  readonly wasHeld: false | Held;
  /** The name of whoever is told. */
  readonly name: string;
  readonly organization: Organization;
  readonly language: Language;
  readonly links: Links;
  /** The day on which the reader gets it, by their own clock; where that matters. */
  readonly today?: string;
  readonly unsubscribeToken: string;
  /** True where an answer to the mail becomes a post. */
  readonly canAnswer: boolean;
}

const words = {
  reply: { why: 'whyReply', off: 'offReply' },
  mention: { why: 'whyMention', off: 'offMention' },
  coaching: { why: 'whyCoaching', off: 'offCoaching' },
  deadline: { why: 'whyDeadline', off: 'offDeadline' },
  notice: { why: 'whyNotice', off: 'offNotice' },
} as const satisfies Record<NotificationKind, { why: NotificationKey; off: NotificationKey }>;

const heldWords = {
  quiet: 'heldQuiet',
  hour: 'heldHour',
  several: 'heldSeveral',
  other: 'heldOther',
} as const satisfies Record<HeldBy, NotificationKey>;

/** Longest preheader in a list of mails, in characters. */
const PREHEADER = 140;

const footerLinks = (
  kinds: readonly NotificationKind[],
  say: Saying,
  { links, unsubscribeToken, list }: NoteMail,
): MailLink[] => [
  ...[...new Set(kinds)].map((kind) => ({
    text: say(words[kind].off),
    url: links.unsubscribe(unsubscribeToken, kind),
  })),
  ...(list === 'notifications'
    ? [{ text: say('offAll'), url: links.unsubscribe(unsubscribeToken, list) }]
    : []),
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

/** A post that a mail is of alone: its title, whose it is, and what it says. */
const wholeSection = ({ entry }: Telling, { paragraphs }: WholePost): MailSection => ({
  heading: entry.title,
  paragraphs: [entry.byline, ...paragraphs],
  linked: true,
  entries: [],
});

/**
 * What a mail of notes says: of one, all of it; of several that waited, each with where to read it, under its community,
 * and how many more there are.
 */
export const composeNoteMail = (of: NoteMail): MailDocument => {
  const { told, more, language, organization, links } = of;
  const say = notificationSayings(language);
  const tellings = told.map((one) => tellNote(one, say, of));
  const [first, ...others] = tellings;
  if (!first) throw new RangeError('a mail of notes tells one at least');
  const { kind } = told[0].note;
  const isOne = others.length === 0 && more === 0;
  const whole = isOne ? first.whole : undefined;
  const heading = isOne ? first.heading : say('heldHeading', { count: told.length + more });
  const alone = first.isEntry ? first.entry.excerpt : first.paragraphs[0];
  const name = isolated(language, oneLine(organization.name));
  const why = isOne ? say(words[kind].why, { organization: name }) : say('whyAtOnce');
  return {
    language,
    brand: brandOf(organization),
    subject: isOne ? first.subject : heading,
    preheader: clip((isOne ? alone : tellings.map(({ entry }) => entry.title).join(' · ')) ?? '', PREHEADER),
    heading,
    greeting: frameSayings(language)('greeting', {
      name: isolated(language, oneLine(of.name)),
    }),
    paragraphs: isOne ? [...first.paragraphs, ...(of.canAnswer ? [say('answerByMail')] : [])] : [],
    sections: whole ? [wholeSection(first, whole)] : isOne && !first.isEntry ? [] : sectionsOf(of, tellings),
    more: [
      ...(whole?.isCut ? [{ text: say('readOn'), url: first.entry.url }] : []),
      ...(more > 0 ? [{ text: say('more', { count: more }), url: links.home }] : []),
    ],
    action: isOne ? { text: first.action, url: first.entry.url } : { text: say('openHome'), url: links.home },
    footer: {
      reason: of.wasHeld ? `${why} ${say(heldWords[of.wasHeld.by])}` : why,
      links: footerLinks(
        told.map(({ note }) => note.kind),
        say,
        of,
      ),
    },
  };
};
