/**
 * An alphabet of single strokes, drawn for this project, so that a badge looks the same on every machine whatever
 * fonts it has. Each letter is an SVG path on a grid 14 units high, with its width.
 */
const letterforms: Readonly<Record<string, readonly [width: number, path: string]>> = {
  A: [10.4, 'M0 14 5.2 0 10.4 14M1.8 9.3H8.6'],
  B: [8.4, 'M0 0V14M0 0H4.2A3.35 3.35 0 0 1 4.2 6.7H0M4.2 6.7H4.7A3.65 3.65 0 0 1 4.7 14H0'],
  C: [9.2, 'M9.2 2.9A5.6 7 0 1 0 9.2 11.1'],
  D: [9.4, 'M0 0V14M0 0H3A6.4 7 0 0 1 3 14H0'],
  E: [7.2, 'M7.2 0H0V14H7.2M0 6.8H6'],
  F: [7, 'M7 0H0V14M0 6.8H5.8'],
  G: [9.8, 'M9.2 2.7A5.6 7 0 1 0 9.8 7.6H6.2'],
  H: [8.8, 'M0 0V14M8.8 0V14M0 6.8H8.8'],
  I: [0, 'M0 0V14'],
  J: [5.6, 'M5.6 0V9.8A3.6 4.2 0 0 1 0 12.6'],
  K: [8.4, 'M0 0V14M8 0 0 8.4M3.2 5.2 8.4 14'],
  L: [6.8, 'M0 0V14H6.8'],
  M: [11, 'M0 14V0L5.5 8.6 11 0V14'],
  N: [9, 'M0 14V0L9 14V0'],
  O: [11.2, 'M5.6 0A5.6 7 0 1 0 5.6 14 5.6 7 0 1 0 5.6 0Z'],
  P: [8, 'M0 14V0H4.1A3.9 3.9 0 0 1 4.1 7.8H0'],
  Q: [11.2, 'M5.6 0A5.6 7 0 1 0 5.6 14 5.6 7 0 1 0 5.6 0ZM6.8 10.4 10.6 14.6'],
  R: [8.2, 'M0 14V0H4.1A3.9 3.9 0 0 1 4.1 7.8H0M4.1 7.8 8.2 14'],
  S: [
    8.2,
    'M7.9 2.8C7.4 1.1 6 0 4.1 0 1.9 0 .3 1.4.3 3.4.3 5.6 2 6.3 4.1 6.9 6.4 7.5 8.2 8.3 8.2 10.6 8.2 12.7 6.4 14 4.1 14 1.9 14 .4 12.8 0 10.9',
  ],
  T: [9, 'M0 0H9M4.5 0V14'],
  U: [8.6, 'M0 0V9.3A4.3 4.7 0 0 0 8.6 9.3V0'],
  V: [9.8, 'M0 0 4.9 14 9.8 0'],
  W: [13.2, 'M0 0 3.4 14 6.6 3.4 9.8 14 13.2 0'],
  X: [8.8, 'M0 0 8.8 14M8.8 0 0 14'],
  Y: [9.2, 'M0 0 4.6 7.2V14M9.2 0 4.6 7.2'],
  Z: [8.4, 'M.2 0H8.2L0 14H8.4'],
  0: [8.8, 'M4.4 0A4.4 7 0 1 0 4.4 14 4.4 7 0 1 0 4.4 0Z'],
  1: [3.4, 'M0 2.8 3.4 0V14'],
  2: [8.2, 'M.2 3.6C.4 1.4 2 0 4.1 0 6.4 0 8 1.5 8 3.7 8 5.8 6.7 7.1 5 8.8L0 14H8.2'],
  3: [
    8.4,
    'M.4 2.6C1 1 2.4 0 4.2 0 6.4 0 7.9 1.4 7.9 3.3 7.9 5.3 6.3 6.6 3.8 6.6 6.6 6.6 8.4 8 8.4 10.3 8.4 12.5 6.6 14 4.2 14 2.1 14 .5 13 0 11.2',
  ],
  4: [8.8, 'M6.4 14V0L0 10H8.8'],
  5: [
    8.4,
    'M7.6 0H1.6L.8 6.4C1.7 5.6 2.9 5.2 4.1 5.2 6.6 5.2 8.4 7 8.4 9.5 8.4 12.1 6.6 14 4.1 14 2.1 14 .6 13 0 11.3',
  ],
  6: [
    8.4,
    'M7.6 1.8C6.8.6 5.7 0 4.4 0 1.6 0 0 3 0 7.6 0 11.6 1.6 14 4.2 14 6.6 14 8.4 12.2 8.4 9.6 8.4 7 6.6 5.4 4.3 5.4 2.1 5.4.4 6.9.1 8.6',
  ],
  7: [8.4, 'M0 0H8.4L3 14'],
  8: [
    8.2,
    'M4.1 0A3.5 3.3 0 1 0 4.1 6.6 3.5 3.3 0 1 0 4.1 0ZM4.1 6.6A4.1 3.7 0 1 0 4.1 14 4.1 3.7 0 1 0 4.1 6.6Z',
  ],
  9: [
    8.4,
    'M.8 12.2C1.6 13.4 2.7 14 4 14 6.8 14 8.4 11 8.4 6.4 8.4 2.4 6.8 0 4.2 0 1.8 0 0 1.8 0 4.4 0 7 1.8 8.6 4.1 8.6 6.3 8.6 8 7.1 8.3 5.4',
  ],
};

/** The letters' common height in units of the grid. */
export const LETTER_HEIGHT = 14;

const GAP = 3.4;

/** Words that carry no name by themselves. */
const LITTLE_WORDS = new Set([
  'A',
  'AN',
  'AND',
  'AT',
  'BY',
  'FOR',
  'IN',
  'OF',
  'ON',
  'OR',
  'THE',
  'TO',
  'WITH',
]);

/**
 * The initials of a name's first three words that say something, as far as the alphabet has them: accents are
 * dropped, a number of up to two digits is kept whole. Empty for a name in another script.
 */
export const initialsOf = (name: string): string => {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const telling = words.filter((word) => !LITTLE_WORDS.has(word));
  const initials = (telling.length > 0 ? telling : words).map(
    (word) => /^\d{2}(?!\d)|^./u.exec(word)?.[0] ?? '',
  );
  return initials
    .filter((initial) => /^[A-Z0-9]+$/.test(initial))
    .join('')
    .slice(0, 3);
};

/** A word set in the alphabet: its paths, each at its place, and the width of all. */
export const setInLetters = (word: string): { readonly paths: readonly string[]; readonly width: number } => {
  let x = 0;
  const paths = Array.from(word).flatMap((letter) => {
    const form = letterforms[letter];
    if (!form) return [];
    const [width, path] = form;
    const at = x;
    x += width + GAP;
    return [`<path transform="translate(${at.toFixed(1)} 0)" d="${path}"/>`];
  });
  return { paths, width: Math.max(0, x - GAP) };
};
