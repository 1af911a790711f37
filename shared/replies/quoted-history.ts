/*
 * What introduces the mail that somebody answers, as far as the library does not know it. Every pattern is anchored to
 * one line and has no two parts that can take the same text, so that it takes time in proportion to that line.
 */

/** Marks of direction, which programs put around addresses and numbers in a text from right to left. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The names of `From` in Outlook's copy of a header (English, Spanish and French, Arabic). */
const FROM = /^\*?(from|de|von|من)\*?\s?:/i;

/** The names of the day it was sent, also in those languages in which only the library knows the sender's. */
const SENT =
  /^\*?(sent|date|enviad[oa]( el| em)?|enviat( el)?|fecha|envoyé|تم الإرسال|تاريخ الإرسال|التاريخ|gesendet|datum|verzonden( op)?|inviato|data)\*?\s?:/i;

/** What a mail is about, in it. */
const SUBJECT = /^\*?(subject|asunto|objet|الموضوع)\*?\s?:/i;

/** A line that the library takes for the sender in a copy, whatever follows. */
const SENDER = /^\s*(from|von|de|van|da)\s?:/i;

/** Lines in which a header's copy is over. */
const COPY_LINES = 7;

const bare = (line: string): string => line.replace(DIRECTION, '').trim();

const hasWithin = (lines: readonly string[], at: number, name: RegExp): boolean =>
  lines.slice(at + 1, at + COPY_LINES).some((line) => name.test(bare(line)));

/** Whether Outlook's copy of a header begins at a line: it always says when that mail was sent. */
const beginsCopy = (lines: readonly string[], at: number): boolean =>
  FROM.test(bare(lines[at] ?? '')) && hasWithin(lines, at, SUBJECT) && hasWithin(lines, at, SENT);

/** A line of a header's copy in any language, and a year or a time as one of them says it. */
const LABELLED = /^\*?[\p{L} ]{2,25}\*?\s?:/u;
const DATED = /\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b/;

/** Whether lines with names follow that together say a day: a copy in a language that is not known here. */
const isLikeCopy = (lines: readonly string[], at: number): boolean => {
  const labelled = lines
    .slice(at + 1, at + COPY_LINES)
    .map(bare)
    .filter((line) => LABELLED.test(line));
  return labelled.length >= 2 && labelled.some((line) => DATED.test(line));
};

/** Whether a line names a sender as a copy does, and no day follows: somebody put it there themselves. */
export const isLoneSender = (lines: readonly string[], at: number): boolean =>
  SENDER.test(lines[at] ?? '') && !hasWithin(lines, at, SENT) && !isLikeCopy(lines, at);

/**
 * A text up to Outlook's copy of the header of what was answered. Outlook marks no line of what follows as quoted, and
 * leaves nobody a place below it, so that all of it is the other mail.
 */
export const withoutHeaderBlock = (text: string): string => {
  const lines = text.split('\n');
  const at = lines.findIndex((_, i) => beginsCopy(lines, i));
  if (at < 0) return text;
  // Outlook draws a line above the copy, or says what it is.
  const above = lines.slice(0, at).join('\n').trimEnd();
  return above.replace(/\n[ \t]*(?:_{5,}|-{2,}[^\n-]{1,40}-{2,})$/, '').trimEnd();
};

/** Whether what follows a line is quoted; without it, a line that introduces a quotation is somebody's own sentence. */
export const isQuotedAfter = (lines: readonly string[], at: number): boolean =>
  lines
    .slice(at + 1)
    .find((line) => line.trim() !== '')
    ?.trimStart()
    .startsWith('>') === true;

/** What introduces a quotation with an address, on the same line as what is quoted where a program marks nothing (Yahoo, AOL). */
const ADDRESSED = /^(?:on|el|le|em|il|am|op|في|بتاريخ)\s[^<\n]{3,200}<[^<>\n]{3,320}>[^:\n]{0,40}:/i;

/** Whether what follows a line is the other mail, introduced by who wrote it, though no line of it is marked. */
export const isAttributedAfter = (lines: readonly string[], at: number): boolean =>
  ADDRESSED.test(bare(lines.slice(at + 1).find((line) => line.trim() !== '') ?? ''));

/** How a line that introduces a quotation begins and ends: Gmail and Apple Mail in Arabic. */
const ARABIC = [/^(?:في|بتاريخ)\s/, /(?:كتب(?:ت)?|كتب\/كتبت|تمت كتابة ما يلي بواسطة)[^\n]{0,200}:$/] as const;

/** The line in words that the library knows. */
const KNOWN = 'On that day, somebody <somebody@example.org> wrote:';

/** Most lines over which mail programs break what introduces a quotation. */
const BROKEN_OVER = 3;

/** A text in which what introduces a quotation is said in words that the library knows. */
export const foreignAttributions = (text: string): string => {
  const lines = text.split('\n');
  const [begins, ends] = ARABIC;
  const result: string[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const first = bare(lines[i] ?? '');
    let over = 0;
    if (begins.test(first)) {
      for (let count = 1; count <= BROKEN_OVER && over === 0; count += 1) {
        const joined = lines
          .slice(i, i + count)
          .map(bare)
          .join(' ');
        if (joined.length <= 400 && ends.test(joined)) over = count;
      }
    }
    if (over > 0 && isQuotedAfter(lines, i + over - 1)) {
      if (result.at(-1)?.trim() !== '') result.push('');
      result.push(KNOWN);
      i += over - 1;
    } else result.push(lines[i] ?? '');
  }
  return result.join('\n');
};
