import { Hono } from 'hono';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { jwtRoutes } from '../../../functions/credentials/jwt-routes.ts';
import { createIssuer } from '../../../shared/badges/issue.ts';
import { IssuedCredential } from '../../../shared/badges/model.ts';
import { Forbidden, NotFound } from '../../../shared/platform/errors.ts';
import { awardOf, midland, openSigner, PUBLIC_URL } from '../../support/badges.ts';
import { memoryForms } from '../../support/forms.ts';

const OPEN = '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f01';
const CLOSED = '5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f02';
const accessKey = 'AAAAAAAAAAAAAAAAAAAAAA';

const issuer = createIssuer({ signer: openSigner(), publicUrl: PUBLIC_URL });
const issuedOf = async (credential: string, more: Partial<IssuedCredential> = {}) => {
  const award = awardOf({ credential });
  return IssuedCredential.parse({
    credential,
    organization: 'midland',
    member: 'ada',
    rule: 'ten',
    period: 'ever',
    achievement: award.achievement,
    recipientName: 'Ada Quist',
    issuerName: midland.name,
    issuedAt: '2026-11-22T07:00:01Z',
    document: await issuer.issue(award),
    ...more,
  });
};
const stored = [await issuedOf(OPEN), await issuedOf(CLOSED, { visibility: 'private', accessKey })];

const app = new Hono();
app.route(
  '/credentials',
  jwtRoutes({
    credentials: {
      get: (id) => Promise.resolve(stored.find(({ credential }) => credential === id)),
      changesOf: () => Promise.resolve([]),
    },
    forms: memoryForms(),
  }),
);
app.onError((error, c) => {
  if (error instanceof Forbidden) return c.text(error.message, 403);
  return c.text(error.message, error instanceof NotFound ? 404 : 500);
});

const get = async (path: string, accept?: string) => {
  const response = await app.request(path, accept === undefined ? {} : { headers: { accept } });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    vary: response.headers.get('vary'),
    text: await response.text(),
  };
};

describe.each([
  ['rs256', 'RS256'],
  ['es256', 'ES256'],
] as const)('a credential as %s.jwt', (form, alg) => {
  it('is its VC-JWT, the same bytes every time', async () => {
    const { status, text } = await get(`/credentials/${OPEN}.${form}.jwt`);
    expect(status).toBe(200);
    expect(decodeProtectedHeader(text)).toMatchObject({ alg, typ: 'JWT' });
    expect(decodeJwt(text)).toMatchObject({
      jti: `${PUBLIC_URL}/credentials/${OPEN}`,
      id: `${PUBLIC_URL}/credentials/${OPEN}`,
    });
    expect((await get(`/credentials/${OPEN}.${form}.jwt`)).text).toBe(text);
  });

  it.each([
    [undefined, 'text/plain'],
    ['*/*', 'text/plain'],
    ['text/html, */*;q=0.8', 'text/plain'],
    ['application/vc+jwt', 'application/vc+jwt'],
    ['application/vc+jwt, text/plain;q=0.5', 'application/vc+jwt'],
    ['text/plain, application/vc+jwt;q=0.5', 'text/plain'],
  ])('for Accept %j is called %s', async (accept, type) => {
    const answer = await get(`/credentials/${OPEN}.${form}.jwt`, accept);
    expect(answer.type).toBe(type);
    expect(answer.vary).toBe('Accept');
  });

  it('is shown to those alone whom its member lets see it', async () => {
    expect((await get(`/credentials/${CLOSED}.${form}.jwt`)).status).toBe(403);
    expect((await get(`/credentials/${CLOSED}.${form}.jwt?key=BBBBBBBBBBBBBBBBBBBBBB`)).status).toBe(403);
    expect((await get(`/credentials/${CLOSED}.${form}.jwt?key=${accessKey}`)).status).toBe(200);
  });

  it('is nowhere else', async () => {
    expect((await get(`/credentials/5c3a9b0e-6a55-4c39-9d9c-0d4f6a2f6f09.${form}.jwt`)).status).toBe(404);
    expect((await get(`/credentials/nobody.${form}.jwt`)).status).toBe(404);
  });
});
