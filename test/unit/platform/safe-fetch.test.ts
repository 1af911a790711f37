import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSafeFetch } from '../../../shared/platform/safe-fetch.ts';

let server: Server;
let origin: string;
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
    asked.push(pathname);
    const to = searchParams.get('to');
    if (to !== null) response.writeHead(302, { location: to }).end();
    else if (pathname === '/packed') response.writeHead(200, { 'content-encoding': 'gzip' }).end('x');
    else if (pathname === '/large') response.end(Buffer.alloc(512 * 1024 + 1));
    else if (pathname === '/most') response.end(Buffer.alloc(512 * 1024));
    else if (pathname === '/gone') response.writeHead(410).end('{"revoked":true}');
    else if (pathname !== '/silent') response.end(JSON.stringify(request.headers));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const get = (url: string, addresses: readonly string[] = ['93.184.215.14']) =>
  createSafeFetch({
    resolve: () => Promise.resolve(addresses),
    allow: (asking) => asking.origin === origin,
  })(url, { accept: 'application/json' });

describe('an address is refused, and nobody is asked, where it', () => {
  it.each([
    ['is not https', 'http://issuer.example/', 'begin with https://'],
    ['is a file', 'file:///etc/passwd', 'begin with https://'],
    ['carries a password', 'https://user:secret@issuer.example/', 'user name or password'],
    ['names another port', 'https://issuer.example:25/', 'port 25 is not one of the web'],
    ['is loopback', 'https://127.0.0.1/', 'its address is private'],
    ['is loopback written otherwise', 'https://0x7f.1/', 'its address is private'],
    ['is loopback as a number', 'https://2130706433/', 'its address is private'],
    ['is loopback in IPv6', 'https://[::1]/', 'its address is private'],
    ['is mapped', 'https://[::ffff:169.254.169.254]/', 'its address is private'],
    ['is where a cloud keeps its metadata', 'https://169.254.169.254/latest', 'its address is private'],
    ['is no address', 'issuer', 'that is not an address'],
  ])('%s', async (_, url, sentence) => {
    await expect(get(url)).rejects.toThrow(sentence);
  });

  it.each([[['10.0.0.1']], [['93.184.215.14', '127.0.0.1']], [['fd00::1']], [['::ffff:10.1.2.3']]])(
    'has a name that means %j',
    async (addresses) => {
      await expect(get('https://rebinding.example/', addresses)).rejects.toThrow('its address is private');
    },
  );

  it('has a name that means nothing', async () => {
    await expect(get('https://nowhere.example/', [])).rejects.toThrow('its name has no address');
  });

  it('is this machine’s own name, with the real resolver', async () => {
    await expect(createSafeFetch()('https://localhost/', { accept: '*/*' })).rejects.toThrow(
      'its address is private',
    );
  });
});

describe('what a server answers', () => {
  it('is given with its status', async () => {
    expect(await get(`${origin}/gone`)).toMatchObject({ status: 410, url: `${origin}/gone` });
    const { body } = await get(`${origin}/headers`);
    expect(JSON.parse(Buffer.from(body).toString())).toMatchObject({
      accept: 'application/json',
      'accept-encoding': 'identity',
    });
    expect(Buffer.from(body).toString()).not.toMatch(/cookie|authorization/);
  });

  it('is followed three times, and no more', async () => {
    const hops = (n: number): string => (n === 0 ? '/end' : `/hop?to=${encodeURIComponent(hops(n - 1))}`);
    expect((await get(`${origin}${hops(3)}`)).url).toBe(`${origin}/end`);
    await expect(get(`${origin}${hops(4)}`)).rejects.toThrow('redirects more than three times');
  });

  it.each([
    ['https://169.254.169.254/latest/meta-data', 'its address is private'],
    ['https://[::1]/', 'its address is private'],
    ['http://127.0.0.1:1/', 'begin with https://'],
    ['//user@host/', 'begin with https://'],
    ['http://', 'something that is no address'],
  ])('is not followed to %s', async (to, sentence) => {
    await expect(get(`${origin}/?to=${encodeURIComponent(to)}`)).rejects.toThrow(sentence);
  });

  it('is not followed to a name that means a private address', async () => {
    const fetch = createSafeFetch({
      resolve: () => Promise.resolve(['192.168.0.10']),
      allow: (url) => url.origin === origin,
    });
    const to = encodeURIComponent('https://intranet.example/');
    await expect(fetch(`${origin}/?to=${to}`, { accept: '*/*' })).rejects.toThrow(
      'intranet.example is not asked: its address is private',
    );
  });

  it('is at most 512 KB, and not compressed', async () => {
    expect((await get(`${origin}/most`)).body.length).toBe(512 * 1024);
    await expect(get(`${origin}/large`)).rejects.toThrow('larger than 512 KB');
    await expect(get(`${origin}/packed`)).rejects.toThrow('a compressed answer');
  });

  it('is not waited for when time is up', async () => {
    const signal = AbortSignal.abort();
    const fetch = createSafeFetch({ allow: (url) => url.origin === origin });
    await expect(fetch(`${origin}/silent`, { accept: '*/*', signal })).rejects.toMatchObject({
      kind: 'Unavailable',
      message: expect.stringContaining('did not answer as it should') as string,
    });
  });
});

it('connects to the address that was checked, whatever the name means by then', async () => {
  const { port } = server.address() as AddressInfo;
  const fetch = createSafeFetch({
    resolve: () => Promise.resolve(['127.0.0.1']),
    allow: (url) => url.hostname === 'issuer.invalid',
  });
  const { status } = await fetch(`http://issuer.invalid:${port}/rebound`, { accept: '*/*' });
  expect(status).toBe(200);
  expect(asked).toContain('/rebound');
});
