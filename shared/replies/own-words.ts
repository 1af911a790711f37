import EmailReplyParser from 'email-reply-parser';
import {
  foreignAttributions,
  isAttributedAfter,
  isLoneSender,
  isQuotedAfter,
  withoutHeaderBlock,
} from './quoted-history.ts';
import { isSignOff, withoutSignature } from './signatures.ts';

/** Lines longer than this are nobody's signature and introduce no quotation. */
const LONG_LINE = 300;

/** A line by which people part what they write; the library takes it for the beginning of a signature. */
const RULE = /^\s*(-{3,4}|_{2,4}|={2,4}|\+{2,4})\s*$/;

/** A sentence such as introduces a quotation, on one line and without an address. */
const ATTRIBUTION = /^\s*on\s[^@<]{3,200}\swrote:\s*$/i;

/** What the library looks for over many lines at once, which it does in time that grows with the square of their number. */
const MANY_LINES = /schreef|pisze|napisał|写道|skrev|^\s*(Op\s|W\sdniu|Dnia|在|[a-z]{3,4}\.\s)/;

/** So many of those are looked at; a mail that is a person's has one or two. */
const LOOKED_AT = 10;

/** More `<` than a line that introduces a quotation has; the library tries each with each of what stands before it. */
const MANY_BRACKETS = /(?:<[^<]*){5}/;

/** Stands around the number of a line that the library is not shown; no text holds this character. */
const STAND_IN = '\ufdd0';

/**
 * A text as the library may be shown it, and the way back. Quoted lines are told by their mark alone; by a number, long
 * lines, lines that would cost the library much time, and those after which it drops whatever follows though they may be
 * somebody's own: rules, lines that are signed with, the sender of a mail whose head is not copied whole.
 */
const shield = (text: string) => {
  const lines = text.split('\n');
  const hidden: string[] = [];
  let dear = 0;
  const shown = lines.map((line, i) => {
    if (/^\s*>/.test(line)) return '>';
    const costs = MANY_BRACKETS.test(line) || (MANY_LINES.test(line) && (dear += 1) > LOOKED_AT);
    const own =
      RULE.test(line) ||
      (isSignOff(line) && !isAttributedAfter(lines, i)) ||
      isLoneSender(lines, i) ||
      (ATTRIBUTION.test(line) && !isQuotedAfter(lines, i));
    if (line.length <= LONG_LINE && !costs && !own) return line;
    hidden.push(line);
    return `${STAND_IN}${hidden.length - 1}${STAND_IN}`;
  });
  const pattern = new RegExp(`${STAND_IN}(\\d+)${STAND_IN}`, 'g');
  return {
    text: shown.join('\n'),
    uncover: (kept: string): string =>
      kept.replace(pattern, (_, number: string) => hidden[Number(number)] ?? ''),
  };
};

/** Lines without blanks at their ends (the mark of a signature apart), and no more than two empty ones in a row. */
const tidy = (text: string): string =>
  text
    .replaceAll(STAND_IN, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => (line === '-- ' ? line : line.trimEnd()))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/**
 * What somebody wrote of a mail's plain text: without what they quoted, above or below it, the line that introduces it,
 * and their signature. A kept library knows the words of most languages; what it lacks is in `quoted-history.ts`. What
 * stands between two quotations is kept.
 */
export const ownWords = (text: string): string => {
  const { text: shown, uncover } = shield(foreignAttributions(withoutHeaderBlock(tidy(text))));
  return withoutSignature(
    uncover(new EmailReplyParser().parseReply(shown))
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  );
};
