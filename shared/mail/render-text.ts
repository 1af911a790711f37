import type { MailDocument, MailEntry, MailLink, MailSection } from './document.ts';
import type { Say } from './messages.ts';
import { type FrameKey, frameSayings } from './sayings-frame.ts';

/** Characters a line of running text has at most; an address is never broken. */
const WIDTH = 72;

/** Adds lines of at most {@link WIDTH}, each indented; a word that is longer has a line of its own; none for no text. */
const wrap = (lines: string[], text: string, indent = ''): void => {
  const room = WIDTH - indent.length;
  let rest = text.trim();
  while (rest.length > room) {
    const within = rest.lastIndexOf(' ', room);
    const end = within > 0 ? within : rest.indexOf(' ');
    if (end < 0) break;
    lines.push(indent + rest.slice(0, end).trimEnd());
    rest = rest.slice(end + 1).trimStart();
  }
  if (rest !== '') lines.push(indent + rest);
};

/** Adds a heading and a line under it, as long as the longest of its lines. */
const underline = (lines: string[], heading: string, sign: '=' | '-'): void => {
  const before = lines.length;
  wrap(lines, heading);
  lines.push(sign.repeat(Math.max(0, ...lines.slice(before).map(({ length }) => length))), '');
};

const addParagraph = (lines: string[], text: string): void => {
  if (text === '') return;
  wrap(lines, text);
  lines.push('');
};

/** What lines are added with: the mail's language, and the lines so far. */
interface Page {
  readonly lines: string[];
  readonly say: Say<FrameKey>;
}

const addEntry = ({ lines, say }: Page, { title, url, byline, excerpt, reason }: MailEntry): void => {
  const first = lines.length;
  wrap(lines, title, '  ');
  if (lines.length > first) lines[first] = `* ${(lines[first] ?? '').trimStart()}`;
  wrap(lines, byline, '  ');
  if (excerpt !== '') wrap(lines, say('quoted', { text: excerpt }), '  ');
  wrap(lines, reason, '  ');
  lines.push(`  ${url}`, '');
};

const addSection = (page: Page, { heading, paragraphs = [], entries }: MailSection): void => {
  underline(page.lines, heading, '-');
  for (const text of paragraphs) addParagraph(page.lines, text);
  for (const entry of entries) addEntry(page, entry);
};

const addLink = ({ lines, say }: Page, { text, url }: MailLink): void => {
  wrap(lines, say('link', { text }));
  lines.push(url);
};

/**
 * A mail's plain-text part: the same content in the same order as the HTML part, in lines that read well in any
 * program; every address has a line of its own. What is under the line `-- ` is the footer (RFC 3676 §4.3).
 */
export const renderMailText = (document: MailDocument): string => {
  const { brand, heading, greeting, paragraphs, sections, more, action, footer } = document;
  const lines: string[] = [];
  const page: Page = { lines, say: frameSayings(document.language) };
  wrap(lines, brand.name);
  underline(lines, heading, '=');
  for (const text of [greeting, ...paragraphs]) addParagraph(lines, text);
  for (const section of sections) addSection(page, section);
  for (const link of action ? [...more, action] : more) {
    addLink(page, link);
    lines.push('');
  }
  lines.push('-- ');
  wrap(lines, footer.reason);
  for (const link of footer.links) addLink(page, link);
  if (brand.postalAddress !== undefined) wrap(lines, `${brand.name}, ${brand.postalAddress}`);
  lines.push('');
  return lines.join('\n');
};
