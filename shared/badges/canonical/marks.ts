import type { Slot } from './slots.ts';

/** A word that the text does not contain, so that a mark made of it cannot be taken for one of its values. */
export const freeWord = (text: string): string => {
  let word = 'slot';
  for (let n = 0; text.includes(word); n += 1) word = `slot${n}`;
  return word;
};

/** What stands in each slot while a shape is prepared: of the slot's kind and scheme, and no part of another mark. */
export const marksOf = (slots: readonly Slot[], schemes: readonly string[], word: string): string[] =>
  slots.map(({ kind }, i) => {
    const scheme = schemes[i] ?? '';
    if (kind === 'text') return `${word}-${i}-`;
    return scheme.endsWith('//') ? `${scheme}${word}.invalid/${i}/` : `${scheme}${word}:${i}:`;
  });
