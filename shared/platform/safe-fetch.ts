import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { InvalidInput, Unavailable } from './errors.ts';
import { isPublicAddress } from './public-address.ts';

/** A document as a host gave it; nothing of it is run. */
export interface Fetched {
  readonly status: number;
  readonly body: Uint8Array;
  /** Where it was found in the end, redirects followed. */
  readonly url: string;
}

/** Fetches a document that somebody else named. */
export type FetchDocument = (
  url: string,
  options: { readonly accept: string; readonly signal?: AbortSignal },
) => Promise<Fetched>;

/** What a test sets instead of the real thing; production sets nothing. */
export interface SafeFetchOptions {
  /** All addresses of a host name. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Addresses of a test's own server, which are fetched although they are neither public nor HTTPS. */
  readonly allow?: (url: URL) => boolean;
}

const MAX_BYTES = 512 * 1024;
const MAX_REDIRECTS = 3;
const TIMEOUT_MS = 5000;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

const resolveAll = async (host: string): Promise<string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address);

const refuse = (url: URL, why: string): InvalidInput =>
  new InvalidInput(`${url.host.slice(0, 200)} is not asked: ${why}`, { field: 'url' });

const silent = (url: URL, cause: unknown): Unavailable =>
  new Unavailable(
    `${url.host.slice(0, 200)} did not answer as it should, within five seconds; try again later`,
    {
      cause,
    },
  );

/** What an address says by itself. Ports below 1024 but 443 belong to services that are not the web. */
const checkUrl = (url: URL): void => {
  if (url.protocol !== 'https:') throw refuse(url, 'only addresses that begin with https:// are');
  if (url.username !== '' || url.password !== '')
    throw refuse(url, 'the address carries a user name or password');
  if (url.port !== '' && Number(url.port) < 1024) throw refuse(url, `port ${url.port} is not one of the web`);
};

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const give = () => {
      reject(new Error('time is up'));
    };
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
  });

/** Connects to the very addresses that were checked: what the name means a moment later does not count. */
const lookupAmong =
  (addresses: readonly string[]): LookupFunction =>
  (_host, options, callback) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    const [first] = found;
    if (options.all === true) callback(null, found);
    else callback(null, first?.address ?? '', first?.family);
  };

const get = (
  url: URL,
  { accept, signal, addresses }: { accept: string; signal: AbortSignal; addresses: readonly string[] },
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const headers = {
      accept,
      'accept-encoding': 'identity',
      'user-agent': 'Colloquy (verifies credentials)',
    };
    const sent = request(url, { headers, signal, agent: false, lookup: lookupAmong(addresses) }, resolve);
    sent.on('error', reject);
    sent.end();
  });

const readBody = async (url: URL, message: IncomingMessage): Promise<Buffer> => {
  if ((message.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw refuse(url, 'it sends what was not asked for, a compressed answer');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > MAX_BYTES) throw refuse(url, 'what it answers with is larger than 512 KB');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
};

/**
 * A way to fetch documents from addresses that strangers give, without being led anywhere private: HTTPS alone, to
 * port 443 or one from 1024 (a `did:web` may name one), every address of the name public and the connection made to
 * the very address that was checked, at most three redirects each checked the same way, 512 KB, five seconds in all.
 * No cookie, credential or client certificate is ever sent.
 *
 * The fetch throws InvalidInput where an address is refused or the answer too large, Unavailable where nothing
 * useful came in time.
 */
export const createSafeFetch = ({
  resolve = resolveAll,
  allow = () => false,
}: SafeFetchOptions = {}): FetchDocument => {
  const addressesOf = async (url: URL, signal: AbortSignal): Promise<readonly string[]> => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const own = allow(url);
    if (!own) checkUrl(url);
    const addresses = isIP(host) ? [host] : await Promise.race([resolve(host), aborted(signal)]);
    if (addresses.length === 0) throw refuse(url, 'its name has no address');
    if (!own && !addresses.every(isPublicAddress))
      throw refuse(url, 'its address is private, that is, not one of the public Internet');
    return addresses;
  };
  const follow = async (url: URL, left: number, accept: string, signal: AbortSignal): Promise<Fetched> => {
    const message = await get(url, { accept, signal, addresses: await addressesOf(url, signal) });
    try {
      const status = message.statusCode ?? 0;
      const { location } = message.headers;
      if (!REDIRECTS.has(status) || location === undefined)
        return { status, body: await readBody(url, message), url: url.href };
      if (left === 0) throw refuse(url, 'it redirects more than three times');
      if (!URL.canParse(location, url)) throw refuse(url, 'it redirects to something that is no address');
      return await follow(new URL(location, url), left - 1, accept, signal);
    } finally {
      message.destroy();
    }
  };
  return async (address, { accept, signal }) => {
    if (!URL.canParse(address)) throw new InvalidInput('that is not an address', { field: 'url' });
    const url = new URL(address);
    const limit = AbortSignal.timeout(TIMEOUT_MS);
    const until = signal ? AbortSignal.any([signal, limit]) : limit;
    return follow(url, MAX_REDIRECTS, accept, until).catch((thrown: unknown) => {
      throw thrown instanceof InvalidInput ? thrown : silent(url, thrown);
    });
  };
};
