import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLoopbackHost } from '../console/loopback.ts';
import type { Functions } from './functions.ts';
import { answerOf, requestEvent } from './http-payload.ts';
import type { Log } from './log.ts';
import { readBody } from './request-body.ts';
import { findRoute, type Route } from './routes.ts';

/** Answers a request, whatever becomes of it. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** What the public port is made of. */
export interface PublicPort {
  readonly routes: readonly Route[];
  readonly functions: Functions;
  readonly now: () => Date;
  readonly log: Log;
  /** Parts of the local machine itself, by the path prefix they answer under. */
  readonly rooms: Readonly<Record<string, Handler>>;
}

/** Most bytes of a request's body (HTTP API quota). */
const MAX_BODY = 10 * 1024 * 1024;

const refuse = (response: ServerResponse, status: number, message: string): void => {
  const text = JSON.stringify({ message });
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(status === 413 && { connection: 'close' }),
  });
  response.end(text);
};

/** Makes what answers on the public port: the console, the identity provider, and the template's HTTP API. */
export const createPublicHandler = ({ routes, functions, now, log, rooms }: PublicPort): Handler => {
  const callFunction: Handler = async (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const match = findRoute(routes, request.method ?? 'GET', path);
    if (!match) {
      refuse(response, 404, 'Not Found');
      return;
    }
    const body = await readBody(request, MAX_BODY);
    if (!body) {
      refuse(response, 413, 'Request Entity Too Large');
      return;
    }
    const outcome = await functions.invoke(match.route.function, requestEvent(request, body, match, now()));
    if (!outcome.ok) {
      refuse(response, outcome.errorType === 'Sandbox.Timedout' ? 503 : 500, 'Internal Server Error');
      return;
    }
    const answer = answerOf(outcome.value);
    const hasBody = answer.status !== 204 && answer.status !== 304;
    response.writeHead(answer.status, {
      ...answer.headers,
      ...(hasBody && { 'content-length': answer.body.byteLength }),
    });
    response.end(hasBody && request.method !== 'HEAD' ? answer.body : undefined);
  };

  return async (request, response) => {
    try {
      if (!isLoopbackHost(request.headers.host)) {
        refuse(response, 421, 'This system answers on its own machine only.');
        return;
      }
      const room = Object.entries(rooms).find(([prefix]) => {
        const path = request.url ?? '/';
        return path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}?`);
      });
      await (room ? room[1] : callFunction)(request, response);
    } catch (error) {
      log.write('http', error instanceof Error ? (error.stack ?? error.message) : String(error));
      if (!response.headersSent) refuse(response, 500, 'Internal Server Error');
      else response.destroy();
    }
  };
};
