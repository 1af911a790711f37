import type { Organization } from '../communities/model.ts';
import { brandOf } from '../mail/brand.ts';
import type { MailDocument, MailEntry, MailLink, MailSection } from '../mail/document.ts';
import { momentOf } from '../mail/formats.ts';
import { languageFor } from '../mail/language.ts';
import { type Links, webLink } from '../mail/links.ts';
import { clip, isolated } from '../mail/plain.ts';
import { digestSayings } from '../mail/sayings-digest.ts';
import { frameSayings } from '../mail/sayings-frame.ts';
import { type DigestContent, type DigestItem, sections } from './content.ts';
import { bylineOf, nameIn, reasonOf, titleOf, type Words } from './entry-words.ts';
import type { DigestSchedule } from './model.ts';
import type { Window } from './window.ts';

/** Longest texts, in UTF-16 code units; with {@link MOST}, what keeps a digest short. */
const LONGEST = { excerpt: 200, subjectTitle: 70, preheader: 140 } as const;

/** Most items, introductions, and communities whose further posts are counted by themselves. */
const MOST = { items: 12, introductions: 3, more: 8, paragraphs: 20 } as const;

/** What the mail of a digest is composed from. */
export interface DigestMailMatter {
  readonly content: DigestContent;
  readonly member: { readonly name: string };
  readonly organization: Organization;
  readonly schedule: DigestSchedule;
  readonly window: Window;
  readonly links: Links;
  readonly now: Date;
}

const entryOf = (words: Words, item: DigestItem, links: Links): MailEntry => ({
  // A link without text could not be followed by everybody.
  title: titleOf(words, item) || '…',
  url: webLink(item.url) ?? links.home,
  byline: bylineOf(words, item),
  excerpt: clip(item.excerpt, LONGEST.excerpt),
  reason: reasonOf(words, item),
});

const introductionsOf = (words: Words, { introductions }: DigestContent): MailSection[] =>
  introductions.slice(0, MOST.introductions).map(({ by, community, paragraphs }) => ({
    heading: words.say('introduction', {
      by: nameIn(words, by) || words.say('somebody'),
      community: nameIn(words, community),
    }),
    paragraphs: paragraphs.slice(0, MOST.paragraphs),
    linked: true,
    entries: [],
  }));

const moreIn = (
  words: Words,
  { community, url, posts, atLeast }: DigestContent['more'][number],
): MailLink => {
  const name = nameIn(words, community);
  if (posts === 0) return { text: words.say('more-unknown', { community: name }), url };
  const key = atLeast ? 'more-or-more' : 'more';
  return { text: words.say(key, { count: posts, community: name }), url };
};

/** Beyond the first communities, one line counts the posts of all others together. */
const moreOf = (words: Words, { more }: DigestContent, home: string): MailLink[] => {
  const named = more.slice(0, more.length <= MOST.more + 1 ? more.length : MOST.more);
  const rest = more.slice(named.length);
  const lines = named.map((of) => moreIn(words, of));
  if (rest.length === 0) return lines;
  const count = rest.reduce((sum, { posts }) => sum + posts, 0);
  const key = rest.some(({ atLeast }) => atLeast) ? 'elsewhere-or-more' : 'elsewhere';
  return [...lines, { text: words.say(key, { count, communities: rest.length }), url: home }];
};

/** What the subject and the preview name, in the order of the mail; what is overdue comes last, and so names a mail alone. */
const headlinesOf = (words: Words, items: readonly DigestItem[]): string[] => {
  const isOverdue = ({ why }: DigestItem): boolean => 'overdue' in why && why.overdue === true;
  return [...items.filter((item) => !isOverdue(item)), ...items.filter(isOverdue)].map((item) =>
    clip(titleOf(words, item), LONGEST.subjectTitle),
  );
};

/**
 * A member's digest as a mail, in the language they chose (else the organization's, else English), its period by
 * their own wall clock: first what facilitators say, then the items under the headings of their sections, then how
 * many posts no item tells of. Pure, and bounded in letters; in bytes `renderMail` sees to it.
 *
 * In English another program can count the posts of the window from the plain-text part: each entry of a discussion
 * says so in its byline ({@link bylineOf}), with the discussion's address on the last line of the entry; each line
 * `And 12 more posts in Algebra:` (`And 12 or more other posts in …`, `And 12 more posts in 3 other communities:`)
 * counts posts that no entry tells of.
 */
export const composeDigestMail = (matter: DigestMailMatter): MailDocument => {
  const { content, organization, schedule, window, links, now } = matter;
  const language = languageFor(schedule, organization);
  const say = digestSayings(language);
  const words: Words = { language, say, now };
  const brand = brandOf(organization);
  const items = content.items.slice(0, MOST.items);
  const { frequency, timeZone, unsubscribeToken } = schedule;
  const [first, ...others] = headlinesOf(words, items);
  const heading = say('heading', { frequency });
  const subject =
    first === undefined
      ? heading
      : others.length > 0
        ? say('subject-more', { title: isolated(language, first), count: others.length })
        : first;
  return {
    language,
    brand,
    subject: `${subject} · ${clip(brand.name, 60)}`,
    preheader: clip(others.length > 0 ? others.join(' · ') : (items[0]?.excerpt ?? ''), LONGEST.preheader),
    heading,
    greeting: frameSayings(language)('greeting', { name: nameIn(words, matter.member.name) }),
    paragraphs: [
      say('period', {
        from: say('moment', momentOf(language, timeZone, window.from)),
        until: say('moment', momentOf(language, timeZone, window.until)),
      }),
    ],
    sections: [
      ...introductionsOf(words, content),
      ...sections.flatMap((section) => {
        const entries = items
          .filter((item) => item.section === section)
          .map((item) => entryOf(words, item, links));
        return entries.length > 0 ? [{ heading: say(`section-${section}`), entries }] : [];
      }),
    ],
    more: moreOf(words, content, links.home),
    action: { text: say('action'), url: links.home },
    footer: {
      reason: say('footer-reason', { organization: isolated(language, brand.name), frequency }),
      links: [
        { text: say('footer-preferences'), url: links.preferences(unsubscribeToken) },
        { text: say('footer-unsubscribe'), url: links.unsubscribe(unsubscribeToken) },
      ],
    },
  };
};
