/** Scripts that are written without spaces between words. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{Script=Thai}]/u;
/** What no line begins with, and what none ends with. */
const CLOSES = /^[\p{Pe}\p{Pf}\p{Po}ー]/u;
const OPENS = /[\p{Ps}\p{Pi}]$/u;

const words = new Intl.Segmenter('en', { granularity: 'word' });
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

const partsOf = (segmenter: Intl.Segmenter, text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);

/** What a line may end behind, in order: a word with the space after it; where words have no spaces, each word. */
const unbroken = (text: string): string[] =>
  (text.match(/\S+\s*/gu) ?? []).flatMap((chunk) => {
    if (!UNSPACED.test(chunk)) return [chunk];
    const parts: string[] = [];
    for (const part of partsOf(words, chunk)) {
      const last = parts.at(-1);
      if (last !== undefined && (CLOSES.test(part) || OPENS.test(last) || part.trim() === ''))
        parts[parts.length - 1] = last + part;
      else parts.push(part);
    }
    return parts;
  });

/** A line as a part of its text; without the space it ends with. */
export interface LinePart {
  readonly start: number;
  readonly end: number;
}

/**
 * Breaks a text into lines of a width. A word that is longer than a line is broken between two letters.
 *
 * @param measure - the width of a part of the text.
 */
export const breakLines = (
  text: string,
  width: number,
  measure: (start: number, end: number) => number,
): LinePart[] => {
  const lines: LinePart[] = [];
  let [start, at, used] = [0, 0, 0];
  const endLine = (): void => {
    if (at > start) lines.push({ start, end: start + text.slice(start, at).trimEnd().length });
    [start, used] = [at, 0];
  };
  const add = (part: string, isLetter: boolean): void => {
    const seen = measure(at, at + part.trimEnd().length);
    if (used + seen > width) {
      if (used > 0) endLine();
      if (seen > width && !isLetter) {
        for (const letter of partsOf(letters, part)) add(letter, true);
        return;
      }
    }
    used += measure(at, at + part.length);
    at += part.length;
  };
  for (const part of unbroken(text)) add(part, false);
  endLine();
  return lines;
};
