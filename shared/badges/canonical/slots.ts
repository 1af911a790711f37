/** A string in a document that differs from recipient to recipient. */
export interface Slot {
  readonly path: readonly (string | number)[];
  /** An IRI names a node of the graph; a text is a literal and may hold anything. */
  readonly kind: 'iri' | 'text';
}

const childOf = (node: unknown, key: string | number): unknown =>
  typeof node === 'object' && node !== null ? (node as Record<string | number, unknown>)[key] : undefined;

/** The values in a document's slots, in the slots' order; undefined where there is no string. */
export const valuesOf = (document: object, slots: readonly Slot[]): (string | undefined)[] =>
  slots.map(({ path }) => {
    const value = path.reduce<unknown>(childOf, document);
    return typeof value === 'string' ? value : undefined;
  });

const withValue = (node: unknown, path: Slot['path'], value: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const child = withValue(childOf(node, key), rest, value);
  return Array.isArray(node)
    ? node.map((item: unknown, i) => (i === key ? child : item))
    : { ...(node as object), [key]: child };
};

/** The document with other values in its slots; the document itself stays as it is. */
export const withValues = (document: object, slots: readonly Slot[], values: readonly unknown[]): object =>
  slots.reduce<unknown>((copy, { path }, i) => withValue(copy, path, values[i]), document) as object;

/** An IRI's scheme, with the `//` after it: JSON-LD reads the rest of an IRI by these (JSON-LD 1.1 API §5.2). */
export const schemeOf = (iri: string): string => /^[a-z]+:(?:\/\/)?/.exec(iri)?.[0] ?? '';
