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

const checkContext = (value: unknown): void => {
  for (const context of [value].flat()) {
    if (typeof context !== 'string')
      throw new InvalidInput(
        'it brings a JSON-LD context of its own, which could give its words other meanings',
      );
    if (!isPinnedContext(context))
      throw new InvalidInput(
        `it asks for the JSON-LD context ${quoted(context)}, which this system does not know; contexts are never fetched`,
      );
  }
};

/**
 * Refuses what would let a document say one thing to whoever reads its JSON, and another to the signature, which
 * covers the graph alone: contexts that are not pinned, and names that are addresses instead of terms (with which
 * `validUntil` could be signed and not be found).
 */
const checkTerms = (root: unknown): void => {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (typeof node !== 'object' || node === null) continue;
    for (const [key, value] of Object.entries(node)) {
      if (key === '@context') checkContext(value);
      else if ((key.startsWith('@') && !KEYWORDS.has(key)) || (!Array.isArray(node) && key.includes(':')))
        throw new InvalidInput(
          `it writes the name of a field as ${quoted(key)}, which this system does not read`,
        );
      else waiting.push(value);
    }
  }
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

/**
 * The RDFC-1.0 canonical form of a credential or of a proof's options: what Data Integrity signs.
 *
 * @throws {InvalidInput} where the document asks for a context that is not pinned, says something that no context
 *   defines, or is made so that canonicalising it would take for ever (RDFC-1.0 §7.1, poison graphs).
 */
export const canonicalForm = async (document: object): Promise<string> => {
  checkTerms(document);
  try {
    const quads = await jsonld.toRDF(document, expansion);
    return await canonize(quads, { algorithm: 'RDFC-1.0', format: 'application/n-quads' });
  } catch (cause) {
    throw new InvalidInput(
      `it says something that its contexts do not define${termOf(cause)}, so that the signature cannot cover it`,
      { cause },
    );
  }
};

/** True for a document whose words have the meanings of Verifiable Credentials: their context comes first. */
export const isInCredentialTerms = (document: { readonly '@context'?: unknown }): boolean => {
  const [first] = [document['@context']].flat();
  return first === CREDENTIALS_CONTEXT || first === CREDENTIALS_CONTEXT_1;
};
