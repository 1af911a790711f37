import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import { loadContext } from '../../shared/badges/contexts.ts';
import { NotFound } from '../../shared/platform/errors.ts';
import type { FetchDocument } from '../../shared/platform/safe-fetch.ts';
import type { VerificationDependencies } from '../../shared/verification/verify.ts';
import { keyOf, openSigner } from './badges.ts';

/** The instant that somebody else's credentials are checked at. */
export const NOW = new Date('2026-11-22T08:00:00Z');

/** The issuer that is not this system. */
export const ISSUER = 'did:web:issuer.example';
const LIST = 'https://issuer.example/status/1';

/** An Open Badges 3.0 credential as somebody else writes it. */
export const badge = (more: object = {}) => ({
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ],
  id: 'https://issuer.example/credentials/1',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Teamwork',
  issuer: { id: ISSUER, type: ['Profile'], name: 'Example University' },
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: {
    id: 'urn:uuid:9d2c1e7e-1b7e-4d2b-9a0e-2f6f2a9b8c77',
    type: ['AchievementSubject'],
    identifier: [
      {
        type: 'IdentityObject',
        hashed: false,
        identityHash: 'ada@example.org',
        identityType: 'emailAddress',
      },
    ],
    achievement: {
      id: 'https://issuer.example/achievements/teamwork',
      type: ['Achievement'],
      name: 'Teamwork',
      description: 'Works with others.',
      criteria: { narrative: 'Worked with others.' },
    },
  },
  ...more,
});

/** The place of a credential in this issuer's status list. */
export const statusAt = (index: number, statusPurpose = 'revocation') => ({
  credentialStatus: {
    id: `${LIST}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose,
    statusListIndex: String(index),
    statusListCredential: LIST,
  },
});

/** A list of so many bytes with some bits set, as it is encoded. */
export const encodedList = (bytes: number, set: readonly number[] = []): string => {
  const bits = Buffer.alloc(bytes);
  for (const index of set) bits.writeUInt8(bits.readUInt8(index >> 3) | (0x80 >> (index & 7)), index >> 3);
  return `u${gzipSync(bits).toString('base64url')}`;
};

/** A status list credential before it is signed. */
export const statusList = (encoded: string, more: object = {}) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: LIST,
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer: ISSUER,
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: {
    id: `${LIST}#list`,
    type: 'BitstringStatusList',
    statusPurpose: 'revocation',
    encodedList: encoded,
  },
  ...more,
});

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A compact JWS, signed with Node's own cryptography. */
export const jwsOf = (
  payload: object,
  header: { readonly alg: string; readonly [parameter: string]: unknown },
  key?: KeyObject,
): string => {
  const data = `${part(header)}.${part(payload)}`;
  if (!key) return `${data}.`;
  const digest = header.alg === 'EdDSA' ? null : 'sha256';
  const signature = sign(digest, Buffer.from(data), { key, dsaEncoding: 'ieee-p1363' });
  return `${data}.${signature.toString('base64url')}`;
};

/** An issuer with a host of its own, whose documents live as long as the test; signs with the library's whole way. */
export const openForeignIssuer = async () => {
  const signer = openSigner();
  const { key: multibase } = await keyOf(signer);
  const es256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rs256 = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const method = `${ISSUER}#${multibase}`;
  const jwk = (id: string, key: KeyObject) => ({
    id: `${ISSUER}#${id}`,
    type: 'JsonWebKey',
    controller: ISSUER,
    publicKeyJwk: key.export({ format: 'jwk' }),
  });
  const didDocument = {
    id: ISSUER,
    verificationMethod: [
      { id: method, type: 'Multikey', controller: ISSUER, publicKeyMultibase: multibase },
      jwk('es256', es256.publicKey),
      jwk('rs256', rs256.publicKey),
    ],
    assertionMethod: [method, `${ISSUER}#es256`, `${ISSUER}#rs256`],
  };
  const documents = new Map<string, { readonly status: number; readonly body: string }>();
  const publish = (url: string, value: unknown, status = 200) => {
    documents.set(url, { status, body: typeof value === 'string' ? value : JSON.stringify(value) });
  };
  publish('https://issuer.example/.well-known/did.json', didDocument);
  const asked: string[] = [];
  const fetch: FetchDocument = (url) => {
    asked.push(url);
    const found = documents.get(url);
    if (!found) return Promise.reject(new NotFound(`${url} is not there`));
    return Promise.resolve({ status: found.status, body: Buffer.from(found.body), url });
  };
  const dependencies: VerificationDependencies = {
    fetch,
    resolveOwn: () => Promise.resolve(undefined),
    now: NOW,
  };
  return {
    didDocument,
    dependencies,
    asked,
    publish,
    es256,
    rs256,
    method,
    /** Signs a credential with eddsa-rdfc-2022. */
    sign: (credential: object, id = method): Promise<Record<string, unknown>> =>
      issue({
        credential: structuredClone(credential),
        suite: new DataIntegrityProof({
          signer: { id, algorithm: 'Ed25519', sign: ({ data }) => signer.sign(data) },
          date: new Date('2026-01-01T00:00:00Z'),
          cryptosuite,
        }),
        documentLoader: loadContext,
        now: NOW,
      }),
  };
};
