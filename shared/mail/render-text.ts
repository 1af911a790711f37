import type { MailDocument, MailEntry, MailLink, MailSection } from './document.ts';
import type { Say } from './messages.ts';
import { type FrameKey, frameSayings } from './sayings-frame.ts';

/** Characters a line of running text has at most; an address is never broken. */
const WIDTH = 72;

/** Lines of at most {@link WIDTH}, each indented; a word that is longer has a line of its own; none for no text. */
const wrapped = (text: string, indent = ''): string[] => {
  const room = WIDTH - indent.length;
  const lines: string[] = [];
  let rest = text.trim();
  while (rest.length > room) {
    const within = rest.lastIndexOf(' ', room);
    const end = within > 0 ? within : rest.indexOf(' ');
    if (end < 0) break;
    lines.push(indent + rest.slice(0, end).trimEnd());
    rest = rest.slice(end + 1).trimStart();
  }
  return rest === '' ? lines : [...lines, indent + rest];
};

/** A heading and a line under it, as long as its last line. */
const underlined = (heading: string, sign: '=' | '-'): string[] => {
  const lines = wrapped(heading);
  return [...lines, sign.repeat(lines.at(-1)?.length ?? 0), ''];
};

const paragraphLines = (text: string): string[] => (text === '' ? [] : [...wrapped(text), '']);

const entryLines = ({ title, url, byline, excerpt, reason }: MailEntry, say: Say<FrameKey>): string[] => [
  ...wrapped(title, '  ').map((line, i) => (i === 0 ? `* ${line.trimStart()}` : line)),
  ...wrapped(byline, '  '),
  ...(excerpt === '' ? [] : wrapped(say('quoted', { text: excerpt }), '  ')),
  ...wrapped(reason, '  '),
  `  ${url}`,
  '',
];

const sectionLines = ({ heading, paragraphs = [], entries }: MailSection, say: Say<FrameKey>): string[] => [
  ...underlined(heading, '-'),
  ...paragraphs.flatMap(paragraphLines),
  ...entries.flatMap((entry) => entryLines(entry, say)),
];

const linkLines = ({ text, url }: MailLink, say: Say<FrameKey>): string[] => [
  ...wrapped(say('link', { text })),
  url,
];

/**
 * A mail's plain-text part: the same content in the same order as the HTML part, in lines that read well in any
 * program; every address has a line of its own. What is under the line `-- ` is the footer (RFC 3676 §4.3).
 */
export const renderMailText = (document: MailDocument): string => {
  const { brand, heading, greeting, paragraphs, sections, more, action, footer } = document;
  const say = frameSayings(document.language);
  return [
    ...wrapped(brand.name),
    ...underlined(heading, '='),
    ...[greeting, ...paragraphs].flatMap(paragraphLines),
    ...sections.flatMap((section) => sectionLines(section, say)),
    ...more.flatMap((link) => [...linkLines(link, say), '']),
    ...(action ? [...linkLines(action, say), ''] : []),
    '-- ',
    ...wrapped(footer.reason),
    ...footer.links.flatMap((link) => linkLines(link, say)),
    ...(brand.postalAddress === undefined ? [] : wrapped(`${brand.name}, ${brand.postalAddress}`)),
    '',
  ].join('\n');
};
