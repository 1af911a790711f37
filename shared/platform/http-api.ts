import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/**
 * The request in an HTTP API event, payload format 2.0. The address is the public one, since what a browser asked for
 * is not in the event (its scheme), or not to be believed (its host).
 *
 * Own code, because Hono's adapter is deprecated in favour of a package with four other event formats.
 */
export const toRequest = (event: APIGatewayProxyEventV2, publicUrl: string): Request => {
  const query = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`;
  const headers = new Headers();
  for (const [name, value] of Object.entries(event.headers)) {
    if (value !== undefined) headers.set(name, value);
  }
  if (event.cookies !== undefined) headers.set('cookie', event.cookies.join('; '));
  const method = event.requestContext.http.method;
  const carriesBody = event.body !== undefined && method !== 'GET' && method !== 'HEAD';
  return new Request(`${new URL(publicUrl).origin}${event.rawPath}${query}`, {
    method,
    headers,
    ...(carriesBody && { body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8') }),
  });
};

const isText = (contentType: string): boolean => /^text\/|json/.test(contentType);

/** An answer as an HTTP API takes it: text as text, everything else in base64, cookies by themselves. */
export const toResult = async (response: Response): Promise<APIGatewayProxyStructuredResultV2> => {
  const cookies = response.headers.getSetCookie();
  const text = isText(response.headers.get('content-type') ?? 'text/plain');
  const body = Buffer.from(await response.arrayBuffer());
  return {
    statusCode: response.status,
    headers: Object.fromEntries([...response.headers].filter(([name]) => name !== 'set-cookie')),
    ...(cookies.length > 0 && { cookies }),
    body: body.toString(text ? 'utf8' : 'base64'),
    isBase64Encoded: !text,
  };
};
