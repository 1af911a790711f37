import bidiFactory from 'bidi-js';
import type { Typefaces } from './typefaces.ts';

/** Part of a line in one font and one direction; its text is as it is given to the font. */
export interface Run {
  readonly font: string;
  readonly text: string;
}

/** A text whose every character has its font and its direction; positions are those of UTF-16 units. */
export interface PreparedText {
  readonly text: string;
  /** Runs of a part of it, from left to right. */
  readonly runs: (start: number, end: number) => readonly Run[];
}

const bidi = bidiFactory();

/** Whether a text has anything that is written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

/** What is there to control and has no form of its own. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/gu;
const PICTURES =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u{e0020}-\u{e007f}\u20e3]/u;

/** A text in one line, as it is set: composed, without what cannot be seen. */
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/**
 * The characters of a text that no font has, each once. A picture (an emoji) beside words is not among them: it is left
 * out, as an ornament.
 */
export const lackingOf = (text: string, typefaces: Typefaces): string[] => {
  const clean = plain(text);
  const fonts = typefaces.fontsOf(clean, false);
  const lacking = Array.from(clean).filter((_, i) => fonts[i] === undefined);
  const letters = lacking.filter((character) => !PICTURES.test(character) && character !== '\u200d');
  const isPicturesAlone = lacking.length > 0 && lacking.join('') === clean.replaceAll(' ', '');
  return [...new Set(isPicturesAlone ? lacking : letters)];
};

/** Reverses what is to be read from right to left (UAX #9, rule L2). */
const inVisualOrder = <Piece extends { readonly level: number }>(pieces: readonly Piece[]): Piece[] => {
  const ordered = [...pieces];
  for (let level = Math.max(0, ...pieces.map((piece) => piece.level)); level > 0; level -= 1) {
    for (let i = 0; i < ordered.length; i += 1) {
      let end = i;
      while ((ordered[end]?.level ?? -1) >= level) end += 1;
      if (end > i + 1) ordered.splice(i, end - i, ...ordered.slice(i, end).reverse());
      i = Math.max(i, end);
    }
  }
  return ordered;
};

/** What a font is given of a piece that runs to the left: it turns its own letters, and nothing else. */
const turned = (text: string): string => {
  const mirrored = Array.from(text, (character) => bidi.getMirroredCharacter(character) ?? character);
  return (RIGHT_TO_LEFT.test(text) ? mirrored : mirrored.reverse()).join('');
};

/** Finds font and direction of every character. What no font has is left out: see {@link lackingOf}. */
export const prepareText = (written: string, typefaces: Typefaces, bold: boolean): PreparedText => {
  const clean = plain(written);
  const found = typefaces.fontsOf(clean, bold);
  const kept = Array.from(clean, (character, i) => ({ character, font: found[i] }))
    .flatMap(({ character, font }) => (font === undefined ? [] : [{ character, font }]))
    .filter(({ character }, i, all) => character !== ' ' || all[i - 1]?.character !== ' ');
  const text = kept.map(({ character }) => character).join('');
  const fonts = kept.flatMap(({ character, font }) => Array.from({ length: character.length }, () => font));
  const levels = RIGHT_TO_LEFT.test(text) ? bidi.getEmbeddingLevels(text).levels : undefined;
  return {
    text,
    runs: (start, end) => {
      const pieces: { font: string; level: number; text: string }[] = [];
      for (let i = start; i < end; i += 1) {
        const [font, level] = [fonts[i] ?? 'regular', levels?.[i] ?? 0];
        const last = pieces.at(-1);
        if (last?.font === font && last.level === level) last.text += text.charAt(i);
        else pieces.push({ font, level, text: text.charAt(i) });
      }
      return inVisualOrder(pieces).map((piece) => ({
        font: piece.font,
        text: piece.level % 2 === 1 ? turned(piece.text) : piece.text,
      }));
    },
  };
};
