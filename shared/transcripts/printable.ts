import { Conflict } from '../platform/errors.ts';
import { lackingOf } from './text-runs.ts';
import type { Typefaces } from './typefaces.ts';

/** How many characters a refusal names. */
const NAMED = 10;

/**
 * Refuses what could be printed as empty boxes alone.
 *
 * @throws {Conflict} naming the characters that no font has, and what to do.
 */
export const refuseUnprintable = (texts: readonly string[], typefaces: Typefaces): void => {
  const lacking = [...new Set(texts.flatMap((text) => lackingOf(text, typefaces)))];
  if (lacking.length === 0) return;
  const named = lacking.slice(0, NAMED).map((one) => `“${one}”`);
  const more = lacking.length > NAMED ? ` and ${lacking.length - NAMED} more` : '';
  throw new Conflict(
    `the fonts of papers lack ${named.join(', ')}${more}, and the paper would be blank there; write what holds ${lacking.length === 1 ? 'it' : 'them'} in other letters, or take the page or the CSV instead of the PDF`,
  );
};
