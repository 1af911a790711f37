import { Forbidden, InvalidInput, NotFound, Unavailable } from '../platform/errors.ts';
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
  /** Whatever lies at an address, with its status; what another origin gives in its place is refused. */
  readonly read: (url: string) => Promise<Fetched>;
  /** What an address leads to, on whatever origin: for what proves itself, and says nothing about the address. */
  readonly follow: (url: string) => Promise<Fetched>;
  /** The text at an address that answers with success. */
  readonly text: (url: string) => Promise<string>;
  /** The JSON at an address that answers with success; bounded, unless it is this system's own. */
  readonly json: (url: string) => Promise<unknown>;
  /**
   * Takes so much work off what one verification may cost, before it is done.
   *
   * @throws {InvalidInput} where it may cost no more.
   */
  readonly spend: (work: number) => void;
}

const MAX_DOCUMENTS = 8;
/** Documents of this system itself, which ask nobody. */
const MAX_OWN = 60;
const MAX_MS = 20_000;
/** Values that are put in order, contexts being dear: at worst two seconds' work. */
const MAX_WORK = 4500;

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

/**
 * The text of a document that an address gave with success.
 *
 * @throws {NotFound}, {Forbidden}, {Unavailable} or {InvalidInput} where it answered otherwise.
 */
export const succeed = ({ status, body }: Fetched, url: string): string => {
  if (status >= 200 && status < 300) return textOf(body);
  const { host } = new URL(url);
  if (status === 404 || status === 410) throw new NotFound(`${quoted(url)} is not there (${status})`);
  if (status === 401 || status === 403)
    throw new Forbidden(
      `${quoted(host)} does not give ${quoted(url)} to everybody (${status}); ask whoever holds it to share it, or for a private link`,
    );
  if (status >= 500) throw new Unavailable(`${quoted(host)} could not give ${quoted(url)} (${status})`);
  throw new InvalidInput(`${quoted(host)} does not give ${quoted(url)} (${status})`);
};

interface Found {
  readonly fetched: Fetched;
  readonly isOwn: boolean;
}

/** Refuses an answer that an open redirect, say, fetched from where the owner of the address has no word. */
const checkOrigin = ({ fetched }: Found, asked: string): void => {
  const [from, to] = [new URL(asked), new URL(fetched.url)];
  if (from.origin !== to.origin)
    throw new InvalidInput(
      `${quoted(from.host)} leads on to ${quoted(to.host)}, and another host cannot speak for it`,
    );
};

/**
 * Reads documents for one verification: each once, at most eight, within twenty seconds; the system's own through
 * its stores, at most sixty, and each as large as it is.
 */
export const createDocuments = ({ fetch, resolveOwn }: DocumentSources): Documents => {
  const signal = AbortSignal.timeout(MAX_MS);
  const known = new Map<string, Promise<Found>>();
  let left = { own: MAX_OWN, others: MAX_DOCUMENTS };
  let work = MAX_WORK;
  const tooMany = (most: number): InvalidInput =>
    new InvalidInput(`it takes more than ${most} other documents to check this; no more are read`);
  const find = async (url: string): Promise<Found> => {
    if (left.own === 0) throw tooMany(MAX_OWN);
    const own = await resolveOwn(url);
    if (own) {
      left = { ...left, own: left.own - 1 };
      return { fetched: own, isOwn: true };
    }
    if (left.others === 0) throw tooMany(MAX_DOCUMENTS);
    left = { ...left, others: left.others - 1 };
    return { fetched: await fetch(url, { accept: ACCEPT, signal }), isOwn: false };
  };
  const findOnce = (address: string): Promise<Found> => {
    const [url = ''] = address.split('#');
    const found = known.get(url) ?? find(url);
    known.set(url, found);
    return found;
  };
  const readFound = async (url: string): Promise<Found> => {
    const found = await findOnce(url);
    checkOrigin(found, url);
    return found;
  };
  const text = async (url: string): Promise<string> => succeed((await readFound(url)).fetched, url);
  return {
    spend: (more) => {
      work -= more;
      if (work < 0)
        throw new InvalidInput(
          'it is too large to be checked: its signature covers more values than one check may put in order',
        );
    },
    read: async (url) => (await readFound(url)).fetched,
    follow: async (url) => (await findOnce(url)).fetched,
    text,
    json: async (url) => {
      const { isOwn } = await readFound(url);
      const own: unknown = isOwn ? JSON.parse(await text(url)) : undefined;
      return isOwn ? own : parseBounded(await text(url));
    },
  };
};
