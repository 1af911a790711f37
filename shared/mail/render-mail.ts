import type { MailDocument } from './document.ts';
import { encodedBytes } from './encoded-size.ts';
import { clip } from './plain.ts';
import { renderMailHtml } from './render-html.ts';
import { renderMailText } from './render-text.ts';

/**
 * Most bytes of both parts of a mail together, as they are sent. Gmail clips a message above 102 KB; of 100,000 the
 * headers need some, and so do the name and the token that a notice's body is filled in with for each reader.
 */
const MOST_BYTES = 92_000;

/** Most paragraphs of a mail that is too large as it is: each costs more than a line of text does. */
const PARAGRAPHS = 40;

/** How long a text of each kind may be, in UTF-16 code units. */
interface Bounds {
  readonly title: number;
  readonly excerpt: number;
  /** A byline, a reason, a heading, a line of a list. */
  readonly line: number;
  /** All paragraphs of a section together. */
  readonly section: number;
  /** All paragraphs of the mail together. */
  readonly paragraphs: number;
}

/** What is tried in turn where a mail is too large: what was written in letters of one byte fits as it is. */
const tighter: readonly Bounds[] = [
  { title: 120, excerpt: 120, line: 120, section: 400, paragraphs: 4500 },
  { title: 80, excerpt: 40, line: 70, section: 200, paragraphs: 2500 },
  { title: 40, excerpt: 0, line: 50, section: 100, paragraphs: 1500 },
  { title: 24, excerpt: 0, line: 16, section: 50, paragraphs: 1000 },
];

/** A text that is short enough stays as it is, with what keeps its direction. */
const cut = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  return limit === 0 ? '' : clip(text, limit);
};

/** The first paragraphs each for itself, the others in one, and all of them together within a limit. */
const fewer = (paragraphs: readonly string[], limit: number): string[] => {
  const kept = paragraphs.slice(0, PARAGRAPHS);
  const rest = paragraphs.slice(PARAGRAPHS).join(' ');
  let room = limit;
  return [...kept, rest].flatMap((text) => {
    if (text === '' || room <= 0) return [];
    const part = cut(text, room);
    room -= part.length;
    return [part];
  });
};

const within = (
  document: MailDocument,
  { title, excerpt, line, section, paragraphs }: Bounds,
): MailDocument => ({
  ...document,
  paragraphs: fewer(document.paragraphs, paragraphs),
  sections: document.sections.map((one) => ({
    heading: cut(one.heading, line),
    ...(one.paragraphs && { paragraphs: fewer(one.paragraphs, section) }),
    entries: one.entries.map((entry) => ({
      title: cut(entry.title, title),
      url: entry.url,
      byline: cut(entry.byline, line),
      excerpt: cut(entry.excerpt, excerpt),
      reason: cut(entry.reason, line),
    })),
  })),
  more: document.more.map(({ text, url }) => ({ text: cut(text, line), url })),
});

/** Both parts of a mail. */
export interface MailParts {
  readonly html: string;
  readonly text: string;
}

const fits = ({ html, text }: MailParts): boolean => encodedBytes(html) + encodedBytes(text) <= MOST_BYTES;

const partsOf = (document: MailDocument): MailParts => ({
  html: renderMailHtml(document),
  text: renderMailText(document),
});

/** True where a mail carries all that a document says, so that {@link renderMail} shortens nothing. */
export const fitsMail = (document: MailDocument): boolean => fits(partsOf(document));

/**
 * Both parts of a mail, together under {@link MOST_BYTES} as they are sent: where they are not, for what was written is
 * long and in letters of many bytes, its texts are shortened, the excerpts first, and never what it tells of, where its
 * links lead or how to end it.
 */
export const renderMail = (document: MailDocument): MailParts => {
  let parts = partsOf(document);
  for (const bounds of tighter) {
    if (fits(parts)) return parts;
    parts = partsOf(within(document, bounds));
  }
  return parts;
};
