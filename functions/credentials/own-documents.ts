import type { Fetched } from '../../shared/platform/safe-fetch.ts';

const ACCEPT = 'application/vc+ld+json, application/ld+json, application/json, */*;q=0.1';

/** What is public here and may be named by a credential; everything else of this host is not there for it. */
const PUBLIC = /^\/(?:credentials|organizations|transcripts)\//;

/**
 * Gives this system's own documents to whoever verifies, from the stores and without a request to itself: so they
 * are read on one machine, too, whose address nobody may fetch. An address is its own by its host, since a `did:web`
 * says https wherever it lies.
 *
 * @param answer Answers a request as the public routes do, with what is private staying so.
 */
export const createOwnDocuments =
  (publicUrl: string, answer: (request: Request) => Response | Promise<Response>) =>
  async (address: string): Promise<Fetched | undefined> => {
    if (!URL.canParse(address)) return undefined;
    const url = new URL(address);
    const own = new URL(publicUrl);
    if (url.host !== own.host) return undefined;
    if (!PUBLIC.test(url.pathname)) return { status: 404, body: new Uint8Array(), url: address };
    const request = new Request(new URL(`${url.pathname}${url.search}`, own), {
      headers: { accept: ACCEPT },
    });
    const response = await answer(request);
    return { status: response.status, body: await response.bytes(), url: address };
  };
