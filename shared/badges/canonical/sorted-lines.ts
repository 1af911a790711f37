import { octets } from './octets.ts';
import { cut, join, type Pieces } from './pieces.ts';

/** Part of a block that is in order already, or lines whose order the values decide. */
type Segment = { readonly fixed: Pieces } | { readonly loose: readonly Pieces[] };

/** The lines of one subject, which stand together wherever its name puts them. */
interface Block {
  /** What the block is sorted by: the subject and the space after it, which no other subject begins with. */
  readonly key: Pieces;
  readonly segments: readonly Segment[];
}

/** The beginning of an N-Quads line up to and with its nth space: neither a subject nor a predicate contains one. */
const beginning = (line: string, spaces: 1 | 2): string => {
  const first = line.indexOf(' ') + 1;
  return line.slice(0, spaces === 1 ? first : line.indexOf(' ', first) + 1);
};

const groupsOf = (lines: readonly string[], spaces: 1 | 2): [string, string[]][] => [
  ...Map.groupBy(lines, (line) => beginning(line, spaces)),
];

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/**
 * A subject's lines, sorted as far as they can be: predicates never vary, so that only lines of the same predicate
 * can change places.
 */
const segmentsOf = (lines: readonly string[], marks: readonly string[]): Segment[] => {
  const segments: Segment[] = [];
  let fixed = '';
  for (const [, same] of groupsOf(lines, 2).sort(byKey)) {
    const pieces = same.map((line) => cut(octets(line), marks));
    // The subject's own hole is in all of them, and decides nothing between them.
    const own = cut(beginning(same[0] ?? '', 1), marks).holes.length;
    if (same.length === 1 || pieces.every(({ holes }) => holes.length === own)) {
      fixed += same.toSorted().join('');
      continue;
    }
    segments.push({ fixed: cut(octets(fixed), marks) }, { loose: pieces });
    fixed = '';
  }
  return [...segments, { fixed: cut(octets(fixed), marks) }];
};

const writeSegment = (segment: Segment, values: readonly string[]): string =>
  'fixed' in segment
    ? join(segment.fixed, values)
    : segment.loose
        .map((pieces) => join(pieces, values))
        .sort()
        .join('');

/**
 * Prepares the writing of N-Quads lines that carry marks, in the order of their UTF-16 units, as a whole sort would
 * put them. All but a few are put in order here, once. A writer is given the marks' values, of which only those of
 * literals may be more than ASCII, and gives the lines as octets; no two lines differ in a literal's mark alone.
 */
export const prepareSorted = (lines: readonly string[], marks: readonly string[]) => {
  const blocks = groupsOf(lines, 1).map(
    ([subject, own]): Block => ({ key: cut(subject, marks), segments: segmentsOf(own, marks) }),
  );
  return (values: readonly string[]): string => {
    const written = blocks.map(({ key, segments }): [string, string] => {
      let text = '';
      for (const segment of segments) text += writeSegment(segment, values);
      return [join(key, values), text];
    });
    let text = '';
    for (const [, block] of written.sort(byKey)) text += block;
    return text;
  };
};
