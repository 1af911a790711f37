import { directionOf, type Language } from './language.ts';

/** A character of a line stands as it is, is white space or a control character, or turns the direction of others. */
const KEPT = 0;
const BLANK = 1;
const DROPPED = 2;

/** White space and control characters (`\s` and `\p{Cc}` of a regular expression), the first and the last of each range. */
const BLANKS = [
  [0x00, 0x20],
  [0x7f, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
] as const;

/** Marks of no width, and those that turn the direction. */
const MARKS = [
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2060],
  [0x2066, 0x2069],
] as const;

/** Which of the characters (UTF-16 code units) below U+3001 are not kept; beyond there is one more. */
const kinds = new Uint8Array(0x3001);
for (const [first, last] of BLANKS) kinds.fill(BLANK, first, last + 1);
for (const [first, last] of MARKS) kinds.fill(DROPPED, first, last + 1);

/** A blank of no width, which white space is by its definition. */
const NO_BREAK = 0xfeff;

const kindOf = (code: number): number => kinds[code] ?? (code === NO_BREAK ? BLANK : KEPT);

/** Where the first character is that one line would not have as it is; -1 where there is none. */
const firstUntidy = (text: string): number => {
  let wasBlank = true;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x20) {
      if (wasBlank) return i;
      wasBlank = true;
    } else {
      // Plain letters are known without the table: they are most of what there is.
      if ((code < 0x21 || code > 0x7e) && kindOf(code) !== KEPT) return i;
      wasBlank = false;
    }
  }
  return wasBlank && text !== '' ? text.length - 1 : -1;
};

/**
 * One line of text from what somebody else wrote: control characters and those that turn the direction of what
 * follows are taken out, white space is one blank. What a mail's header or a line of its text may hold.
 */
export const oneLine = (written: string): string => {
  const text = written.isWellFormed() ? written : written.toWellFormed();
  // Most text is one line already, and this is asked of every text there is.
  const untidy = firstUntidy(text);
  if (untidy < 0) return text;
  let line = text.slice(0, untidy);
  let from = untidy;
  let wasBlank = line.endsWith(' ');
  for (let i = untidy; i < text.length; i += 1) {
    const kind = kindOf(text.charCodeAt(i));
    if (kind === KEPT) {
      wasBlank = false;
      continue;
    }
    line += text.slice(from, i);
    if (kind === BLANK && !wasBlank) line += ' ';
    // Two blanks stay two with a mark between them, which goes.
    wasBlank = kind === BLANK;
    from = i + 1;
  }
  return (line + text.slice(from)).trim();
};

/** One line of at most `limit` UTF-16 code units, never half a character; what is cut off is an ellipsis. */
export const clip = (text: string, limit: number): string => {
  const line = oneLine(text);
  if (line.length <= limit) return line;
  const kept = line.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '');
  return `${kept.trimEnd()}…`;
};

/** What is written from right to left (Hebrew to Arabic Extended-A, and the presentation forms). */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * Text of others as it stands within a sentence of the mail: where it may run the other way, between isolates
 * (U+2068, U+2069), so that it turns nothing around it.
 */
export const isolated = (language: Language, text: string): string =>
  text !== '' && (directionOf(language) === 'rtl' || RIGHT_TO_LEFT.test(text)) ? `\u2068${text}\u2069` : text;
