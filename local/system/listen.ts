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

const explain = (port: number, cause: unknown, remedy: string): InvalidInput => {
  const why = codeOf(cause) === 'EADDRINUSE' ? 'is in use' : `cannot be used (${codeOf(cause)})`;
  return new InvalidInput(`Port ${port} ${why}. ${remedy}`, { field: 'port', cause });
};

/**
 * Listens on 127.0.0.1.
 *
 * @param port - 0 takes a free one.
 * @param remedy - the sentence that says what to do where the port cannot be had.
 * @throws {InvalidInput} where the port is in use or not allowed.
 */
export const listen = async (port: number, remedy = 'Try again.'): Promise<Listening> => {
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
      failed(explain(port, cause, remedy));
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
