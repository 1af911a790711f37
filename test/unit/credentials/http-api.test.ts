import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { toHttpResult, toReadRequest } from '../../../shared/platform/http-api.ts';

const eventOf = (more: Partial<APIGatewayProxyEventV2>): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: '/',
  rawQueryString: '',
  headers: {},
  isBase64Encoded: false,
  requestContext: {
    accountId: '000000000000',
    apiId: 'api',
    domainName: 'api.example',
    domainPrefix: 'api',
    http: { method: 'GET', path: '/', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
    requestId: 'request',
    routeKey: '$default',
    stage: '$default',
    time: '22/Nov/2026:07:00:00 +0000',
    timeEpoch: 1795330800000,
  },
  ...more,
});

describe('a request of an HTTP API', () => {
  it('is one to the public address, whatever host it names', () => {
    const event = eventOf({
      rawPath: '/credentials/a%20b',
      rawQueryString: 'x=1&x=2',
      headers: { host: 'evil.example', accept: 'application/json' },
    });
    const request = toReadRequest(event, 'https://badges.example:8443');
    expect(request.url).toBe('https://badges.example:8443/credentials/a%20b?x=1&x=2');
    expect(request.method).toBe('GET');
    expect(request.headers.get('accept')).toBe('application/json');
  });
});

describe('an answer to an HTTP API', () => {
  it.each(['text/html; charset=UTF-8', 'application/problem+json', 'application/vc+ld+json'])(
    'of %s is text',
    async (type) => {
      const result = await toHttpResult(
        new Response('{"ü":1}', { status: 404, headers: { 'content-type': type } }),
      );
      expect(result).toMatchObject({ statusCode: 404, body: '{"ü":1}', isBase64Encoded: false });
      expect(result.headers).toMatchObject({ 'content-type': type });
    },
  );

  it('of anything else is base64', async () => {
    const bytes = Uint8Array.from([0x89, 0x50, 0xff, 0x00]);
    const result = await toHttpResult(new Response(bytes, { headers: { 'content-type': 'image/png' } }));
    expect(result).toMatchObject({ body: 'iVD/AA==', isBase64Encoded: true });
  });
});
