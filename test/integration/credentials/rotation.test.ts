import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Template } from 'aws-cdk-lib/assertions';
import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { synthesise } from '../../../commands/synth.ts';
import { ColloquyStack } from '../../../infra/colloquy-stack.ts';
import { forEachFunction } from '../../../infra/functions.ts';
import { readStage } from '../../../infra/stage.ts';
import { type LocalSystem, startLocal } from '../../../local/index.ts';
import { createAwardsStore } from '../../../shared/awards/store.ts';
import type { DidDocument } from '../../../shared/badges/keys/did-document.ts';
import { createCredentialsStore } from '../../../shared/badges/store.ts';
import { verifyCredential } from '../../../shared/badges/verify.ts';
import { createCommunitiesStore } from '../../../shared/communities/store.ts';
import { createMembersStore } from '../../../shared/members/store.ts';
import type { Table } from '../../../shared/platform/table.ts';
import { emptyApp, fixtureCode } from '../../infra/template.ts';
import { midland, tenComments } from '../../support/badges.ts';

// The whole system on one machine: issues with the first generation of keys, is started again with the second.

const NOW = new Date('2026-11-22T13:45:00.000Z');
/** When the system is started with the second generation. */
const NEXT_DAY = new Date('2026-11-23T13:45:00.000Z');
const FIRST = '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01';
const SECOND = '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f02';

const folder = mkdtempSync(join(tmpdir(), 'colloquy-rotation-'));
const data = join(folder, 'data');

const Assets = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string() }) })),
});
const Synthesised = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      Properties: z.looseObject({ Code: z.looseObject({ S3Key: z.string() }).optional() }).optional(),
    }),
  ),
});

/** The template of the second generation, with the functions that were bundled for the first. */
const secondGeneration = (first: string): string => {
  const { files } = Assets.parse(
    JSON.parse(readFileSync(first.replace('.template.json', '.assets.json'), 'utf8')),
  );
  const bundled = Synthesised.parse(JSON.parse(readFileSync(first, 'utf8'))).Resources;
  const stage = { ...readStage('local'), signingGeneration: 2 };
  const stack = new ColloquyStack(emptyApp(), stage, forEachFunction(fixtureCode));
  const second = Synthesised.parse(Template.fromStack(stack).toJSON());
  const Resources = Object.fromEntries(
    Object.entries(second.Resources).map(([id, resource]) => {
      const key = bundled[id]?.Properties?.Code?.S3Key.replace(/\.zip$/, '') ?? '';
      const path = files[key]?.source.path;
      return path === undefined
        ? [id, resource]
        : [id, { ...resource, Metadata: { 'aws:asset:path': join(dirname(first), path) } }];
    }),
  );
  const file = join(folder, 'second.template.json');
  writeFileSync(file, JSON.stringify({ ...second, Resources }));
  return file;
};

let system: LocalSystem;
let template: string;
let port: number;
const clients: DynamoDBDocumentClient[] = [];

const tables = (): Record<'community' | 'credentials', Table> => {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      region: 'eu-west-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      endpoint: system.endpoints['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
    }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  clients.push(client);
  const table = (output: string) => ({ client, name: system.outputs[output] ?? '' });
  return { community: table('CommunityTable'), credentials: table('CredentialsTable') };
};

/** Grants a badge; what follows is done by the system, from the grant's event to the signed credential. */
const earn = async (credential: string, period: string): Promise<void> => {
  const { community, credentials } = tables();
  await createAwardsStore(community, credentials).commit({
    organization: midland.organization,
    member: 'ada',
    rule: 'ten',
    ruleName: 'Ten comments',
    period,
    reason: 'Ten comments in your communities',
    evidence: [],
    grantedAt: NOW.toISOString(),
    credential,
    badge: tenComments,
  });
  await system.idle();
};

const didJson = async (): Promise<DidDocument> =>
  (await (await fetch(`${system.url}/organizations/midland/did.json`)).json()) as DidDocument;

/** Verifies a credential whole, by nothing but what the system publishes; gives the id of the key it names. */
const verified = async (credential: string): Promise<string> => {
  const issued = await createCredentialsStore(tables().credentials).get(credential);
  const published = await didJson();
  const verification = await verifyCredential(JSON.parse(issued?.document ?? '{}'), {
    resolveDid: (did) => Promise.resolve(did === published.id ? published : undefined),
    now: new Date(),
  });
  return verification.verified ? verification.verificationMethod : verification.reason;
};

/** Fetches a credential's VC-JWT with its private link, and verifies it in the same way. */
const verifiedJwt = async (credential: string, algorithm: 'RS256' | 'ES256') => {
  const issued = await createCredentialsStore(tables().credentials).get(credential);
  const query = issued?.accessKey === undefined ? '' : `?key=${issued.accessKey}`;
  const response = await fetch(
    `${system.url}/credentials/${credential}.${algorithm.toLowerCase()}.jwt${query}`,
  );
  const jwt = await response.text();
  expect(response.status).toBe(200);
  const { kid } = decodeProtectedHeader(jwt);
  const method = (await didJson()).verificationMethod.find(({ id }) => id === kid);
  if (method?.type !== 'JsonWebKey') throw new Error(`${kid ?? 'nothing'} is not listed`);
  await compactVerify(jwt, await importJWK({ ...method.publicKeyJwk }, algorithm));
  return { jwt, kid };
};

beforeAll(async () => {
  template = await synthesise('local');
  system = await startLocal({ template, data, port: 0, clock: NOW });
  // What is issued names the port, so the second start needs the same one.
  port = Number(new URL(system.url).port);
  const { community } = tables();
  await createCommunitiesStore(community).putOrganization(midland);
  await createMembersStore(community).addMember({
    organization: 'midland',
    member: 'ada',
    name: 'Ada Quist',
    email: 'ada@example.org',
    role: 'member',
    joinedAt: '2026-01-01T00:00:00Z',
  });
}, 240_000);
afterAll(async () => {
  for (const client of clients) client.destroy();
  await system.stop();
  rmSync(folder, { recursive: true });
});

describe('rotating the keys', () => {
  it('signs with the new ones, and what the old ones signed keeps verifying', async () => {
    await earn(FIRST, '2026-10');
    const firstKey = await verified(FIRST);
    const before = await didJson();
    expect(before.assertionMethod).toContain(firstKey);
    expect(before.assertionMethod).toHaveLength(3);
    const oldJwts = [await verifiedJwt(FIRST, 'RS256'), await verifiedJwt(FIRST, 'ES256')];

    await system.stop();
    system = await startLocal({ template: secondGeneration(template), data, port, clock: NEXT_DAY });
    await earn(SECOND, '2026-11');

    const after = await didJson();
    expect(after.assertionMethod).toHaveLength(6);
    expect(after.assertionMethod).toEqual(expect.arrayContaining([...before.assertionMethod]));
    expect(await verified(FIRST)).toBe(firstKey);
    const secondKey = await verified(SECOND);
    expect(after.assertionMethod).toContain(secondKey);
    expect(before.assertionMethod).not.toContain(secondKey);

    expect([await verifiedJwt(FIRST, 'RS256'), await verifiedJwt(FIRST, 'ES256')]).toEqual(oldJwts);
    const { kid } = await verifiedJwt(SECOND, 'ES256');
    expect(before.assertionMethod).not.toContain(kid);

    const page = await (
      await fetch(`${system.url}/organizations/midland`, { headers: { accept: 'text/html' } })
    ).text();
    const [signing = '', retired = ''] = page.split('Retired keys');
    expect(signing).toContain(secondKey.split('#')[1]);
    expect(retired).toContain(firstKey.split('#')[1]);
  }, 120_000);
});
