import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvalidInput } from '../../shared/platform/errors.ts';
import type { Handler } from './http.ts';

/** A server on loopback. */
export interface Listening {
  readonly port: number;
  /** What answers from now on; until it is set, requests wait. */
  readonly answerWith: (handler: Handler) => void;
  /** Ends every connection. */
  readonly close: () => Promise<void>;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const explain = (port: number, cause: unknown): InvalidInput => {
  const why =
    codeOf(cause) === 'EADDRINUSE'
      ? `Port ${port} is in use. Stop what uses it, or give another one with --port.`
      : `Port ${port} cannot be used (${codeOf(cause)}). Give another one with --port.`;
  return new InvalidInput(why, { field: 'port', cause });
};

/**
 * Listens on 127.0.0.1.
 *
 * @param port - 0 takes a free one.
 * @throws {InvalidInput} where the port is in use or not allowed.
 */
export const listen = async (port: number): Promise<Listening> => {
  const ready = Promise.withResolvers<Handler>();
  // A function decides how long a request may take; nothing here ends one before it.
  const server: Server = createServer(
    { requestTimeout: 0, keepAliveTimeout: 30_000 },
    (request, response) => {
      void ready.promise.then((handler) => handler(request, response));
    },
  );
  await new Promise<void>((done, failed) => {
    server.once('error', (cause) => {
      failed(explain(port, cause));
    });
    server.listen(port, '127.0.0.1', done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    answerWith: ready.resolve,
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  };
};
