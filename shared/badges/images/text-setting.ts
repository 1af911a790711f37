import type { Lettering } from './lettering.ts';

/** A width and height to set text in, by the distance of a line from the middle. */
export type WidthAt = (top: number, bottom: number) => number;

/** Distance between two baselines, in ems. */
const LEADING = 1.16;

/** More words than this are not tried in every way; the rest stay together with the last of them. */
const MOST_WORDS = 18;

const widthOf = (lettering: Lettering, text: string): number =>
  lettering.set(text, 1).reduce((sum, { advance }) => sum + advance, 0);

/** Every way of breaking words into `count` lines. */
function* breaks(words: readonly string[], count: number): Generator<readonly string[]> {
  if (count === 1) {
    yield [words.join(' ')];
    return;
  }
  for (let first = 1; first <= words.length - count + 1; first += 1) {
    for (const rest of breaks(words.slice(first), count - 1))
      yield [words.slice(0, first).join(' '), ...rest];
  }
}

/** Lines of a text and the size they are set in. */
export interface SetLines {
  readonly lines: readonly string[];
  readonly size: number;
}

/** The largest size up to `most` at which lines fit, centred on the middle. */
const sizeOf = (widths: readonly number[], capHeight: number, widthAt: WidthAt, most: number): number => {
  const height = (widths.length - 1) * LEADING + capHeight;
  const fits = (size: number): boolean =>
    widths.every((width, i) => {
      const top = (i * LEADING - height / 2) * size;
      return width * size <= widthAt(top, top + capHeight * size);
    });
  for (let size = most; size > 8; size -= 1) if (fits(size)) return size;
  return 8;
};

/** Breaks a text into one to four lines so that it can be set as large as possible, up to `most`. */
export const breakLines = (
  lettering: Lettering,
  text: string,
  { widthAt, most }: { readonly widthAt: WidthAt; readonly most: number },
): SetLines => {
  const all = text.trim().split(/\s+/);
  const words = [...all.slice(0, MOST_WORDS - 1), all.slice(MOST_WORDS - 1).join(' ')].filter(
    (word) => word !== '',
  );
  const measured = new Map<string, number>();
  const measureWord = (word: string): number => {
    const width = measured.get(word) ?? widthOf(lettering, word);
    measured.set(word, width);
    return width;
  };
  const space = widthOf(lettering, ' ');
  const measure = (line: string): number =>
    line.split(' ').reduce((sum, word) => sum + measureWord(word) + space, -space);
  let best: SetLines & { readonly spread: number } = { lines: [text], size: 0, spread: Infinity };
  for (let count = 1; count <= Math.min(4, words.length); count += 1) {
    for (const lines of breaks(words, count)) {
      const widths = lines.map(measure);
      const size = sizeOf(widths, lettering.capHeight, widthAt, most);
      // Of lines equally large, those that are most alike in width look calmest.
      const spread = Math.max(...widths) - Math.min(...widths);
      if (size > best.size || (size === best.size && spread < best.spread)) best = { lines, size, spread };
    }
  }
  return best;
};

/** Lines one below the other around the height `y`, each beginning where `left` says for its width; SVG path data. */
const setLines = (
  lettering: Lettering,
  { lines, size }: SetLines,
  y: number,
  left: (width: number) => number,
): string => {
  const height = ((lines.length - 1) * LEADING + lettering.capHeight) * size;
  return lines
    .map((line, i) => {
      const letters = lettering.set(line, size);
      const baseline = y - height / 2 + (i * LEADING + lettering.capHeight) * size;
      let pen = left(letters.reduce((sum, { advance }) => sum + advance, 0));
      return letters
        .map(({ advance, outline }) => {
          const path = outline(pen, baseline);
          pen += advance;
          return path;
        })
        .join('');
    })
    .join('');
};

/** Lines centred on a point, as the data of one SVG path. */
export const setCentred = (lettering: Lettering, lines: SetLines, x: number, y: number): string =>
  setLines(lettering, lines, y, (width) => x - width / 2);

/** Lines that begin at `x`, around the height `y`, as the data of one SVG path. */
export const setLeft = (lettering: Lettering, lines: SetLines, x: number, y: number): string =>
  setLines(lettering, lines, y, () => x);

/** A circle to set text on, and how much of it the text may take. */
export interface Arc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Radians at most, centred on the top. */
  readonly span: number;
  /** Units an em, at most and at least. */
  readonly sizes: readonly [most: number, least: number];
  /** Added between two letters, in ems. */
  readonly tracking: number;
}

/** A text on the outside of a circle, centred on its top; one that is too long even small loses its last words. */
export const setOnArc = (lettering: Lettering, text: string, arc: Arc): string => {
  const { radius, span, sizes, tracking } = arc;
  const [most, least] = sizes;
  const length = span * radius;
  const em = (line: string): number => widthOf(lettering, line) + tracking * Array.from(line).length;
  let line = text;
  while (em(line) * least > length && line.includes(' ')) line = `${line.replace(/[\s…]+\S*$/u, '')}…`;
  const size = Math.min(most, length / em(line));
  let angle = -Math.PI / 2 - (em(line) * size) / radius / 2;
  return lettering
    .set(line, size)
    .map(({ advance, outline }) => {
      const step = (advance + tracking * size) / radius;
      // A letter stands upright over its own middle.
      const middle = angle + step / 2;
      angle += step;
      const [upX, upY] = [Math.cos(middle), Math.sin(middle)];
      const [alongX, alongY] = [-upY, upX];
      const x = arc.x + radius * upX - (alongX * advance) / 2;
      const y = arc.y + radius * upY - (alongY * advance) / 2;
      return outline(x, y, middle + Math.PI / 2);
    })
    .join('');
};
