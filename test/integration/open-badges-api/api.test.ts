import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../functions/open-badges-api/app.ts';
import { createCheck } from '../../../functions/open-badges-api/check-credential.ts';
import { scopes } from '../../../shared/authorization/scopes.ts';
import { createAuthorizationServer } from '../../../shared/authorization/server.ts';
import { createAuthorizationStore } from '../../../shared/authorization/store.ts';
import { createBackpackStore } from '../../../shared/badges/backpack-store.ts';
import { createIssuer } from '../../../shared/badges/issue.ts';
import { didDocument } from '../../../shared/badges/keys/did-document.ts';
import { createFormsStore } from '../../../shared/badges/keys/forms-store.ts';
import { createCredentialsStore } from '../../../shared/badges/store.ts';
import { createCommunitiesStore } from '../../../shared/communities/store.ts';
import { makeEvent } from '../../../shared/events/parse-event.ts';
import { createMembersStore } from '../../../shared/members/store.ts';
import { NotFound } from '../../../shared/platform/errors.ts';
import { newToken } from '../../../shared/platform/ids.ts';
import {
  awardOf,
  PUBLIC_URL as ELSEWHERE,
  keyOf,
  midland,
  openSigner,
  tenComments,
} from '../../support/badges.ts';
import { badge, jwsOf, openForeignIssuer } from '../../support/foreign-issuer.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';
import { keepingObserver } from '../../support/observer.ts';

const HERE = 'https://colloquy.example';
const NOW = new Date('2026-11-22T08:00:00Z');
const EMAIL = 'ada@example.org';
const [READ, UPSERT, READ_PROFILE, UPDATE_PROFILE] = scopes;

const { observer } = keepingObserver();
const signer = openSigner();
let tables: LocalTables;
let app: ReturnType<typeof createApp>;
let stores: {
  credentials: ReturnType<typeof createCredentialsStore>;
  forms: ReturnType<typeof createFormsStore>;
  backpack: ReturnType<typeof createBackpackStore>;
  communities: ReturnType<typeof createCommunitiesStore>;
  members: ReturnType<typeof createMembersStore>;
  authorizations: ReturnType<typeof createAuthorizationStore>;
};

beforeAll(async () => {
  tables = await openLocalTables();
  const authorizations = createAuthorizationStore(tables.community);
  stores = {
    authorizations,
    credentials: createCredentialsStore(tables.credentials),
    forms: createFormsStore(tables.credentials),
    backpack: createBackpackStore(tables.credentials),
    communities: createCommunitiesStore(tables.community),
    members: createMembersStore(tables.community),
  };
  const issuerElsewhere = didDocument(ELSEWHERE, 'midland', [await keyOf(signer)]);
  const sources = {
    resolveOwn: () => Promise.resolve(undefined),
    fetch: (url: string) => {
      if (url !== `${ELSEWHERE}/organizations/midland/did.json`) throw new NotFound(`${url} is not there`);
      const body = Buffer.from(JSON.stringify(issuerElsewhere));
      return Promise.resolve({ url, status: 200, contentType: 'application/did+ld+json', body });
    },
  };
  app = createApp({
    ...stores,
    server: createAuthorizationServer(authorizations, () => NOW),
    check: createCheck(sources, () => NOW),
    tokens: newToken,
    publicUrl: HERE,
    clock: () => NOW,
    observer,
  });
  await stores.communities.putOrganization({
    organization: 'midland',
    name: 'École  du Midland',
    url: 'https://midland.example/',
  });
  await stores.members.addMember({
    organization: 'midland',
    member: 'ada',
    name: 'Ada Quill',
    email: EMAIL,
    role: 'member',
    joinedAt: '2026-01-01T00:00:00Z',
  });
});
afterAll(() => tables.close());

/** A token that the member allowed, of these scopes. */
const tokenFor = async (...of: (typeof scopes)[number][]): Promise<string> => {
  const held = { organization: 'midland', member: 'ada', client: 'program-0000000001', scopes: of };
  const [token, authorization] = [newToken(), 'authorization-0001'];
  await stores.authorizations.authorize({
    ...held,
    clientName: 'Backpack',
    clientUri: 'https://backpack.example',
    authorization,
    grantedAt: NOW.toISOString(),
  });
  const expiresAt = NOW.getTime() / 1000 + 60;
  await stores.authorizations.putToken(token, { ...held, authorization, use: 'access', expiresAt });
  return token;
};
const call = async (path: string, token: string | undefined, init: RequestInit = {}) =>
  app.request(`${HERE}${path}`, {
    ...init,
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
  });
const upsert = async (body: string) =>
  call('/ims/ob/v3p0/credentials', await tokenFor(UPSERT), { method: 'POST', body });

/** A credential of another host, to an address. */
const issueElsewhere = (credential: string, email = EMAIL, issuerName = midland.name) =>
  createIssuer({ signer, publicUrl: ELSEWHERE }).issue(
    awardOf({
      credential,
      issuedAt: '2026-11-22T07:00:00Z',
      recipient: { member: 'ada', email },
      organization: { ...midland, name: issuerName },
    }),
  );

/** A credential that its issuer signed with a key of no address, under any name. */
const issueSelfMade = async (): Promise<string> => {
  const foreign = await openForeignIssuer();
  const key = foreign.method.split('#')[1] ?? '';
  const issuer = { id: `did:key:${key}`, type: ['Profile'], name: 'Ministry of Education' };
  return JSON.stringify(await foreign.sign(badge({ issuer }), `did:key:${key}#${key}`));
};

/** The same in the other key of no address, as a JWT. */
const issueSelfMadeJwt = (): Promise<string> => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = Buffer.from(JSON.stringify(publicKey.export({ format: 'jwk' }))).toString('base64url');
  const id = `did:jwk:${jwk}`;
  const issuer = { id, type: ['Profile'], name: 'Ministry of Education' };
  return Promise.resolve(jwsOf(badge({ issuer }), { alg: 'ES256', kid: `${id}#0` }, privateKey));
};

/** A credential that this system issued, `minute` minutes past six. */
const putOwn = async (minute: number) => {
  const credential = randomUUID();
  const issuedAt = `2026-11-22T06:${String(minute).padStart(2, '0')}:00Z`;
  await stores.credentials.put(
    {
      credential,
      organization: 'midland',
      member: 'ada',
      rule: 'ten',
      period: String(minute),
      achievement: tenComments,
      recipientName: 'Ada Quill',
      issuerName: 'Midland',
      issuedAt,
      document: JSON.stringify({ id: `${HERE}/credentials/${credential}`, minute }),
      standing: 'valid',
      changes: 0,
      visibility: 'private',
    },
    makeEvent('credential.issued', {
      id: `credential.issued/${credential}`,
      source: 'colloquy',
      time: issuedAt,
      organization: 'midland',
      data: { member: 'ada', credential, rule: 'ten' },
    }),
  );
  return credential;
};

const statusOf = async (response: Response) => {
  const body = (await response.json()) as {
    imsx_codeMajor: string;
    imsx_description: string;
    imsx_codeMinor: { imsx_codeMinorField: { imsx_codeMinorFieldValue: string }[] };
  };
  return {
    status: response.status,
    minor: body.imsx_codeMinor.imsx_codeMinorField[0]?.imsx_codeMinorFieldValue,
    description: body.imsx_description,
  };
};

describe('discovery', () => {
  it('is open, and says where a program registers, asks and gets tokens', async () => {
    const response = await call('/ims/ob/v3p0/discovery', undefined);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      openapi: '3.0.1',
      info: { termsOfService: `${HERE}/about`, 'x-imssf-privacyPolicyUrl': `${HERE}/about#keeps` },
      servers: [{ url: `${HERE}/ims/ob/v3p0` }],
      components: {
        securitySchemes: {
          OAuth2ACG: {
            type: 'oauth2',
            'x-imssf-registrationUrl': `${HERE}/oauth/register`,
            flows: {
              authorizationCode: {
                authorizationUrl: `${HERE}/oauth/authorize`,
                tokenUrl: `${HERE}/oauth/token`,
              },
            },
          },
        },
      },
    });
  });
});

describe('a request', () => {
  it.each([
    ['without a token', undefined, 401, 'unauthorizedrequest'],
    ['with a token nobody gave', 'no-such-token-at-all', 401, 'unauthorizedrequest'],
  ])('%s is told so as Imsx_StatusInfo', async (_, token, status, minor) => {
    const response = await call('/ims/ob/v3p0/credentials', token);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    expect(await statusOf(response)).toMatchObject({ status, minor });
  });

  it.each([
    ['/ims/ob/v3p0/credentials', 'GET', READ_PROFILE],
    ['/ims/ob/v3p0/credentials', 'POST', READ],
    ['/ims/ob/v3p0/profile', 'GET', READ],
    ['/ims/ob/v3p0/profile', 'PUT', READ_PROFILE],
  ] as const)('to %s by %s needs more than %s', async (path, method, scope) => {
    const body = method === 'GET' ? {} : { body: '{}' };
    const response = await call(path, await tokenFor(scope), { method, ...body });
    expect(response.headers.get('www-authenticate')).toContain('insufficient_scope');
    expect(await statusOf(response)).toMatchObject({ status: 403, minor: 'forbidden' });
  });

  it('by a method there is not is told which there are', async () => {
    const response = await call('/ims/ob/v3p0/credentials', undefined, { method: 'DELETE' });
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(await statusOf(response)).toMatchObject({ status: 405, minor: 'not_allowed' });
  });

  it('to nowhere is told so', async () => {
    expect(await statusOf(await call('/ims/ob/v3p0/nothing', undefined))).toMatchObject({ status: 404 });
  });
});

describe('the credentials of a member', () => {
  const own: string[] = [];
  beforeAll(async () => {
    for (const minute of [1, 2, 3, 4, 5]) own.push(await putOwn(minute));
  });
  const list = async (query: string) => call(`/ims/ob/v3p0/credentials${query}`, await tokenFor(READ));
  const minutesOf = async (response: Response) => {
    const { credential = [] } = (await response.json()) as { credential?: { minute: number }[] };
    return credential.map(({ minute }) => minute);
  };

  it('come page by page, the oldest first, with where the others are', async () => {
    const response = await list('?limit=2&offset=2');
    expect(response.headers.get('x-total-count')).toBe('5');
    expect(response.headers.get('link')).toContain(
      `<${HERE}/ims/ob/v3p0/credentials?limit=2&offset=4>; rel="next"`,
    );
    expect(await minutesOf(response)).toEqual([3, 4]);
  });

  it('come since an instant', async () => {
    expect(await minutesOf(await list('?since=2026-11-22T06:03:00Z'))).toEqual([4, 5]);
  });

  it('come as nobody can page: told which parameter is wrong', async () => {
    expect(await statusOf(await list('?limit=none'))).toMatchObject({ status: 400, minor: 'invalid_data' });
  });

  it('grow by one that another host issued to them, once', async () => {
    const document = await issueElsewhere('7f3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01');
    const response = await upsert(document);
    expect(response.status).toBe(201);
    expect(await response.text()).toBe(document);
    expect((await upsert(document)).status).toBe(200);
    const listed = await list('');
    expect(listed.headers.get('x-total-count')).toBe('6');
    expect(await listed.text()).toContain('7f3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01');
    expect(await stores.backpack.listOf('midland', 'ada')).toMatchObject([
      { issuerName: midland.name, issuerHost: 'badges.example:8443' },
    ]);
  });

  it('take a badge of this system as it was issued, and answer with it', async () => {
    const [credential = ''] = own;
    const document = (await stores.credentials.get(credential))?.document ?? '';
    const jwt = `${jwsOf(JSON.parse(document) as object, { alg: 'ES256' })}c2lnbmVk`;
    await stores.forms.keepForm(credential, 'es256', jwt);
    // The order of members and the white space between them say nothing.
    const again = JSON.stringify(
      Object.fromEntries(Object.entries(JSON.parse(document) as object).reverse()),
      null,
      2,
    );
    for (const text of [document, again, jwt]) {
      const response = await upsert(text);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(text);
    }
  });

  it.each([
    ['as it is spelt here', (id: string) => id],
    ['with the scheme in capitals', (id: string) => id.replace('https', 'HTTPS')],
    ['with the host in capitals', (id: string) => id.replace('colloquy', 'COLLOQUY')],
    ['with the port written out', (id: string) => id.replace('.example/', '.example:443/')],
    ['with another scheme', (id: string) => id.replace('https', 'http')],
    ['with a dot after the host', (id: string) => id.replace('.example/', '.example./')],
    ['with a percent sign', (id: string) => id.replace('credentials', '%63redentials')],
  ])('refuse one that only says it is a badge of this system, %s', async (_, spell) => {
    const id = spell(`${HERE}/credentials/${own[0] ?? ''}`);
    const forged = { id, minute: 1, name: 'Master of everything' };
    for (const text of [JSON.stringify(forged), `${jwsOf(forged, { alg: 'ES256' })}c2lnbmVk`]) {
      const refusal = await statusOf(await upsert(text));
      expect(refusal).toMatchObject({ status: 400, minor: 'invalid_data' });
      expect(refusal.description).toMatch(/^id: /);
    }
  });

  it.each([
    [
      'was given to somebody else',
      async () => issueElsewhere(randomUUID(), 'bo@example.org'),
      'was not given',
    ],
    [
      'was altered',
      async () => (await issueElsewhere(randomUUID())).replace('Ten comments', 'Ten thousand comments'),
      'not verified',
    ],
    ['comes from a key of no address', issueSelfMade, 'anybody can make'],
    ['comes from a key of no address, as a JWT', issueSelfMadeJwt, 'anybody can make'],
    [
      'goes by the name of their own organization',
      async () => issueElsewhere(randomUUID(), EMAIL, 'ecole du MIDLAND'),
      'own organization',
    ],
    ['is of 2.0', () => Promise.resolve('{"type":"Assertion"}'), 'not verified'],
    ['is an address', () => Promise.resolve(`${ELSEWHERE}/credentials/1`), 'neither'],
    ['is nothing', () => Promise.resolve(''), 'neither'],
  ])('refuse one that %s, and keep nothing of it', async (_, make, says) => {
    const before = (await list('')).headers.get('x-total-count');
    const refusal = await statusOf(await upsert(await make()));
    expect(refusal).toMatchObject({ status: 400, minor: 'invalid_data' });
    expect(refusal.description).toContain(says);
    expect((await list('')).headers.get('x-total-count')).toBe(before);
  });

  it('refuse one that is too large', async () => {
    const refusal = await statusOf(await upsert(JSON.stringify({ text: 'x'.repeat(300_000) })));
    expect(refusal).toMatchObject({ status: 413 });
  });
});

describe('the profile of a member', () => {
  const put = async (profile: unknown) =>
    call('/ims/ob/v3p0/profile', await tokenFor(UPDATE_PROFILE), {
      method: 'PUT',
      body: JSON.stringify(profile),
    });
  const get = async () => {
    const response = await call('/ims/ob/v3p0/profile', await tokenFor(READ_PROFILE));
    return (await response.json()) as Record<string, unknown>;
  };

  it('can be read and its name changed', async () => {
    const profile = await get();
    expect(profile).toMatchObject({ type: ['Profile'], name: 'Ada Quill', email: EMAIL });
    const response = await put({ ...profile, name: 'Ada Quill-Bright' });
    expect(response.status).toBe(200);
    expect(await get()).toEqual({ ...profile, name: 'Ada Quill-Bright' });
  });

  it.each([
    ['an address', { email: 'other@example.org' }],
    ['an identifier', { id: 'urn:uuid:1' }],
    ['what is not kept', { phone: '111-222-3333' }],
    ['no name', { name: ' ' }],
  ])('refuses %s', async (_, more) => {
    const profile = await get();
    expect(await statusOf(await put({ ...profile, ...more }))).toMatchObject({ status: 400 });
    expect(await get()).toEqual(profile);
  });
});

describe('registration', () => {
  it('answers a program with its secret, and a wrong one with what is wrong', async () => {
    const register = (body: unknown) =>
      call('/oauth/register', undefined, { method: 'POST', body: JSON.stringify(body) });
    const metadata = {
      client_name: 'Backpack',
      client_uri: 'https://backpack.example',
      redirect_uris: ['https://backpack.example/back'],
    };
    const response = await register(metadata);
    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { client_id } = (await response.json()) as { client_id: string };
    expect(await stores.authorizations.getClient(client_id, NOW)).toMatchObject({ name: 'Backpack' });
    const refused = await register({ ...metadata, redirect_uris: ['http://backpack.example'] });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: 'invalid_redirect_uri' });
  });

  it('ends a token for its own program alone', async () => {
    const response = await call('/oauth/revoke', undefined, { method: 'POST', body: 'token=a' });
    expect(response.status).toBe(401);
  });
});
