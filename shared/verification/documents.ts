import { InvalidInput, NotFound, Unavailable } from '../platform/errors.ts';
import type { FetchDocument, Fetched } from '../platform/safe-fetch.ts';
import { parseBounded } from './bounded-json.ts';
import { quoted } from './report.ts';

/** What a verification reads documents with. */
export interface DocumentSources {
  readonly fetch: FetchDocument;
  /** A document of this system itself, read without a request; undefined where the address is somebody else's. */
  readonly resolveOwn: (url: string) => Promise<Fetched | undefined>;
}

/** The documents that one verification reads. */
export interface Documents {
  /** Whatever lies at an address, with its status. */
  readonly read: (url: string) => Promise<Fetched>;
  /** The text at an address that answers with success. */
  readonly text: (url: string) => Promise<string>;
  /** The JSON at an address that answers with success. */
  readonly json: (url: string) => Promise<unknown>;
}

const MAX_DOCUMENTS = 8;
const MAX_MS = 20_000;

const ACCEPT = [
  'application/vc+ld+json',
  'application/vc',
  'application/did+ld+json',
  'application/ld+json',
  'application/json',
  'application/jwk-set+json',
  'text/plain;q=0.8',
  'application/vc+jwt;q=0.8',
  'image/png;q=0.6',
  'image/svg+xml;q=0.6',
  '*/*;q=0.1',
].join(', ');

/** The text of a document, which is UTF-8 wherever credentials are concerned. */
export const textOf = (body: Uint8Array): string =>
  Buffer.from(body)
    .toString('utf8')
    .replace(/^\uFEFF/, '');

const succeed = ({ status, body }: Fetched, url: string): string => {
  if (status >= 200 && status < 300) return textOf(body);
  const { host } = new URL(url);
  if (status === 404 || status === 410) throw new NotFound(`${quoted(url)} is not there (${status})`);
  if (status >= 500) throw new Unavailable(`${quoted(host)} could not give ${quoted(url)} (${status})`);
  throw new InvalidInput(`${quoted(host)} does not give ${quoted(url)} to everybody (${status})`);
};

/**
 * Reads documents for one verification: each once, at most eight, within twenty seconds; the system's own through
 * its stores.
 */
export const createDocuments = ({ fetch, resolveOwn }: DocumentSources): Documents => {
  const signal = AbortSignal.timeout(MAX_MS);
  const known = new Map<string, Promise<Fetched>>();
  const find = async (url: string): Promise<Fetched> =>
    (await resolveOwn(url)) ?? (await fetch(url, { accept: ACCEPT, signal }));
  const read = (address: string): Promise<Fetched> => {
    const [url = ''] = address.split('#');
    const before = known.get(url);
    if (before) return before;
    if (known.size >= MAX_DOCUMENTS) {
      return Promise.reject(
        new InvalidInput(
          `it takes more than ${MAX_DOCUMENTS} other documents to check this; no more are read`,
        ),
      );
    }
    const found = find(url);
    known.set(url, found);
    return found;
  };
  const text = async (url: string): Promise<string> => succeed(await read(url), url);
  return { read, text, json: async (url) => parseBounded(await text(url)) };
};
