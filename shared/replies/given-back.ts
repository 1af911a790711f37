import { clip, oneLine } from '../mail/plain.ts';

/** What a mail gives back of what somebody wrote. */
export interface GivenBack {
  readonly paragraphs: readonly string[];
  /** How many characters of it are missing at its end. */
  readonly missing: number;
}

/** How near to the most that fits is near enough, in characters. */
const NEAR = 50;

const paragraphsOf = (text: string, between: RegExp): string[] =>
  text.split(between).flatMap((one) => oneLine(one) || []);

const lengthOf = (paragraphs: readonly string[]): number =>
  paragraphs.reduce((length, one) => length + one.length, 0);

const beginningOf = (paragraphs: readonly string[], length: number): GivenBack => {
  let room = length;
  const kept = paragraphs.flatMap((one) => {
    if (room < 2) return [];
    const part = clip(one, room);
    room -= part.length;
    return [part];
  });
  return { paragraphs: kept, missing: lengthOf(paragraphs) - lengthOf(kept) };
};

/**
 * All of a text, each line for itself, where that fits; else what stands between empty lines for itself, because each
 * paragraph costs a mail more than its words do; else as much of the beginning of that as fits.
 *
 * @param fits - whether a mail that gives this back is small enough. Asked some twenty times.
 */
export const giveBack = (text: string, fits: (given: GivenBack) => boolean): GivenBack => {
  const lines = { paragraphs: paragraphsOf(text, /\n/), missing: 0 };
  if (fits(lines)) return lines;
  const blocks = paragraphsOf(text, /\n\s*\n/);
  let beyond = lengthOf(blocks);
  if (fits({ paragraphs: blocks, missing: 0 })) return { paragraphs: blocks, missing: 0 };
  let most = 0;
  while (beyond - most > NEAR) {
    const middle = Math.floor((most + beyond) / 2);
    if (fits(beginningOf(blocks, middle))) most = middle;
    else beyond = middle;
  }
  return beginningOf(blocks, most);
};
