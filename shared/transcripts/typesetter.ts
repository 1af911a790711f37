import { breakLines } from './break-lines.ts';
import type { Paper } from './pdf-document.ts';
import { type PreparedText, prepareText, type Run } from './text-runs.ts';
import type { Typefaces } from './typefaces.ts';

/** How a text looks; its size in points. */
export interface TextStyle {
  readonly size: number;
  readonly bold?: boolean;
}

/** A text that was set to a width: how high it is, and its lines, each with its runs from left to right. */
export interface Block {
  /** What it says, as it is read aloud. */
  readonly text: string;
  readonly height: number;
  readonly lines: readonly (readonly (Run & { readonly width: number })[])[];
  readonly style: TextStyle;
  readonly lineHeight: number;
  readonly width: number;
  /** Whether the order of its letters on paper is not that of the text. */
  readonly isReordered: boolean;
}

/** Where a text is drawn, its upper left corner in points, and in which colour. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly colour: string;
  readonly align?: 'left' | 'center';
}

/** Sets text in the fonts that have it, and draws it. */
export interface Typesetter {
  set(text: string, style: TextStyle, width: number): Block;
  draw(block: Block, place: Place): void;
}

/** Of an em: how far the letters reach above the baseline, and from one line to the next; taller where they are stacked. */
const metrics = { own: { ascent: 0.94, line: 1.17 }, other: { ascent: 1.1, line: 1.5 } } as const;
/** Scripts whose letters join, stack, or run from right to left. */
const REORDERED = /[\p{scx=Arabic}\p{scx=Hebrew}\p{scx=Devanagari}\p{scx=Thai}]/u;

const isOwn = (font: string): boolean => font === 'regular' || font === 'bold';

/** A typesetter for one paper. */
export const createTypesetter = (paper: Paper, typefaces: Typefaces): Typesetter => {
  const registered = new Set<string>();
  const use = (font: string, size: number): void => {
    if (!registered.has(font)) paper.registerFont(font, Buffer.from(typefaces.bytesOf(font)));
    registered.add(font);
    paper.font(font).fontSize(size);
  };
  // With features named a run is shaped as a whole, as joined and reordered letters must be; without, word by word.
  const options = (font: string) => (isOwn(font) ? {} : { features: [] });
  // In ems: the same text is measured again at every size that is tried.
  const widths = new Map<string, number>();
  const widthOf = ({ font, text }: Run, size: number): number => {
    const key = `${font} ${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known * size;
    use(font, 1);
    const width = paper.widthOfString(text, options(font));
    widths.set(key, width);
    return width * size;
  };

  const prepared = new Map<string, PreparedText>();
  const prepare = (written: string, bold: boolean): PreparedText => {
    const key = `${bold ? 'bold' : 'regular'} ${written}`;
    const found = prepared.get(key) ?? prepareText(written, typefaces, bold);
    prepared.set(key, found);
    return found;
  };

  return {
    set: (written, style, width) => {
      const { text, runs } = prepare(written, style.bold ?? false);
      const measure = (start: number, end: number): number =>
        runs(start, end).reduce((sum, run) => sum + widthOf(run, style.size), 0);
      const lines = breakLines(text, width, measure).map(({ start, end }) =>
        runs(start, end).map((run) => ({ ...run, width: widthOf(run, style.size) })),
      );
      const needed = lines.flat().every(({ font }) => isOwn(font)) ? metrics.own : metrics.other;
      const lineHeight = needed.line * style.size;
      const height = Math.max(1, lines.length) * lineHeight;
      return { text, height, lines, style, lineHeight, width, isReordered: REORDERED.test(text) };
    },

    draw: ({ lines, style, lineHeight, width }, { x, y, colour, align = 'left' }) => {
      const { ascent } = lines.flat().every(({ font }) => isOwn(font)) ? metrics.own : metrics.other;
      for (const [i, line] of lines.entries()) {
        const taken = line.reduce((sum, run) => sum + run.width, 0);
        let left = align === 'center' ? x + (width - taken) / 2 : x;
        for (const run of line) {
          use(run.font, style.size);
          paper.fillColor(colour).text(run.text, left, y + ascent * style.size + i * lineHeight, {
            ...options(run.font),
            baseline: 'alphabetic',
            lineBreak: false,
          });
          left += run.width;
        }
      }
    },
  };
};
