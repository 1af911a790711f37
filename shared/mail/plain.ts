import { directionOf, type Language } from './language.ts';

/** Printable ASCII words with one blank between them. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/**
 * One line of text from what somebody else wrote: control characters and those that turn the direction of what
 * follows are taken out, white space is one blank. What a mail's header or a line of its text may hold.
 */
export const oneLine = (text: string): string => {
  // Most text is one line of plain letters already, and this is asked of every text there is.
  if (PLAIN.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .trim();
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
