import type { UnsignedCredential } from './credential.ts';

/** A string in a document that differs from recipient to recipient. */
export interface Slot {
  readonly path: readonly (string | number)[];
  /** An IRI names a node of the graph; a text is a literal and may hold anything. */
  readonly kind: 'iri' | 'text';
}

/** Where the credentials of two recipients of one achievement differ. */
export const slotsOf = (credential: UnsignedCredential): readonly Slot[] =>
  'evidence' in credential ? [...commonSlots, evidenceSlot] : commonSlots;

const commonSlots: readonly Slot[] = [
  { path: ['id'], kind: 'iri' },
  { path: ['validFrom'], kind: 'text' },
  { path: ['awardedDate'], kind: 'text' },
  { path: ['credentialSubject', 'id'], kind: 'iri' },
  { path: ['credentialSubject', 'identifier', 0, 'identityHash'], kind: 'text' },
  { path: ['credentialSubject', 'identifier', 0, 'salt'], kind: 'text' },
  { path: ['credentialSubject', 'achievement', 'image', 'id'], kind: 'iri' },
];

const evidenceSlot: Slot = { path: ['evidence', 0, 'narrative'], kind: 'text' };

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

/** A copy of what leads to the slots, each made once, with nothing in the slots; the rest is shared. */
const withBlanks = (document: object, slots: readonly Slot[]): object => {
  const copies = new Map<unknown, Record<string | number, unknown>>();
  const copyOf = (node: unknown): Record<string | number, unknown> => {
    const made = copies.get(node);
    if (made) return made;
    const copy = (Array.isArray(node) ? [...(node as unknown[])] : { ...(node as object) }) as Record<
      string | number,
      unknown
    >;
    copies.set(node, copy);
    return copy;
  };
  const root = copyOf(document);
  for (const { path } of slots) {
    let original: unknown = document;
    let copy = root;
    for (const [i, key] of path.entries()) {
      original = childOf(original, key);
      if (original === undefined) break;
      if (i === path.length - 1) copy[key] = 0;
      else if (typeof original === 'object' && original !== null) copy = copy[key] = copyOf(original);
      else break;
    }
  }
  return root;
};

/** An IRI's scheme, with the `//` after it: JSON-LD reads the rest of an IRI by these (JSON-LD 1.1 API §5.2). */
export const schemeOf = (iri: string): string => /^[a-z]+:(?:\/\/)?/.exec(iri)?.[0] ?? '';

/**
 * The shape of a document: everything that decides its graph, that is all but the values in the slots, of which
 * only the kind counts (for an IRI its scheme). Documents of one shape differ in the graph's terms alone, never in
 * its form. As JSON, because comparing is cheaper than hashing.
 */
export const shapeOf = (document: object, slots: readonly Slot[]): string => {
  const values = valuesOf(document, slots);
  const kinds = slots.map(({ kind }, i) => {
    const value = values[i];
    if (value === undefined) return 'nothing';
    return kind === 'iri' ? schemeOf(value) : kind;
  });
  return `${JSON.stringify(withBlanks(document, slots))} ${kinds.join(' ')}`;
};
