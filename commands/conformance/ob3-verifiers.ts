import { gunzipSync } from 'node:zlib';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { verifyCredential } from '@digitalbazaar/vc';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import { verifyCredential as verifyWithCore } from '@digitalcredentials/verifier-core';
import { importJWK, jwtVerify } from 'jose';
import type { DocumentLoader } from 'jsonld';
import * as z from 'zod';
import { loadContext, MULTIKEY_CONTEXT } from '../../shared/badges/contexts.ts';

/** What a verifier makes of a credential: the names of the checks that failed, none where it holds. */
export type Verdict = readonly string[];

const Method = z.looseObject({ id: z.string(), publicKeyJwk: z.record(z.string(), z.unknown()).optional() });
const DidDocument = z.looseObject({ verificationMethod: z.array(Method) });

/** Where a `did:web` lies, by HTTP as the system on one machine speaks it. */
const addressOf = (did: string): string =>
  `http://${did.split('#')[0]?.slice('did:web:'.length).split(':').map(decodeURIComponent).join('/') ?? ''}/did.json`;

const findMethod = async (id: string) => {
  const document = DidDocument.parse(await (await fetch(addressOf(id))).json());
  return { document, method: document.verificationMethod.find((one) => one.id === id) };
};

/** A `did:key`, which says all there is to know of it: its document, or with a fragment the key. */
const didKey = (url: string): object => {
  const [controller = '', fragment] = url.split('#');
  const publicKeyMultibase = controller.slice('did:key:'.length);
  const id = `${controller}#${publicKeyMultibase}`;
  const method = { '@context': MULTIKEY_CONTEXT, id, type: 'Multikey', controller, publicKeyMultibase };
  if (fragment !== undefined) return method;
  return { '@context': 'https://www.w3.org/ns/did/v1', id: controller, assertionMethod: [method] };
};

const documentLoader: DocumentLoader = async (url) => {
  if (url.startsWith('http://127.0.0.1')) {
    return { contextUrl: null, documentUrl: url, document: await (await fetch(url)).json() };
  }
  if (!url.startsWith('did:')) return loadContext(url);
  if (url.startsWith('did:key:')) return { contextUrl: null, documentUrl: url, document: didKey(url) };
  const { document, method } = await findMethod(url);
  const found = url.includes('#') ? { '@context': MULTIKEY_CONTEXT, ...method } : document;
  return { contextUrl: null, documentUrl: url, document: found };
};

/** `@digitalbazaar/vc`, and what `@digitalbazaar/vc-bitstring-status-list` reads in the status list. */
export const verifyWithDigitalBazaar = async (credential: unknown): Promise<Verdict> => {
  const suite = new DataIntegrityProof({ cryptosuite });
  const bits: boolean[] = [];
  const readStatus = async () => {
    const found = await checkStatus({ credential, documentLoader, suite, verifyMatchingIssuers: true });
    // `verified` says that the list holds, and not what it says of the credential.
    bits.push(...(found.results ?? []).map(({ status }) => status));
    return found;
  };
  const result = await verifyCredential({
    credential,
    suite,
    documentLoader,
    checkStatus: readStatus,
    now: new Date(),
  });
  if (!result.verified) return [describe(result.error)];
  return bits.includes(true) ? ['status'] : [];
};

const describe = (error: unknown): string => {
  const parsed = z.object({ errors: z.array(z.object({ message: z.string() })) }).safeParse(error).data;
  return parsed?.errors[0]?.message ?? (error instanceof Error ? error.message : 'not verified');
};

const CoreResult = z.looseObject({
  errors: z.array(z.looseObject({ name: z.string() })).default([]),
  log: z.array(z.looseObject({ id: z.string(), valid: z.boolean().optional() })).default([]),
  additionalInformation: z
    .array(
      z.looseObject({
        id: z.string(),
        results: z.union([
          z.string(),
          z.array(z.looseObject({ result: z.looseObject({ valid: z.boolean() }) })),
        ]),
      }),
    )
    .default([]),
});

/** Whatever is not an object the library could not be asked about; what is in it is for the library to judge. */
const AsCredential = z.custom<Parameters<typeof verifyWithCore>[0]['credential']>(
  (value) => typeof value === 'object' && value !== null,
);

/** `@digitalcredentials/verifier-core`, but for its registries of issuers: this world's is in none. */
export const verifyWithVerifierCore = async (document: unknown): Promise<Verdict> => {
  // The library changes what it is given.
  const credential = AsCredential.parse(structuredClone(document));
  const { errors, log, additionalInformation } = CoreResult.parse(
    await verifyWithCore({ credential, knownDIDRegistries: [] }),
  );
  const schemas = additionalInformation.filter(
    ({ results }) => typeof results === 'string' || results.some(({ result }) => !result.valid),
  );
  return [
    ...errors.map(({ name }) => name),
    ...log.filter(({ id, valid }) => id !== 'registered_issuer' && valid !== true).map(({ id }) => id),
    ...schemas.map(({ id }) => id),
    ...(errors.length === 0 && !log.some(({ id }) => id === 'valid_signature')
      ? ['nothing was checked']
      : []),
  ];
};

/**
 * `jose`, with the key that `kid` names in the issuer's DID document, at the present time of the world; returns the
 * claims. Rejects where the token does not hold.
 */
export const verifyWithJose = async (jwt: string, algorithm: 'RS256' | 'ES256') => {
  const { payload } = await jwtVerify(
    jwt,
    async ({ kid = '' }) => importJWK((await findMethod(kid)).method?.publicKeyJwk ?? {}, algorithm),
    { algorithms: [algorithm], currentDate: new Date() },
  );
  return payload;
};

/** A credential that has no status: an embedded endorsement, a status list. By `@digitalbazaar/vc`. */
export const verifyPlain = async (credential: unknown): Promise<Verdict> => {
  const suite = new DataIntegrityProof({ cryptosuite });
  const result = await verifyCredential({
    credential,
    suite,
    documentLoader,
    checkStatus: () => Promise.resolve({ verified: true }),
    now: new Date(),
  });
  return result.verified ? [] : [describe(result.error)];
};

const StatusList = z.object({
  validFrom: z.string(),
  validUntil: z.string(),
  credentialSubject: z.object({ statusPurpose: z.string(), encodedList: z.string().startsWith('u') }),
});

/** The bit at an index of a status list as it is served now (Bitstring Status List 1.0 §3.2), its proof verified. */
export const readBit = async (
  address: string,
  index: number,
): Promise<{ readonly purpose: string; readonly isSet: boolean }> => {
  const document: unknown = await (await fetch(address)).json();
  const failed = await verifyPlain(document);
  if (failed.length > 0) throw new Error(`${address} does not verify: ${failed.join(', ')}`);
  const { credentialSubject: list, validFrom, validUntil } = StatusList.parse(document);
  const now = Date.now();
  if (!(Date.parse(validFrom) < now && now < Date.parse(validUntil)))
    throw new Error(`${address} is not valid now`);
  const bits = gunzipSync(Buffer.from(list.encodedList.slice(1), 'base64url'));
  if (bits.length !== 16_384) throw new Error(`${address} has ${bits.length} bytes`);
  return {
    purpose: list.statusPurpose,
    isSet: ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0,
  };
};
