/*
 * What introduces the mail that somebody answers, as far as the library does not know it. Every pattern is anchored to
 * one line and has no two parts that can take the same text, so that it takes time in proportion to that line.
 */

/** Marks of direction, which programs put around addresses and numbers in a text from right to left. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The names of `From` in Outlook's copy of a header (English, Spanish and French, Arabic). */
const FROM = /^\*?(from|de|von|من)\*?\s?:/i;

/** The names of the others in it: sent or date, to, copy, subject. */
const OTHERS =
  /^\*?(sent|date|to|cc|subject|enviado( el)?|fecha|para|asunto|envoyé|à|objet|تم الإرسال|تاريخ الإرسال|التاريخ|إلى|الموضوع|نسخة)\*?\s?:/i;

/** What a mail is about, in it: the one line that no list of somebody's own has. */
const SUBJECT = /^\*?(subject|asunto|objet|الموضوع)\*?\s?:/i;

/** Lines in which a header's copy is over, and how many of them must be of it. */
const COPY_LINES = 7;
const COPY_AT_LEAST = 2;

const bare = (line: string): string => line.replace(DIRECTION, '').trim();

/** Whether Outlook's copy of a header begins at a line. */
const beginsCopy = (lines: readonly string[], at: number): boolean =>
  FROM.test(bare(lines[at] ?? '')) &&
  lines.slice(at + 1, at + COPY_LINES).some((line) => SUBJECT.test(bare(line))) &&
  lines.slice(at + 1, at + COPY_LINES).filter((line) => OTHERS.test(bare(line))).length >= COPY_AT_LEAST;

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
