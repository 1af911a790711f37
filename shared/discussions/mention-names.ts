/** Somebody a text may speak to. */
export interface Person {
  readonly member: string;
  readonly name: string;
}

/** A text as names are compared in: case, accents and the width of blanks do not count. */
interface Folded {
  readonly text: string;
  /** Where each unit of the original stands in the folded text. */
  readonly at: Uint32Array;
  /** Where the original ends that each unit of the folded text was made from. */
  readonly ends: readonly number[];
}

const foldPoint = (point: string): string =>
  point.charCodeAt(0) < 0x80
    ? point.toLowerCase()
    : point
        .toLowerCase()
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .replace(/[‘’ʼ]/g, "'");

/** Folds a text in one pass; white space with at most one line break is one blank, because programs for mail break lines. */
export const fold = (original: string): Folded => {
  const at = new Uint32Array(original.length + 1);
  const ends: number[] = [];
  const parts: string[] = [];
  let from = 0;
  let wasSpace = false;
  let breaks = 0;
  for (const point of original) {
    at.fill(ends.length, from, from + point.length);
    from += point.length;
    const isSpace = /\s/u.test(point);
    breaks = isSpace ? breaks + Number(point === '\n') : 0;
    if (isSpace && wasSpace) {
      if (breaks === 2) parts[parts.length - 1] = '\n';
      ends[ends.length - 1] = from;
      continue;
    }
    wasSpace = isSpace;
    const folded = isSpace ? ' ' : foldPoint(point);
    // A mark belongs to the letter before it.
    if (folded === '' && ends.length > 0) ends[ends.length - 1] = from;
    parts.push(folded);
    for (let i = 0; i < folded.length; i += 1) ends.push(from);
  }
  at[original.length] = ends.length;
  return { text: parts.join(''), at, ends };
};

/** A name or an identifier by itself, folded. */
const foldWhole = (text: string): string => fold(text).text.trim();

/** What of a name is written together at its beginning. */
const FIRST = /[\p{L}\p{N}]+/uy;

const firstWord = (folded: string, at: number): string | undefined => {
  FIRST.lastIndex = at;
  return FIRST.exec(folded)?.[0];
};

/** What goes on after a name, so that it is another: a letter, or a sign that letters follow. */
const GOES_ON = /^(?:[\p{L}\p{N}_@]|[-.][\p{L}\p{N}])/u;

const only = (people: readonly Person[] | undefined): Person | undefined =>
  people?.length === 1 ? people[0] : undefined;

/** Finds people by what is written of them. */
export interface Directory {
  /** Whoever has this identifier; else whoever alone has it in another case. */
  byIdentifier: (written: string) => Person | undefined;
  /** Whoever alone has this full name, whatever its case and accents. */
  byName: (written: string) => Person | undefined;
  /** The longest full name that a text goes on with, where it ends in the original, and whose alone it is. */
  nameAt: (
    folded: Folded,
    at: number,
  ) => { readonly end: number; readonly person: Person | undefined } | undefined;
}

/** A directory of people: what is looked up in it takes no longer for more of them, but for those of one first name. */
export const directoryOf = (people: readonly Person[]): Directory => {
  const exact = new Map(people.map((person) => [person.member, person]));
  const identifiers = Map.groupBy(people, ({ member }) => member.toLowerCase());
  const names = Map.groupBy(people, ({ name }) => foldWhole(name));
  names.delete('');
  const byFirst = Map.groupBy(
    [...names.keys()].sort((a, b) => b.length - a.length),
    (name) => firstWord(name, 0),
  );
  return {
    byIdentifier: (written) => exact.get(written) ?? only(identifiers.get(written.toLowerCase())),
    byName: (written) => only(names.get(foldWhole(written))),
    nameAt: ({ text, at, ends }, original) => {
      const start = at[original] ?? text.length;
      const first = firstWord(text, start);
      const name = (first === undefined ? undefined : byFirst.get(first))?.find(
        (one) =>
          text.startsWith(one, start) &&
          !GOES_ON.test(text.slice(start + one.length, start + one.length + 3)),
      );
      return name === undefined
        ? undefined
        : { end: ends[start + name.length - 1] ?? original, person: only(names.get(name)) };
    },
  };
};
