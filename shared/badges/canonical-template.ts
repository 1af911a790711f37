import jsonld, { type DocumentLoader } from 'jsonld';
import { canonize, type Quad } from 'rdf-canonize';
import { prepareLines } from './canonical-lines.ts';
import { type Slot, schemeOf, valuesOf, withValues } from './shape.ts';

/** Writes the canonical form of documents of one shape without expanding them. */
export interface Template {
  /**
   * The RDFC-1.0 canonical form of a document of the template's shape, given the values of its slots; undefined
   * where these values might change the graph's form, so that only the whole way is safe.
   */
  readonly fill: (values: readonly (string | undefined)[]) => Promise<string | undefined>;
}

/** What `eddsa-rdfc-2022` expands with (its `canonize`); anything else would be another canonical form. */
const expansion = {
  base: null,
  safe: true,
  rdfDirection: 'i18n-datatype',
  produceGeneralizedRdf: false,
} as const;

const canonicalForm = { algorithm: 'RDFC-1.0', format: 'application/n-quads' } as const;

/** IRIs that JSON-LD takes as they are: absolute, of a scheme no context uses as a prefix, without what N-Quads escapes. */
const SAFE_IRI = /^(?:https?:\/\/|urn:|did:)[^\u0000-\u0020\u007f-\u00a0<>"{}|\\^`]+$/;

const TERMS = ['subject', 'predicate', 'object', 'graph'] as const;

/** A word that the document does not contain, so that a marker made of it cannot be taken for one of its values. */
const freeWord = (json: string): string => {
  let word = 'slot';
  for (let n = 0; json.includes(word); n += 1) word = `slot${n}`;
  return word;
};

const markerOf = ({ kind }: Slot, scheme: string, word: string, i: number): string => {
  if (kind === 'text') return `${word}-${i}-`;
  return scheme.endsWith('//') ? `${scheme}${word}.invalid/${i}/` : `${scheme}${word}:${i}:`;
};

interface Place {
  readonly quad: number;
  readonly term: 'subject' | 'object';
}

/** Where a marker stands; undefined where it stands anywhere but as a whole subject or object of the expected kind. */
const placesOf = (quads: readonly Quad[], marker: string, kind: Slot['kind']): Place[] | undefined => {
  const places: Place[] = [];
  for (const [i, quad] of quads.entries()) {
    for (const term of TERMS) {
      const { termType, value } = quad[term];
      if (value !== marker) continue;
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

/** The graph of a document; undefined where JSON-LD in safe mode would leave something out of it. */
const toRdf = async (document: object, documentLoader: DocumentLoader): Promise<Quad[] | undefined> => {
  try {
    return await jsonld.toRDF(document, { documentLoader, ...expansion });
  } catch (thrown) {
    // A marker in the wrong kind of place is no failure: whether the document itself is sound, the whole way will say.
    if (thrown instanceof Error && thrown.name === 'jsonld.ValidationError') return undefined;
    throw thrown;
  }
};

/**
 * Expands an example once, with markers in its slots, and keeps where they ended up in the graph. From then on a
 * document of the same shape costs no expansion: the markers' terms are replaced and the graph is canonicalised.
 *
 * @returns undefined where no template is safe: a slot is empty or an unusual IRI, a marker did not survive
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
  const markers = slots.map((slot, i) => markerOf(slot, schemes[i] ?? '', word, i));
  const quads = await toRdf(withValues(example, slots, markers), documentLoader);
  if (!quads) return undefined;

  const places: Place[][] = [];
  for (const [i, { kind }] of slots.entries()) {
    const found = placesOf(quads, markers[i] ?? '', kind);
    if (!found || (kind === 'text' && couldCollide(quads, found))) return undefined;
    places.push(found);
  }
  const terms = quads.flatMap((quad) => TERMS.map((term) => quad[term]));
  const strangers = terms.filter(({ value }) => value.includes(word) && !markers.includes(value));
  if (strangers.length > 0) return undefined;
  const constantIris = new Set(
    terms.filter(({ termType }) => termType === 'NamedNode').map(({ value }) => value),
  );

  /** Distinct nodes must stay distinct, and be written as JSON-LD would write them. */
  const isSafe = (given: readonly (string | undefined)[]): given is readonly string[] => {
    const iris = new Set<string>();
    return slots.every(({ kind }, i) => {
      const value = given[i];
      if (value === undefined || kind === 'text') return value !== undefined;
      if (!SAFE_IRI.test(value) || schemeOf(value) !== schemes[i] || constantIris.has(value)) return false;
      return iris.size < iris.add(value).size;
    });
  };

  const write = prepareLines(quads, new Set(places.flat().map(({ quad }) => quad)));

  return {
    fill: (given) => {
      if (!isSafe(given)) return Promise.resolve(undefined);
      const filled = [...quads];
      places.forEach((found, i) => {
        const value = given[i] ?? '';
        for (const { quad: at, term } of found) {
          const quad = filled[at];
          if (quad) filled[at] = { ...quad, [term]: { ...quad[term], value } };
        }
      });
      const text = write(filled);
      return text === undefined ? canonize(filled, canonicalForm) : Promise.resolve(text);
    },
  };
};
