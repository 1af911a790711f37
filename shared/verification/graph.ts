import jsonld from 'jsonld';
import { canonize } from 'rdf-canonize';
import * as z from 'zod';
import {
  CREDENTIALS_CONTEXT,
  CREDENTIALS_CONTEXT_1,
  isPinnedContext,
  loadContext,
} from '../badges/contexts.ts';
import { InvalidInput } from '../platform/errors.ts';
import { quoted } from './report.ts';

/** What JSON-LD lets a document say of values; whatever else begins with @ could say the same thing in another form. */
const KEYWORDS: ReadonlySet<string> = new Set(['@context', '@value', '@language', '@direction']);

/** Most credentials inside one that bring their contexts along, and most contexts that one list names. */
const MAX_EMBEDDED = 20;
const MAX_CONTEXTS = 8;
/** Places that may name contexts in all: the credential, those inside it, and a proof of each. */
const MAX_PLACES = 2 * MAX_EMBEDDED + 1;

/** What a context costs each time that it is named, in values. */
const CONTEXT_WORK = 10;

const checkContext = (value: unknown): void => {
  const contexts: readonly unknown[] = [value].flat();
  for (const context of contexts) {
    if (typeof context !== 'string')
      throw new InvalidInput(
        'it brings a JSON-LD context of its own, which could give its words other meanings',
      );
    if (!isPinnedContext(context))
      throw new InvalidInput(
        `it asks for the JSON-LD context ${quoted(context)}, which this system does not know; contexts are never fetched`,
      );
  }
  if (contexts.length > MAX_CONTEXTS)
    throw new InvalidInput(`it names more than ${MAX_CONTEXTS} JSON-LD contexts in one place`);
};

const checkName = (key: string): void => {
  if ((key.startsWith('@') && !KEYWORDS.has(key)) || key.includes(':'))
    throw new InvalidInput(
      `it writes the name of a field as ${quoted(key)}, which this system does not read`,
    );
};

/** What a value is to the document it is in; contexts belong to the first three. */
type Place = 'root' | 'proof' | 'credential' | 'part';

const placeOf = (value: object, within: Place): Place => {
  if (within !== 'part') return within;
  const types: unknown = 'type' in value ? value.type : undefined;
  const isCredential = [types].flat().some((type) => typeof type === 'string' && CREDENTIAL.test(type));
  return isCredential ? 'credential' : 'part';
};

const CREDENTIAL = /^(?:Enveloped)?VerifiableCredential$/;

const countPlace = (places: Record<Place, number>, place: Place): void => {
  places[place] += 1;
  if (place === 'part')
    throw new InvalidInput('it names JSON-LD contexts where none belong, within a part of a credential');
  if (places.credential > MAX_EMBEDDED)
    throw new InvalidInput(
      `it holds more than ${MAX_EMBEDDED} credentials with JSON-LD contexts of their own; so many are not checked`,
    );
  if (places.proof + places.credential > MAX_PLACES)
    throw new InvalidInput(`it names JSON-LD contexts in more than ${MAX_PLACES} places`);
};

/**
 * Refuses what would let a document say one thing to whoever reads its JSON, and another to the signature, which
 * covers the graph alone: contexts that are not pinned, and names that are addresses instead of terms (with which
 * `validUntil` could be signed and not be found). Gives what the rest will cost, in values.
 */
const checkTerms = (root: object): number => {
  const places: Record<Place, number> = { root: 0, proof: 0, credential: 0, part: 0 };
  const waiting: { readonly value: unknown; readonly within: Place }[] = [{ value: root, within: 'root' }];
  let work = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, within } = next;
    work += 1;
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value as readonly unknown[]) waiting.push({ value: item, within });
      continue;
    }
    const place = placeOf(value, within);
    for (const [key, held] of Object.entries(value)) {
      if (key === '@context') {
        checkContext(held);
        countPlace(places, place);
        work += CONTEXT_WORK * [held].flat().length;
      } else {
        checkName(key);
        waiting.push({ value: held, within: key === 'proof' ? 'proof' : 'part' });
      }
    }
  }
  return work;
};

const expansion = {
  documentLoader: loadContext,
  base: null,
  // Throws where a value is not defined by a context and so not covered by the signature.
  safe: true,
  rdfDirection: 'i18n-datatype',
  produceGeneralizedRdf: false,
} as const;

/** How JSON-LD's safe mode says what it stumbled over. */
const Stumbled = z.object({
  details: z.object({
    event: z.object({ details: z.object({ property: z.string().optional(), type: z.string().optional() }) }),
  }),
});

/** The field or type that no context defines, where JSON-LD says so. */
const termOf = (thrown: unknown): string => {
  const named = Stumbled.safeParse(thrown).data?.details.event.details;
  const term = named?.property ?? named?.type;
  return term === undefined ? '' : ` (${quoted(term)})`;
};

/** Why a graph could not be put in order, where that is why: RDFC-1.0 §7.1 calls such graphs poison. */
const reasonFor = (thrown: unknown): string =>
  thrown instanceof Error && thrown.message.startsWith('Maximum deep iterations')
    ? 'so many of its parts, which have no names of their own, are like each other that putting them in order for the signature could take for ever'
    : `it says something that its contexts do not define${termOf(thrown)}, so that the signature cannot cover it`;

/**
 * The RDFC-1.0 canonical form of a credential or of a proof's options: what Data Integrity signs. What it will cost is
 * counted, and asked for, before anything is done.
 *
 * @param spend - takes the cost, in values; throws where it is too much.
 * @throws {InvalidInput} where the document asks for a context that is not pinned, says something that no context
 *   defines, or is made so that canonicalising it would take for ever (RDFC-1.0 §7.1, poison graphs).
 */
export const canonicalForm = async (document: object, spend: (work: number) => void): Promise<string> => {
  spend(checkTerms(document));
  try {
    const quads = await jsonld.toRDF(document, expansion);
    return await canonize(quads, { algorithm: 'RDFC-1.0', format: 'application/n-quads' });
  } catch (cause) {
    throw new InvalidInput(reasonFor(cause), { cause });
  }
};

/** True for a document whose words have the meanings of Verifiable Credentials: their context comes first. */
export const isInCredentialTerms = (document: { readonly '@context'?: unknown }): boolean => {
  const [first] = [document['@context']].flat();
  return first === CREDENTIALS_CONTEXT || first === CREDENTIALS_CONTEXT_1;
};
