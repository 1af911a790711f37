import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../../shared/authorization/scopes.ts';
import { createAuthorizationServer } from '../../../shared/authorization/server.ts';
import { sha256Hex } from '../../../shared/platform/ids.ts';
import { NOW, openSite, type Site, seedSite } from '../../support/site.ts';

const VERIFIER = 'a-verifier-that-only-the-program-knows-long-enough';
const SECRET = 'the secret of the program';
const client = {
  client: 'program-0000000001',
  secretHash: sha256Hex(SECRET),
  name: 'Backpack <b>',
  uri: 'https://backpack.example/about',
  redirectUris: ['https://backpack.example/back'],
  scopes: [...scopes],
  registeredAt: NOW.toISOString(),
  expiresAt: NOW.getTime() / 1000 + 60,
};
const query = (more: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({
    client_id: client.client,
    redirect_uri: 'https://backpack.example/back',
    response_type: 'code',
    state: 'a state',
    scope: `${scopes[0]} ${scopes[2]}`,
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  }).toString();
const basic = `Basic ${Buffer.from(`${client.client}:${SECRET}`).toString('base64')}`;

let site: Site;
let server: ReturnType<typeof createAuthorizationServer>;
beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
  await site.stores.authorizations.putClient(client);
  server = createAuthorizationServer(site.stores.authorizations, () => NOW);
});
afterAll(() => site.close());

const allow = async (decision = 'allow') => {
  const response = await site.post(`/oauth/authorize?${query()}`, { decision }, 'member');
  expect(response.status).toBe(303);
  return new URL(response.headers.get('location') ?? '');
};
const token = (body: Readonly<Record<string, string>>, authorization = basic) =>
  server.token({
    method: 'POST',
    query: {},
    headers: {
      authorization,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '1',
    },
    body,
  });
const exchange = (code: string, more: Readonly<Record<string, string>> = {}) =>
  token({
    grant_type: 'authorization_code',
    code,
    redirect_uri: 'https://backpack.example/back',
    code_verifier: VERIFIER,
    ...more,
  });
const connect = async () => {
  const { status, body } = await exchange((await allow()).searchParams.get('code') ?? '');
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as { access_token: string; refresh_token: string; scope: string };
};

describe('a member who is asked by a program', () => {
  it('signs in first, and comes back to the question', async () => {
    const response = await site.get(`/oauth/authorize?${query()}`);
    expect(response.status).toBe(303);
    const to = new URL(response.headers.get('location') ?? '', 'http://site.invalid').searchParams.get('to');
    expect(to).toBe(`/oauth/authorize?${query()}`);
  });

  it('is told who asks for what, in words and with nothing of the program run', async () => {
    const response = await site.get(`/oauth/authorize?${query()}`, 'member');
    const page = await response.text();
    expect(page).toContain('Backpack &lt;b&gt;');
    expect(page).toContain('See all your badges');
    expect(page).toContain('See your name');
    expect(page).not.toContain('Change your name');
    expect(response.headers.get('content-security-policy')).toContain(
      "form-action 'self' https://backpack.example",
    );
  });

  it.each([
    ['https://backpack.example;script-src%20*', "'self'"],
    ['https://a.example,b.example/back', "'self'"],
    ["https://a.example;default-src'unsafe-inline'/back", "'self'"],
    ['javascript:alert(1)', "'self'"],
    ['http://[::1]:8080/back', "'self' http://[::1]:8080"],
  ])('lets no address in the question write the policy of the page: %s', async (redirect_uri, targets) => {
    const response = await site.get(`/oauth/authorize?${query({ redirect_uri })}`, 'member');
    const policy = (response.headers.get('content-security-policy') ?? '').split('; ');
    expect(policy).toContain(`form-action ${targets}`);
    expect(policy).toContain("frame-src 'none'");
    expect(policy).toHaveLength(7);
  });

  it('is sent nowhere by a program that is not known', async () => {
    const response = await site.get(
      `/oauth/authorize?${query({ client_id: 'program-unknown-01' })}`,
      'member',
    );
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('not registered');
  });

  it('can refuse, which the program is told', async () => {
    const to = await allow('deny');
    expect(to.searchParams.get('error')).toBe('access_denied');
    expect(to.searchParams.get('state')).toBe('a state');
    expect(to.searchParams.has('code')).toBe(false);
  });
});

describe('a program that was allowed', () => {
  it('exchanges its code once, with its verifier and its secret', async () => {
    const to = await allow();
    expect(to.searchParams.get('state')).toBe('a state');
    const code = to.searchParams.get('code') ?? '';
    const answer = await exchange(code);
    expect(answer).toMatchObject({
      status: 200,
      body: { token_type: 'Bearer', scope: `${scopes[0]} ${scopes[2]}` },
    });
    const { access_token, expires_in } = answer.body as { access_token: string; expires_in: number };
    expect(expires_in).toBeGreaterThan(3500);
    expect(expires_in).toBeLessThanOrEqual(3600);
    const bearer = await server.bearerOf(`Bearer ${access_token}`);
    expect(bearer).toMatchObject({
      organization: 'lakeside',
      member: 'mira',
      scopes: [scopes[0], scopes[2]],
    });
    expect(await exchange(code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it.each([
    [
      'its code',
      async () => {
        const code = (await allow()).searchParams.get('code') ?? '';
        const { body } = await exchange(code);
        return { body, again: () => exchange(code) };
      },
    ],
    [
      'a refresh token',
      async () => {
        const refresh = { grant_type: 'refresh_token', refresh_token: (await connect()).refresh_token };
        const { body } = await token(refresh);
        return { body, again: () => token(refresh) };
      },
    ],
  ])(
    'that brings %s twice loses everything of that authorization, which the member is told',
    async (_, use) => {
      const { body, again } = await use();
      const { access_token, refresh_token } = body as { access_token: string; refresh_token: string };
      expect(await server.bearerOf(`Bearer ${access_token}`)).toBeDefined();
      expect(await again()).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
      expect(await server.bearerOf(`Bearer ${access_token}`)).toBeUndefined();
      expect(await token({ grant_type: 'refresh_token', refresh_token })).toMatchObject({ status: 400 });
      const page = await (await site.get('/settings/programs', 'member')).text();
      expect(page).toContain('No program has access');
      expect(page).toContain('was used twice');
      // Allowed anew, it works, and what was used before cannot end that.
      const { access_token: anew } = await connect();
      expect((await again()).status).toBe(400);
      expect(await server.bearerOf(`Bearer ${anew}`)).toBeDefined();
    },
  );

  it('that sends one code twice at the same time ends with nothing', async () => {
    const code = (await allow()).searchParams.get('code') ?? '';
    const answers = await Promise.all([exchange(code), exchange(code)]);
    const given = answers.flatMap(({ status, body }) =>
      status === 200 ? [(body as { access_token: string }).access_token] : [],
    );
    expect(given.length).toBeLessThan(2);
    for (const access of given) expect(await server.bearerOf(`Bearer ${access}`)).toBeUndefined();
  });

  it.each([
    ['another verifier', { code_verifier: `${VERIFIER}-or-not` }],
    ['no verifier', { code_verifier: '' }],
    ['another address', { redirect_uri: 'https://elsewhere.example/back' }],
  ])('gets nothing for its code with %s', async (_, more) => {
    const code = (await allow()).searchParams.get('code') ?? '';
    const answer = await exchange(code, more);
    expect(answer.status).toBe(400);
    expect(answer.body).not.toHaveProperty('access_token');
  });

  it.each([
    ['a wrong secret', `Basic ${Buffer.from(`${client.client}:wrong`).toString('base64')}`],
    ['no secret', `Basic ${Buffer.from(`${client.client}:`).toString('base64')}`],
    ['another name', `Basic ${Buffer.from(`program-unknown-01:${SECRET}`).toString('base64')}`],
  ])('gets nothing with %s', async (_, header) => {
    const code = (await allow()).searchParams.get('code') ?? '';
    const body = { grant_type: 'authorization_code', code, code_verifier: VERIFIER };
    const answer = await token({ ...body, redirect_uri: 'https://backpack.example/back' }, header);
    expect([400, 401]).toContain(answer.status);
    expect(answer.body).not.toHaveProperty('access_token');
  });

  it('refreshes once with each refresh token, for no more than it was allowed', async () => {
    const over = {
      grant_type: 'refresh_token',
      refresh_token: (await connect()).refresh_token,
      scope: scopes[1],
    };
    expect(await token(over)).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
    const refresh = { grant_type: 'refresh_token', refresh_token: (await connect()).refresh_token };
    expect(await token(refresh)).toMatchObject({ status: 200, body: { scope: `${scopes[0]} ${scopes[2]}` } });
    expect(await token(refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('is kept from then on, though it was to be forgotten', async () => {
    await connect();
    const later = new Date(NOW.getTime() + 365 * 86_400_000);
    expect(await site.stores.authorizations.getClient(client.client, later)).toMatchObject({
      name: client.name,
    });
  });

  it('has nothing any more once the member takes it back', async () => {
    const { access_token, refresh_token } = await connect();
    const page = await (await site.get('/settings/programs', 'member')).text();
    expect(page).toContain('Backpack &lt;b&gt;');
    const response = await site.post(`/settings/programs/${client.client}/withdraw`, {}, 'member');
    expect(response.status).toBe(303);
    expect(await server.bearerOf(`Bearer ${access_token}`)).toBeUndefined();
    expect(await token({ grant_type: 'refresh_token', refresh_token })).toMatchObject({ status: 400 });
    const after = await (await site.get('/settings/programs', 'member')).text();
    expect(after).toContain('No program has access');
    const events = await site.stores.authorizations.changesOf('lakeside', 'mira');
    expect(events).toContainEqual({
      organization: 'lakeside',
      member: 'mira',
      client: client.client,
      clientName: client.name,
      scopes: [scopes[0], scopes[2]],
      kind: 'withdrawn',
      at: NOW.toISOString(),
    });
    expect(events.map(({ kind }) => kind)).toContain('allowed');
    expect(after).toMatch(/What happened.*You took it back\./s);
    // Allowing it once more does not bring the tokens of before to life.
    await connect();
    expect(await server.bearerOf(`Bearer ${access_token}`)).toBeUndefined();
  });
});
