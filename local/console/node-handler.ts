import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../system/request-body.ts';
import { isLoopbackHost } from './loopback.ts';

/** Answers a request of the web's own kind. */
type Fetch = (request: Request) => Response | Promise<Response>;

const headersOf = (request: IncomingMessage): Headers => {
  const headers = new Headers();
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    headers.append(request.rawHeaders[i] ?? '', request.rawHeaders[i + 1] ?? '');
  }
  return headers;
};

/**
 * Lets a program that speaks the web's `fetch` answer requests of `node:http`, bodies of at most `limit` bytes
 * (others are answered with 413). Whole bodies, no streams: its pages are small.
 */
export const nodeHandler =
  (answer: Fetch, limit: number) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? 'GET';
    const body = await readBody(request, limit);
    if (!body) {
      response.writeHead(413, { 'content-type': 'text/plain', connection: 'close' }).end('Too large.');
      return;
    }
    // A foreign Host is for the program itself to refuse; it must not make the address unreadable before that.
    const host = isLoopbackHost(request.headers.host) ? request.headers.host : undefined;
    const answered = await answer(
      new Request(new URL(request.url ?? '/', `http://${host ?? '127.0.0.1'}`), {
        method,
        headers: headersOf(request),
        ...(method !== 'GET' && method !== 'HEAD' && { body: new Uint8Array(body) }),
      }),
    );
    response.writeHead(answered.status, Object.fromEntries(answered.headers));
    response.end(Buffer.from(await answered.arrayBuffer()));
  };
