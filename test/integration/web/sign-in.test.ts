import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createIdentity } from '../../../functions/web/identity.ts';
import { pathWithin } from '../../../functions/web/routes/sign-in.tsx';
import { createIdentity as createProvider } from '../../../local/identity/index.ts';
import { readPeople } from '../../../local/identity/people.ts';
import { openSite, type Site, seedSite } from '../../support/site.ts';

let folder: string;
let server: Server;
let origin: string;
let site: Site;

/** A browser as far as signing in needs one: keeps cookies, and follows nothing by itself. */
const createBrowser = () => {
  const cookies = new Map<string, string>();
  const remember = (response: Response): Response => {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const headers = (): Record<string, string> => ({
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    origin,
  });
  return {
    cookies,
    /** Asks the provider's server or the site, whichever the address belongs to. */
    go: async (address: string, form?: Record<string, string>): Promise<Response> => {
      const url = new URL(address, origin);
      const init: RequestInit = {
        headers: headers(),
        redirect: 'manual',
        ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      };
      const answer = url.pathname.startsWith('/_oidc')
        ? await fetch(url, init)
        : await site.app.request(url.href, init);
      return remember(answer);
    },
  };
};
type Browser = ReturnType<typeof createBrowser>;

const locationOf = (response: Response): string => response.headers.get('location') ?? '';

/** From the sign-in page through the provider, as somebody, to the address at which the provider sends them back. */
const choose = async (browser: Browser, name: string, to = '/'): Promise<string> => {
  const begun = await browser.go(`/sign-in/begin?to=${encodeURIComponent(to)}`);
  const asked = await browser.go(locationOf(begun));
  const page = await (await browser.go(locationOf(asked))).text();
  const sub = new RegExp(`name="sub" value="([^"]+)">\\s*<strong>${name}`).exec(page)?.[1] ?? '';
  let answer = await browser.go(locationOf(asked), { sub });
  while (locationOf(answer).includes('/_oidc')) answer = await browser.go(locationOf(answer));
  return locationOf(answer);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colloquy-sign-in-'));
  server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `${origin}/_oidc`;
  site = await openSite({
    publicUrl: origin,
    identity: createIdentity({ issuer, clientId: 'web', publicUrl: origin }),
  });
  await seedSite(site);
  const provider = await createProvider({
    issuer,
    client: { clientId: 'web', redirectUri: `${origin}/signed-in`, postLogoutRedirectUri: `${origin}/` },
    people: async () => [
      ...(await readPeople(site.tables.community)),
      {
        organization: 'lakeside',
        organizationName: 'Lakeside',
        member: 'nobody',
        name: 'Uninvited Guest',
        email: 'guest@elsewhere.example.org',
        role: 'member',
        communities: [],
      },
    ],
    keysFolder: folder,
    onError: (error) => {
      throw error;
    },
  });
  server.on('request', (request, response) => void provider.callback(request, response));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

let browser: Browser;
beforeEach(() => {
  browser = createBrowser();
});

describe('signing in', () => {
  it('goes through the provider and back to where somebody wanted to go', async () => {
    const wanted = await browser.go('/members/mira?from=mail');
    expect(locationOf(wanted)).toBe('/sign-in?to=%2Fmembers%2Fmira%3Ffrom%3Dmail');
    const back = await choose(browser, 'Mira Solano', '/members/mira?from=mail');
    expect(back).toMatch(/\/signed-in\?.*code=/);
    const arrived = await browser.go(back);
    expect([arrived.status, locationOf(arrived)]).toEqual([303, '/members/mira?from=mail']);
    const cookie = arrived.headers.getSetCookie().find((one) => one.startsWith('colloquy-session='));
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
    const home = await browser.go('/');
    expect(await home.text()).toContain('Welcome, Mira Solano');
  });

  it('ends at home where somebody was to be led to a header of their own', async () => {
    const back = await choose(browser, 'Mira Solano', '/\r\nSet-Cookie: a=b');
    const arrived = await browser.go(back);
    expect([arrived.status, locationOf(arrived)]).toEqual([303, '/']);
    expect(browser.cookies.has('a')).toBe(false);
  });

  it('is for members alone', async () => {
    const answer = await browser.go(await choose(browser, 'Uninvited Guest'));
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('No member has your email address');
    expect(browser.cookies.has('colloquy-session')).toBe(false);
  });

  it('cannot be done twice with one answer of the provider', async () => {
    const back = await choose(browser, 'Mira Solano');
    const attempt = browser.cookies.get('colloquy-sign-in') ?? '';
    expect((await browser.go(back)).status).toBe(303);
    browser.cookies.set('colloquy-sign-in', attempt);
    expect((await browser.go(back)).status).toBe(400);
  });

  it('cannot be finished in another browser than it was begun in', async () => {
    const back = await choose(browser, 'Mira Solano');
    const other = createBrowser();
    await other.go('/sign-in/begin');
    expect((await other.go(back)).status).toBe(400);
    expect(other.cookies.has('colloquy-session')).toBe(false);
  });

  it('fails with a code that the provider never gave', async () => {
    const back = new URL(await choose(browser, 'Mira Solano'), origin);
    back.searchParams.set('code', 'made-up');
    const answer = await browser.go(back.href);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('sign in once more');
  });

  it('ends with signing out, on the server too', async () => {
    await browser.go(await choose(browser, 'Mira Solano'));
    const token = browser.cookies.get('colloquy-session') ?? '';
    const out = await browser.go('/sign-out', {});
    expect(locationOf(out)).toBe('/signed-out');
    expect(browser.cookies.has('colloquy-session')).toBe(false);
    expect(await (await browser.go('/signed-out')).text()).toContain(`${origin}/_oidc/session/end`);
    browser.cookies.set('colloquy-session', token);
    expect(locationOf(await browser.go('/'))).toBe('/sign-in?to=%2F');
  });

  it('takes a new session each time, and ends the one before', async () => {
    await browser.go(await choose(browser, 'Mira Solano'));
    const first = browser.cookies.get('colloquy-session') ?? '';
    // To the provider it is another person's browser, which saves a page of its own on changing who one is.
    for (const name of ['_session', '_session.sig']) browser.cookies.delete(name);
    await browser.go(await choose(browser, 'Tomas Verhage'));
    expect(await (await browser.go('/')).text()).toContain('Welcome, Tomas Verhage');
    browser.cookies.set('colloquy-session', first);
    expect((await browser.go('/')).status).toBe(303);
  });
});

describe('the cookie', () => {
  it('is bound to the host where the site is reached over https', async () => {
    const identity = createIdentity({ issuer: `${origin}/_oidc`, clientId: 'web', publicUrl: origin });
    const secure = await openSite({ publicUrl: 'https://colloquy.example.org', identity });
    const answer = await secure.app.request('https://colloquy.example.org/sign-in/begin');
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-colloquy-sign-in=[^;]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    await secure.close();
  });
});

describe('the provider', () => {
  it.each(['http://login.example.org', 'ftp://127.0.0.1'])('is not asked at %s', async (issuer) => {
    const identity = createIdentity({ issuer, clientId: 'web', publicUrl: origin });
    await expect(identity.begin(false)).rejects.toThrow('OIDC_ISSUER: must be https');
  });

  it('that does not answer is said to be so, and asked again the next time', async () => {
    const identity = createIdentity({ issuer: `${origin}/nowhere`, clientId: 'web', publicUrl: origin });
    await expect(identity.begin(false)).rejects.toMatchObject({ kind: 'Unavailable' });
    await expect(identity.begin(false)).rejects.toMatchObject({ kind: 'Unavailable' });
  });
});

describe('pathWithin', () => {
  it.each([
    ['/communities/c?before=x#y', '/communities/c?before=x#y'],
    [undefined, '/'],
    ['', '/'],
    ['https://evil.example', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/.//evil.example', '/'],
    ['/goals/..//evil.example', '/'],
    ['/goals\\evil.example', '/'],
    ['/\r\nSet-Cookie: a=b', '/'],
    ['/goals\nSet-Cookie: a=b', '/'],
    ['/goals\u0000', '/'],
    ['/goals\u007f', '/'],
    ['/goals\u0085', '/'],
    ['goals', '/'],
    ['/goals?why=\u4e00', '/goals?why=%E4%B8%80'],
    ['/goals?to=%0d%0a//x', '/goals?to=%0d%0a//x'],
    ['javascript:alert(1)', '/'],
    [`/${'x'.repeat(1999)}`, `/${'x'.repeat(1999)}`],
    [`/${'x'.repeat(2000)}`, '/'],
  ])('%s leads to %s', (to, expected) => {
    expect(pathWithin(to)).toBe(expected);
  });
});
