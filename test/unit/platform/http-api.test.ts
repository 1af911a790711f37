import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { toRequest, toResult } from '../../../shared/platform/http-api.ts';

/** An event as an HTTP API sends it (payload format 2.0), as far as a test says something else. */
const eventOf = (
  over: Partial<APIGatewayProxyEventV2> & { method?: string } = {},
): APIGatewayProxyEventV2 => {
  const { method = 'GET', ...rest } = over;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers: {},
    isBase64Encoded: false,
    requestContext: {
      accountId: '0',
      apiId: 'api',
      domainName: 'api.example.org',
      domainPrefix: 'api',
      http: { method, path: '/', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'r',
      routeKey: '$default',
      stage: '$default',
      time: '22/Nov/2026:10:00:00 +0000',
      timeEpoch: 0,
    },
    ...rest,
  };
};

describe('toRequest', () => {
  it('has the public address, whatever host the event names', () => {
    const request = toRequest(
      eventOf({ rawPath: '/a/b%20c', rawQueryString: 'x=1&y=%2F', headers: { host: 'evil.example' } }),
      'https://colloquy.example.org',
    );
    expect(request.url).toBe('https://colloquy.example.org/a/b%20c?x=1&y=%2F');
  });

  it('puts the cookies back together', () => {
    const request = toRequest(eventOf({ cookies: ['a=1', 'b=2'] }), 'https://c.example.org');
    expect(request.headers.get('cookie')).toBe('a=1; b=2');
  });

  it.each([
    [false, 'body=%C3%A9'],
    [true, Buffer.from('body=%C3%A9').toString('base64')],
  ])('reads a body (base64: %s)', async (isBase64Encoded, body) => {
    const request = toRequest(eventOf({ method: 'POST', body, isBase64Encoded }), 'https://c.example.org');
    expect(await request.text()).toBe('body=%C3%A9');
  });

  it('leaves out a body that a GET must not have', () => {
    expect(toRequest(eventOf({ body: 'x' }), 'https://c.example.org').body).toBeNull();
  });
});

describe('toResult', () => {
  it('gives cookies by themselves, and text as text', async () => {
    const response = new Response('<p>é</p>', {
      status: 422,
      headers: { 'content-type': 'text/html; charset=UTF-8' },
    });
    response.headers.append('set-cookie', 'a=1; Path=/');
    response.headers.append('set-cookie', 'b=2; Path=/');
    expect(await toResult(response)).toEqual({
      statusCode: 422,
      headers: { 'content-type': 'text/html; charset=UTF-8' },
      cookies: ['a=1; Path=/', 'b=2; Path=/'],
      body: '<p>é</p>',
      isBase64Encoded: false,
    });
  });

  it('gives everything else in base64', async () => {
    const bytes = Uint8Array.from([0x89, 0x50, 0xff, 0x00]);
    const result = await toResult(new Response(bytes, { headers: { 'content-type': 'image/png' } }));
    expect(result).toMatchObject({ body: 'iVD/AA==', isBase64Encoded: true });
  });
});
