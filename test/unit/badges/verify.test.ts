import { beforeAll, describe, expect, it } from 'vitest';
import { createIssuer } from '../../../shared/badges/issue.ts';
import { type ResolveDid, verifyCredential } from '../../../shared/badges/verify.ts';
import { awardOf, openSigner, PUBLIC_URL, resolverOf } from '../../support/badges.ts';

const now = new Date('2026-11-22T08:00:00Z');
const signer = openSigner();
let json: string;
let resolveDid: ResolveDid;
beforeAll(async () => {
  json = await createIssuer({ signer, publicUrl: PUBLIC_URL }).issue(awardOf());
  resolveDid = await resolverOf(signer);
});

type Node = string | number | boolean | Node[] | { [key: string]: Node };
const parsed = () => JSON.parse(json) as { [key: string]: Node };

/** The paths of every leaf of a document. */
const leavesOf = (node: Node, path: string[] = []): string[][] =>
  typeof node === 'object'
    ? Object.entries(node).flatMap(([key, child]) => leavesOf(child, [...path, key]))
    : [path];

const altered = (value: Node): Node => {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'string'
    ? value.replace(/[a-z0-9](?=[^a-z0-9]*$)/i, (c) => (c === '7' ? '8' : '7'))
    : value;
};

const withAltered = (path: readonly string[]): unknown => {
  const document = parsed();
  let node: Node = document;
  for (const key of path.slice(0, -1)) node = (node as { [key: string]: Node })[key] ?? {};
  const last = path.at(-1) ?? '';
  const parent = node as { [key: string]: Node };
  parent[last] = altered(parent[last] ?? '');
  return document;
};

describe('a credential as it was issued', () => {
  it('verifies, and says who signed it when', async () => {
    expect(await verifyCredential(parsed(), { resolveDid, now })).toEqual({
      verified: true,
      issuer: 'did:web:badges.example%3A8443:organizations:midland',
      verificationMethod: expect.stringMatching(
        /^did:web:badges\.example%3A8443:organizations:midland#z6Mk/,
      ) as string,
      signedAt: '2026-11-22T07:00:01Z',
    });
  });

  it('does not verify with any one of its values changed', async () => {
    const leaves = leavesOf(parsed());
    expect(leaves.length).toBeGreaterThan(30);
    for (const path of leaves) {
      expect(JSON.stringify(withAltered(path)), path.join('.')).not.toBe(json);
      const { verified } = await verifyCredential(withAltered(path), { resolveDid, now });
      expect({ path: path.join('.'), verified }).toEqual({ path: path.join('.'), verified: false });
    }
  });

  it.each(['name', 'description', 'evidence', 'awardedDate', 'credentialSubject'])(
    'does not verify without its %s',
    async (field) => {
      const rest = Object.fromEntries(Object.entries(parsed()).filter(([name]) => name !== field));
      expect(await verifyCredential(rest, { resolveDid, now })).toMatchObject({ verified: false });
    },
  );

  it('does not verify with something added', async () => {
    const document = { ...parsed(), validUntil: '2030-01-01T00:00:00Z' };
    expect(await verifyCredential(document, { resolveDid, now })).toMatchObject({
      verified: false,
      reason: 'Invalid signature.',
    });
  });
});

describe('a proof', () => {
  it('must be one, even where one of several holds', async () => {
    const document = parsed();
    const [proof] = document['proof'] as Node[];
    const forged = { ...(proof as object), created: '2026-11-23T00:00:00Z' };
    for (const proofs of [[proof, forged], [], undefined, proof]) {
      expect(await verifyCredential({ ...document, proof: proofs }, { resolveDid, now })).toMatchObject({
        verified: false,
      });
    }
  });

  it('of somebody else does not hold', async () => {
    const stranger = await resolverOf(openSigner());
    expect(await verifyCredential(parsed(), { resolveDid: stranger, now })).toMatchObject({
      verified: false,
      reason: expect.stringContaining('is not known') as string,
    });
  });

  it('by a key that another organization has does not hold', async () => {
    const other = await createIssuer({ signer, publicUrl: PUBLIC_URL }).issue(
      awardOf({ organization: { organization: 'other', name: 'Other', url: 'https://other.example/' } }),
    );
    const document = { ...(JSON.parse(other) as object), issuer: parsed()['issuer'] };
    const known: ResolveDid = async (did) =>
      (await resolveDid(did)) ?? (await resolverOf(signer, 'other'))(did);
    expect(await verifyCredential(JSON.parse(other), { resolveDid: known, now })).toMatchObject({
      verified: true,
    });
    expect(await verifyCredential(document, { resolveDid: known, now })).toMatchObject({ verified: false });
  });

  it('whose key may not make assertions does not hold', async () => {
    const powerless: ResolveDid = async (did) => {
      const document = await resolveDid(did);
      return document && { ...document, assertionMethod: [] };
    };
    expect(await verifyCredential(parsed(), { resolveDid: powerless, now })).toMatchObject({
      verified: false,
      reason: expect.stringContaining('not authorized') as string,
    });
  });
});

it('a credential of the future is not valid yet', async () => {
  const before = new Date('2026-11-20T00:00:00Z');
  expect(await verifyCredential(parsed(), { resolveDid, now: before })).toMatchObject({ verified: false });
});

it.each([undefined, null, 'text', [], {}, { proof: [] }])('%j is no credential', async (value) => {
  expect(await verifyCredential(value, { resolveDid, now })).toMatchObject({ verified: false });
});
