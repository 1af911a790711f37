import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** The address a request was made to: the public one, since the event does not say its scheme. */
const urlOf = (event: APIGatewayProxyEventV2, publicUrl: string): string =>
  `${new URL(publicUrl).origin}${event.rawPath}${event.rawQueryString === '' ? '' : `?${event.rawQueryString}`}`;

/** The reading request in an HTTP API event, payload format 2.0; its body is left out. */
export const toReadRequest = (event: APIGatewayProxyEventV2, publicUrl: string): Request => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(event.headers)) {
    if (value !== undefined) headers.set(name, value);
  }
  return new Request(urlOf(event, publicUrl), { method: event.requestContext.http.method, headers });
};

const isText = (contentType: string): boolean => /^text\/|json/.test(contentType);

/** An answer as an HTTP API takes it: text as text, everything else in base64. */
export const toHttpResult = async (response: Response): Promise<APIGatewayProxyStructuredResultV2> => {
  const text = isText(response.headers.get('content-type') ?? 'text/plain');
  const body = Buffer.from(await response.arrayBuffer());
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: body.toString(text ? 'utf8' : 'base64'),
    isBase64Encoded: !text,
  };
};
