import type { Digest, DigestEntry, DigestSection } from './compose.ts';

/** Characters a line of running text has at most; an address is never broken. */
const WIDTH = 72;

/** Lines of at most {@link WIDTH}, each indented; a word that is longer has a line of its own. */
const wrapped = (text: string, indent = ''): string[] => {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    const fits = line.length + word.length + 1 <= WIDTH;
    if (line === indent) line += word;
    else if (fits) line += ` ${word}`;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return line.trim() === '' ? lines : [...lines, line];
};

const entryLines = ({ title, url, byline, excerpt, reason }: DigestEntry): string[] => [
  ...wrapped(title, '  ').map((line, i) => (i === 0 ? `* ${line.trimStart()}` : line)),
  ...wrapped(byline, '  '),
  ...(excerpt === '' ? [] : wrapped(`“${excerpt}”`, '  ')),
  ...wrapped(reason, '  '),
  `  ${url}`,
  '',
];

const sectionLines = ({ heading, entries }: DigestSection): string[] => [
  heading.toUpperCase(),
  '-'.repeat(heading.length),
  '',
  ...entries.flatMap(entryLines),
];

/** A digest as plain text: the same content in the same order as the HTML, in lines that read well in any program. */
export const renderText = (digest: Digest): string =>
  [
    `Hello ${digest.memberName},`,
    '',
    ...wrapped(`here is what happened in your communities at ${digest.organizationName} ${digest.period}.`),
    '',
    ...digest.sections.flatMap(sectionLines),
    ...digest.more.flatMap(({ text, url }) => [...wrapped(`${text}:`), url, '']),
    '-- ',
    ...wrapped(
      `You get this mail because you are a member of ${digest.organizationName} and chose a ${digest.frequency} digest.`,
    ),
    'Change when it comes:',
    digest.settingsUrl,
    'Stop these digests:',
    digest.unsubscribeUrl,
    '',
  ].join('\n');
