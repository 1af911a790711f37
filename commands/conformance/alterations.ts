/** A document with one thing in it altered, and which. */
export interface Alteration {
  readonly path: string;
  readonly document: unknown;
}

type Path = readonly (string | number)[];

/** Another value that could stand in its place: another instant, so that nothing but the proof knows better. */
const another = (leaf: unknown): unknown =>
  typeof leaf === 'string' && /T\d\d:\d\d:\d\dZ$/.test(leaf)
    ? leaf.replace(/\d\dZ$/, leaf.endsWith('01Z') ? '02Z' : '01Z')
    : typeof leaf === 'number'
      ? leaf + 1
      : typeof leaf === 'boolean'
        ? !leaf
        : `${String(leaf)}x`;

/** Every leaf of a document, by its path. */
export const leavesOf = (value: unknown, path: Path = []): Path[] =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([member, part]) =>
        leavesOf(part, [...path, Array.isArray(value) ? Number(member) : member]),
      )
    : [path];

/** The document with what lies at the path put through `alter`; undefined takes it out. */
const alterAt = (value: unknown, [member, ...rest]: Path, alter: (leaf: unknown) => unknown): unknown => {
  if (member === undefined) return alter(value);
  if (Array.isArray(value)) {
    return value
      .map((part: unknown, at) => (at === member ? alterAt(part, rest, alter) : part))
      .filter((part) => part !== undefined);
  }
  const entries = Object.entries(Object(value) as Record<string, unknown>).map(
    ([name, part]) => [name, name === member ? alterAt(part, rest, alter) : part] as const,
  );
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
};

/** A document altered in each of its fields, one at a time: first every one changed, then every one left out. */
export const alterationsOf = (document: unknown): Alteration[] =>
  leavesOf(document).flatMap((leaf) => [
    { path: `${leaf.join('.')} changed`, document: alterAt(document, leaf, another) },
    { path: `${leaf.join('.')} left out`, document: alterAt(document, leaf, () => undefined) },
  ]);
