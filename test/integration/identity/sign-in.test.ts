import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as oidc from 'openid-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIdentity, type Identity } from '../../../local/identity/index.ts';
import type { DemoPerson } from '../../../local/identity/people.ts';

const person = (name: string, changes: Partial<DemoPerson> = {}): DemoPerson => ({
  organization: 'demo',
  organizationName: 'Association of the demo',
  member: name.toLowerCase(),
  name,
  email: `${name.toLowerCase()}@example.org`,
  role: 'member',
  communities: [{ name: 'Mathematics', role: 'facilitator' }],
  ...changes,
});

/** A browser as far as this flow needs one: keeps cookies by path, follows nothing by itself. */
const createBrowser = (origin: string) => {
  const jar = new Map<string, { value: string; path: string }>();
  return {
    jar,
    async fetch(url: string, init: RequestInit = {}): Promise<Response> {
      const target = new URL(url, origin);
      const cookies = [...jar]
        .filter(([, { path }]) => target.pathname.startsWith(path))
        .map(([name, { value }]) => `${name}=${value}`);
      const response = await fetch(target, {
        ...init,
        redirect: 'manual',
        headers: { ...(init.headers as Record<string, string> | undefined), cookie: cookies.join('; ') },
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = '', ...attributes] = cookie.split('; ');
        const [name = '', value = ''] = pair.split('=', 2);
        const path = attributes.find((one) => one.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
        if (attributes.some((one) => one.startsWith('expires=Thu, 01 Jan 1970'))) jar.delete(name);
        else jar.set(name, { value, path });
      }
      return response;
    },
  };
};

let folder: string;
let server: Server;
let origin: string;
let identity: Identity;
let errors: Error[];
let people: DemoPerson[];

const open = () =>
  createIdentity({
    issuer: `${origin}/_oidc`,
    client: {
      clientId: 'web',
      redirectUri: `${origin}/signed-in`,
      postLogoutRedirectUri: `${origin}/`,
    },
    people: () => Promise.resolve(people),
    keysFolder: join(folder, 'keys'),
    onError: (error) => void errors.push(error),
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'identity-'));
  errors = [];
  people = [person('Amara'), person('Bram', { role: 'staff', communities: [] })];
  server = createServer((request, response) => void identity.callback(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  identity = await open();
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

// Marked as deprecated only so that it stands out; loopback is what it is for.
const plainHttp: (configuration: oidc.Configuration) => void = Reflect.get(oidc, 'allowInsecureRequests');

const discover = () =>
  oidc.discovery(new URL(`${origin}/_oidc`), 'web', undefined, oidc.None(), {
    execute: [plainHttp],
  });

/** Goes to the page that lists the people, and returns its address and markup. */
const arrive = async (browser: ReturnType<typeof createBrowser>, parameters: Record<string, string>) => {
  const configuration = await discover();
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: `${origin}/signed-in`,
    scope: 'openid email profile',
    ...parameters,
  });
  const redirect = await browser.fetch(url.href);
  const page = redirect.headers.get('location') ?? '';
  return { configuration, page, markup: await (await browser.fetch(page)).text() };
};

const subOf = (markup: string, name: string): string =>
  new RegExp(`name="sub" value="([^"]+)">\\s*<strong>${name}`).exec(markup)?.[1] ?? '';

const signIn = async (browser: ReturnType<typeof createBrowser>, name: string) => {
  const codeVerifier = oidc.randomPKCECodeVerifier();
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  const { configuration, page, markup } = await arrive(browser, {
    code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  const choice = await browser.fetch(page, {
    method: 'POST',
    body: new URLSearchParams({ sub: subOf(markup, name) }),
  });
  const resumed = await browser.fetch(choice.headers.get('location') ?? '');
  const tokens = await oidc.authorizationCodeGrant(
    configuration,
    new URL(resumed.headers.get('location') ?? '', origin),
    { pkceCodeVerifier: codeVerifier, expectedState: state, expectedNonce: nonce },
  );
  return { configuration, tokens, markup };
};

describe('signing in by choosing a person', () => {
  it('completes the code flow with PKCE and tells who was chosen', async () => {
    const { tokens } = await signIn(createBrowser(origin), 'Amara');
    const claims = tokens.claims();
    expect(claims).toMatchObject({
      iss: `${origin}/_oidc`,
      aud: 'web',
      email: 'amara@example.org',
      email_verified: true,
      name: 'Amara',
    });
    expect(claims?.sub).not.toContain('amara');
    expect(errors).toEqual([]);
  });

  it('answers userinfo with the same person', async () => {
    const { configuration, tokens } = await signIn(createBrowser(origin), 'Bram');
    const sub = tokens.claims()?.sub ?? '';
    expect(await oidc.fetchUserInfo(configuration, tokens.access_token, sub)).toMatchObject({
      sub,
      email: 'bram@example.org',
      name: 'Bram',
    });
  });

  it('gives a person the same subject after a restart, and keeps the keys', async () => {
    const before = await signIn(createBrowser(origin), 'Amara');
    const keysBefore: unknown = await (await fetch(`${origin}/_oidc/jwks`)).json();
    identity = await open();
    const after = await signIn(createBrowser(origin), 'Amara');
    expect(after.tokens.claims()?.sub).toBe(before.tokens.claims()?.sub);
    expect(await (await fetch(`${origin}/_oidc/jwks`)).json()).toEqual(keysBefore);
    expect((await stat(join(folder, 'keys', 'identity.json'))).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(keysBefore)).not.toContain('"d"');
  });

  it('asks again who comes back, so that one person can play every part', async () => {
    const browser = createBrowser(origin);
    await signIn(browser, 'Amara');
    const { markup } = await arrive(browser, {
      code_challenge: await oidc.calculatePKCECodeChallenge(oidc.randomPKCECodeVerifier()),
      code_challenge_method: 'S256',
    });
    expect(markup).toContain('Bram');
  });

  it('sets no cookie with a date, which a clock set back would put into the past', async () => {
    const response = await createBrowser(origin).fetch(
      oidc.buildAuthorizationUrl(await discover(), {
        redirect_uri: `${origin}/signed-in`,
        scope: 'openid',
        code_challenge: 'x'.repeat(43),
        code_challenge_method: 'S256',
      }).href,
    );
    expect(response.headers.getSetCookie().length).toBeGreaterThan(0);
    expect(response.headers.getSetCookie().join('\n')).not.toMatch(/expires=/i);
  });
});

describe('the page of people', () => {
  const challenge = { code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' };

  it('names everybody with role and community, and says that this is the local machine', async () => {
    const { markup } = await arrive(createBrowser(origin), challenge);
    expect(markup).toContain('your own machine');
    expect(markup).toContain('Association of the demo');
    expect(markup).toMatch(
      /<strong>Amara<\/strong>\s*<span>Member<\/span>\s*<span>Mathematics: facilitator<\/span>/,
    );
    expect(markup).toContain('Staff of the association');
    expect(markup).not.toContain('@example.org');
  });

  it('shows a name with markup as text', async () => {
    people = [person('<script>alert(1)</script>')];
    const { markup } = await arrive(createBrowser(origin), challenge);
    expect(markup).not.toContain('<script>');
    expect(markup).toContain('&lt;script&gt;alert(1)');
  });

  it('lists a first part of many people, and finds the others', async () => {
    people = Array.from({ length: 500 }, (_, i) => person(`Person${i + 1000}`));
    const browser = createBrowser(origin);
    const { page, markup } = await arrive(browser, challenge);
    expect(markup.match(/name="sub"/g)).toHaveLength(120);
    const found = await (await browser.fetch(`${page}?search=person1499`)).text();
    expect(found.match(/name="sub"/g)).toHaveLength(1);
  });

  it('says so where there is nobody', async () => {
    people = [];
    expect((await arrive(createBrowser(origin), challenge)).markup).toContain('nobody here yet');
  });
});

describe('what is refused', () => {
  const challenge = { code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' };

  it('a sign-in without PKCE', async () => {
    const configuration = await discover();
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: `${origin}/signed-in`,
      scope: 'openid',
      state: 's',
    });
    const back = (await createBrowser(origin).fetch(url.href)).headers.get('location') ?? '';
    expect(new URL(back).searchParams.get('error')).toBe('invalid_request');
  });

  it('a return address that was not registered', async () => {
    const url = `${origin}/_oidc/auth?client_id=web&response_type=code&scope=openid&redirect_uri=${encodeURIComponent('https://elsewhere.example/')}`;
    const response = await createBrowser(origin).fetch(url);
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect(await response.text()).toContain('redirect_uri');
  });

  it('a person who is not there', async () => {
    const browser = createBrowser(origin);
    const { page } = await arrive(browser, challenge);
    const response = await browser.fetch(page, {
      method: 'POST',
      body: new URLSearchParams({ sub: 'nobody' }),
    });
    expect(response.status).toBe(400);
  });

  it('a choice sent from another web site', async () => {
    const browser = createBrowser(origin);
    const { page, markup } = await arrive(browser, challenge);
    const response = await browser.fetch(page, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
      body: new URLSearchParams({ sub: subOf(markup, 'Amara') }),
    });
    expect(response.status).toBe(403);
  });

  it('a sign-in that was never begun', async () => {
    const response = await createBrowser(origin).fetch('/_oidc/interaction/unknown');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('left for too long');
  });

  it('keys that are broken, saying which file to delete', async () => {
    await writeFile(join(folder, 'keys', 'identity.json'), '{"jwks":');
    await expect(open()).rejects.toThrow(/identity\.json are broken; delete the file/);
    expect(await readFile(join(folder, 'keys', 'identity.json'), 'utf8')).toBe('{"jwks":');
  });
});

describe('signing out', () => {
  const submit = async (browser: ReturnType<typeof createBrowser>, markup: string) => {
    const action = /<form[^>]* action="([^"]+)"/.exec(markup)?.[1] ?? '';
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(markup)?.[1] ?? '';
    return browser.fetch(action, { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) });
  };

  it('ends the session without a question where the system asks, and returns to the start', async () => {
    const browser = createBrowser(origin);
    const { configuration, tokens } = await signIn(browser, 'Amara');
    const url = oidc.buildEndSessionUrl(configuration, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: `${origin}/`,
    });
    const asking = await browser.fetch(url.href);
    const markup = await asking.text();
    expect(markup).toContain('document.forms[0].submit()');
    expect(asking.headers.get('content-security-policy')).toMatch(/script-src 'sha256-/);
    const done = await submit(browser, markup);
    expect(done.headers.get('location')).toBe(`${origin}/`);
    expect(browser.jar.has('_session')).toBe(false);
  });

  it('asks where it is not the system that asks', async () => {
    const browser = createBrowser(origin);
    await signIn(browser, 'Amara');
    const markup = await (await browser.fetch('/_oidc/session/end')).text();
    expect(markup).not.toContain('submit()');
    expect(markup).toContain('Sign out');
  });
});
