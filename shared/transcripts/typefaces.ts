import { create, type Font } from 'fontkit';

/** A font for scripts that the fonts of papers lack. */
export interface ScriptFont {
  readonly name: string;
  /** A character it may be asked for; whether it has it, it is asked. */
  readonly scripts: RegExp;
  /** Its bytes as TrueType; they are large, and read when a text needs them. */
  readonly read: () => Uint8Array;
}

/** The fonts papers are set in, as TrueType, and those for other scripts, in the order they are asked. */
export interface PaperFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
  readonly others: readonly ScriptFont[];
}

/** Which font sets which character. */
export interface Typefaces {
  /** A font's bytes, to be put into a paper. */
  bytesOf(name: string): Uint8Array;
  /** For each character of a text the name of the font that has it; undefined where none does. */
  fontsOf(text: string, bold: boolean): readonly (string | undefined)[];
}

/** Spaces, marks on letters, and joiners: they belong to the letter before them. */
const FOLLOWS = /[\s\p{Script=Inherited}\p{M}\u200c\u200d]/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The name that the font of Japanese has among the fonts of papers: Chinese characters of Japanese are set in it. */
const JAPANESE = 'japanese';

/**
 * The typefaces of papers: a character is set in the paper's own font where that has it, else in the first of the others
 * that does. Chinese characters beside kana are Japanese.
 */
export const createTypefaces = ({ regular, bold: heavy, others }: PaperFonts): Typefaces => {
  const sources = new Map<string, () => Uint8Array>([
    ['regular', () => regular],
    ['bold', () => heavy],
    ...others.map(({ name, read }) => [name, read] as const),
  ]);
  const bytes = new Map<string, Uint8Array>();
  const opened = new Map<string, Font>();
  const bytesOf = (name: string): Uint8Array => {
    const found = bytes.get(name) ?? (sources.get(name) ?? (() => regular))();
    bytes.set(name, found);
    return found;
  };
  const has = (name: string, character: string): boolean => {
    const font = opened.get(name) ?? create(Buffer.from(bytesOf(name)));
    opened.set(name, font);
    return font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
  };
  const japaneseFirst = [...others].sort((a, b) => Number(b.name === JAPANESE) - Number(a.name === JAPANESE));

  return {
    bytesOf,
    fontsOf: (text, bold) => {
      const own = bold ? 'bold' : 'regular';
      const order = KANA.test(text) ? japaneseFirst : others;
      let previous: string | undefined;
      return Array.from(text, (character) => {
        const follows = previous !== undefined && FOLLOWS.test(character) && has(previous, character);
        if (follows) return previous;
        previous = has(own, character)
          ? own
          : order.find(({ scripts, name }) => scripts.test(character) && has(name, character))?.name;
        return previous;
      });
    },
  };
};
