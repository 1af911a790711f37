import { Defect } from '../platform/errors.ts';

/**
 * Stands in for `@digitalbazaar/http-client` in every bundle: contexts are pinned and nothing is ever fetched, so
 * the client would be dead weight, and a fetch a defect.
 */
export const httpClient = {
  get: (url: string): never => {
    throw new Defect(
      `the program tried to fetch ${url}; JSON-LD contexts are pinned, see shared/badges/contexts.ts`,
    );
  },
};
