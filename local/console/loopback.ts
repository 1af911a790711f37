import { Forbidden } from '../../shared/platform/errors.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** True where a `Host` header names this machine itself, with any port. */
export const isLoopbackHost = (host: string | undefined): boolean =>
  host !== undefined && URL.canParse(`http://${host}`) && LOOPBACK.has(new URL(`http://${host}`).hostname);

/** What of a request tells whether it comes from this machine's own pages. */
export interface RequestOrigin {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
}

/**
 * Lets through what comes from this machine's own pages or from a program, and nothing that another web site made a
 * browser send. A foreign `Host` is a name that was bound anew to 127.0.0.1 (DNS rebinding); a POST from another
 * page carries that page's `Origin`, or `Sec-Fetch-Site: cross-site`. A program sends neither.
 *
 * @throws {Forbidden} naming which of the two it was.
 */
export const checkOwnRequest = ({ method, host, origin, fetchSite }: RequestOrigin): void => {
  if (!isLoopbackHost(host)) {
    throw new Forbidden('This page is for this machine alone; open it under http://127.0.0.1.');
  }
  if (method === 'GET' || method === 'HEAD') return;
  const foreign =
    (origin !== undefined && origin !== `http://${host ?? ''}`) ||
    fetchSite === 'cross-site' ||
    fetchSite === 'same-site';
  if (foreign) throw new Forbidden('This was sent from another web site; use the form on this page itself.');
};
