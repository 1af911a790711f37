import jsonld, { type DocumentLoader } from 'jsonld';
import { canonize, type Quad } from 'rdf-canonize';
import { refusalWithin } from '../contexts.ts';
import { literalText, prepareLines } from './canonical-lines.ts';
import { freeWord, marksOf } from './marks.ts';
import { bytesOf } from './octets.ts';
import { type Slot, schemeOf, valuesOf, withValues } from './slots.ts';

/** Writes the canonical form of documents of one shape without expanding them. */
export interface Template {
  /**
   * The RDFC-1.0 canonical form of a document of the template's shape in UTF-8, given the values of its slots;
   * undefined where these values might change the graph's form, so that only the whole way is safe.
   */
  readonly fill: (values: readonly (string | undefined)[]) => Promise<Uint8Array | undefined>;
}

/** What `eddsa-rdfc-2022` expands with (its `canonize`); anything else would be another canonical form. */
const expansion = {
  base: null,
  safe: true,
  rdfDirection: 'i18n-datatype',
  produceGeneralizedRdf: false,
} as const;

const canonicalForm = { algorithm: 'RDFC-1.0', format: 'application/n-quads' } as const;

/** IRIs that JSON-LD takes as they are: absolute, of a scheme no context uses as a prefix, of what N-Quads writes as it is. */
const SAFE_IRI = /^(?:https?:\/\/|urn:|did:)[!#-;=?-[\]_a-z~]+$/;

const TERMS = ['subject', 'predicate', 'object', 'graph'] as const;

interface Place {
  readonly quad: number;
  readonly term: 'subject' | 'object';
}

/** Where a mark stands; undefined where it stands anywhere but as a whole subject or object of the expected kind. */
const placesOf = (quads: readonly Quad[], mark: string, kind: Slot['kind']): Place[] | undefined => {
  const places: Place[] = [];
  for (const [i, quad] of quads.entries()) {
    for (const term of TERMS) {
      const { termType, value } = quad[term];
      if (value !== mark) continue;
      if (termType !== (kind === 'iri' ? 'NamedNode' : 'Literal')) return undefined;
      if (term !== 'subject' && term !== 'object') return undefined;
      places.push({ quad: i, term });
    }
  }
  return places.length > 0 ? places : undefined;
};

/**
 * True where a statement with a varying text shares subject and predicate with another one: the two could become
 * equal, and a graph holds a statement once.
 */
const couldCollide = (quads: readonly Quad[], places: readonly Place[]): boolean =>
  places.some(({ quad: at }) => {
    const varying = quads[at];
    return quads.some(
      (other, i) =>
        i !== at &&
        other.subject.value === varying?.subject.value &&
        other.predicate.value === varying.predicate.value &&
        other.graph.value === varying.graph.value,
    );
  });

/** Where every mark stands; undefined where no template is safe. */
const allPlaces = (
  quads: readonly Quad[],
  slots: readonly Slot[],
  marks: readonly string[],
): Place[][] | undefined => {
  const places: Place[][] = [];
  for (const [i, { kind }] of slots.entries()) {
    const found = placesOf(quads, marks[i] ?? '', kind);
    if (!found || (kind === 'text' && couldCollide(quads, found))) return undefined;
    places.push(found);
  }
  return places;
};

/**
 * The graph of a document; undefined where JSON-LD in safe mode would leave something out of it.
 *
 * @throws {InvalidInput} with the field `@context`, where the document asks for one that is not known.
 */
const toRdf = async (document: object, documentLoader: DocumentLoader): Promise<Quad[] | undefined> => {
  try {
    return await jsonld.toRDF(document, { documentLoader, ...expansion });
  } catch (thrown) {
    // A mark in the wrong kind of place is no failure: whether the document itself is sound, the whole way will say.
    if (thrown instanceof Error && thrown.name === 'jsonld.ValidationError') return undefined;
    throw refusalWithin(thrown);
  }
};

/** The graph with values in the places of its marks. */
const withTerms = (quads: readonly Quad[], places: readonly Place[][], values: readonly string[]): Quad[] => {
  const filled = [...quads];
  for (const [i, found] of places.entries()) {
    const value = values[i] ?? '';
    for (const { quad: at, term } of found) {
      const quad = filled[at];
      if (quad) filled[at] = { ...quad, [term]: { ...quad[term], value } };
    }
  }
  return filled;
};

/** Whether values leave the graph's form as it is: distinct nodes stay distinct, and are written as JSON-LD would. */
const prepareSafety = (slots: readonly Slot[], schemes: readonly string[], constantIris: Set<string>) => {
  const isSafe = (values: readonly (string | undefined)[]): values is readonly string[] => {
    const iris = new Set<string>();
    return slots.every(({ kind }, i) => {
      const value = values[i];
      if (value === undefined || kind === 'text') return value !== undefined;
      if (!SAFE_IRI.test(value) || schemeOf(value) !== schemes[i] || constantIris.has(value)) return false;
      return iris.size < iris.add(value).size;
    });
  };
  return isSafe;
};

/**
 * Expands an example once, with marks in its slots, and keeps the lines of its canonical form with holes where the
 * marks ended up. From then on a document of the same shape costs no expansion, and little more than joining text.
 *
 * @returns undefined where no template is safe: a slot is empty or an unusual IRI, a mark did not survive
 *   expansion as a term of its own, or two statements could become one.
 */
export const compileTemplate = async (
  example: object,
  slots: readonly Slot[],
  documentLoader: DocumentLoader,
): Promise<Template | undefined> => {
  const values = valuesOf(example, slots);
  const schemes = values.map((value) => schemeOf(value ?? ''));
  if (values.some((value, i) => value === undefined || (slots[i]?.kind === 'iri' && !SAFE_IRI.test(value)))) {
    return undefined;
  }
  const word = freeWord(JSON.stringify(example));
  const marks = marksOf(slots, schemes, word);
  const quads = await toRdf(withValues(example, slots, marks), documentLoader);
  const places = quads && allPlaces(quads, slots, marks);
  if (!places) return undefined;
  const terms = quads.flatMap((quad) => TERMS.map((term) => quad[term]));
  if (terms.some(({ value }) => value.includes(word) && !marks.includes(value))) return undefined;

  const iris = terms.filter(({ termType }) => termType === 'NamedNode').map(({ value }) => value);
  const isSafe = prepareSafety(slots, schemes, new Set(iris));
  const write = prepareLines(quads, marks, word);
  return {
    fill: async (given) => {
      if (!isSafe(given)) return undefined;
      const text = write(given.map((value, i) => (slots[i]?.kind === 'text' ? literalText(value) : value)));
      if (text !== undefined) return bytesOf(text);
      return Buffer.from(await canonize(withTerms(quads, places, given), canonicalForm));
    },
  };
};
