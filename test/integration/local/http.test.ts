import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startFixture } from './local-system.ts';

interface Echoed {
  readonly routeKey: string;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
  readonly cookies?: string[];
  readonly headers: Record<string, string>;
  readonly pathParameters?: Record<string, string>;
  readonly queryStringParameters?: Record<string, string>;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly requestContext: { readonly http: Record<string, string>; readonly timeEpoch: number };
}

const echoed = async (response: Response) => (await response.json()) as Echoed;

/** A request as `fetch` would not make it: any Host, any length. */
const rawStatus = (url: string, headers: Record<string, string>, bytes = 0): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
      sent.destroy();
    });
    sent.on('error', reject);
    if (bytes > 0) sent.write(Buffer.alloc(bytes));
    else sent.end();
  });

describe('the public port', () => {
  it('hands a request over in payload format 2.0', async () => {
    const { system } = await startFixture();
    const response = await fetch(`${system.url}/things/a%20b?x=1&y=2&x=3`, {
      headers: { cookie: 'a=1; b=2', 'X-Mine': 'yes' },
    });
    const event = await echoed(response);
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /things/{id}',
      rawPath: '/things/a%20b',
      rawQueryString: 'x=1&y=2&x=3',
      queryStringParameters: { x: '1,3', y: '2' },
      pathParameters: { id: 'a b' },
      cookies: ['a=1', 'b=2'],
      headers: { 'x-mine': 'yes' },
      requestContext: {
        http: { method: 'GET', path: '/things/a%20b', sourceIp: '127.0.0.1' },
        stage: '$default',
      },
      isBase64Encoded: false,
    });
    expect(event.headers).not.toHaveProperty('cookie');
    expect(event.body).toBeUndefined();
  });

  it('hands text over as text, and everything else as base64', async () => {
    const { system } = await startFixture();
    const send = async (type: string, body: string) =>
      echoed(await fetch(`${system.url}/other`, { method: 'POST', headers: { 'content-type': type }, body }));
    expect(await send('application/vc+ld+json', '{"ü":1}')).toMatchObject({
      body: '{"ü":1}',
      isBase64Encoded: false,
    });
    expect(await send('application/x-www-form-urlencoded', 'a=1')).toMatchObject({
      body: 'YT0x',
      isBase64Encoded: true,
    });
  });

  it('answers with status, headers, cookies and bytes', async () => {
    const { system } = await startFixture();
    const made = await fetch(`${system.url}/other?answer=cookies`);
    expect(made.status).toBe(201);
    expect(made.headers.get('x-asked')).toBe('yes');
    expect(made.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
    expect(await made.text()).toBe('made');
    const bytes = await fetch(`${system.url}/other?answer=bytes`);
    expect([...new Uint8Array(await bytes.arrayBuffer())]).toEqual([0, 255, 7]);
  });

  it('answers for a function that fails, and goes on', async () => {
    const { system } = await startFixture();
    const failed = await fetch(`${system.url}/other?answer=throw`);
    expect([failed.status, await failed.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    expect((await fetch(`${system.url}/other`)).status).toBe(200);
  });

  it('gives a function its own environment and nothing of this process', async () => {
    const { system } = await startFixture();
    const { names } = (await (await fetch(`${system.url}/other?answer=environment`)).json()) as {
      names: string[];
    };
    expect(names).toEqual([
      'AWS_ACCESS_KEY_ID',
      'AWS_ENDPOINT_URL_DYNAMODB',
      'AWS_ENDPOINT_URL_EVENTBRIDGE',
      'AWS_ENDPOINT_URL_S3',
      'AWS_ENDPOINT_URL_SESV2',
      'AWS_ENDPOINT_URL_SQS',
      'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
      'AWS_LAMBDA_FUNCTION_NAME',
      'AWS_LAMBDA_FUNCTION_VERSION',
      'AWS_REGION',
      'AWS_SECRET_ACCESS_KEY',
      'URL',
    ]);
  });

  it('does not know a path without a route', async () => {
    const { system } = await startFixture();
    expect((await fetch(system.url)).status).toBe(404);
  });

  it('refuses more than 10 MB, announced or not', async () => {
    const { system } = await startFixture();
    const length = String(10 * 1024 * 1024 + 1);
    expect(await rawStatus(`${system.url}/other`, { 'content-length': length }, 1)).toBe(413);
    expect(await rawStatus(`${system.url}/other`, { 'transfer-encoding': 'chunked' }, Number(length))).toBe(
      413,
    );
    expect((await fetch(`${system.url}/other`)).status).toBe(200);
  });

  it('answers to the names of this machine alone', async () => {
    const { system } = await startFixture();
    expect(await rawStatus(`${system.url}/other`, { host: 'example.org' })).toBe(421);
    expect(await rawStatus(system.endpoints['AWS_ENDPOINT_URL_SQS'] ?? '', { host: 'example.org' })).toBe(
      400,
    );
    expect(await rawStatus(`${system.url}/other`, { host: `localhost:${new URL(system.url).port}` })).toBe(
      200,
    );
  });
});
