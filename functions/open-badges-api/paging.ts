import * as z from 'zod';
import { parse } from '../../shared/platform/parse.ts';

/** Credentials on a page where the request names no number, and the most it may ask for. */
const USUAL = 50;
const MOST = 200;

const whole = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number);

const Query = z.object({
  limit: whole.pipe(z.number().min(1, 'must be 1 or more')).optional(),
  offset: whole.optional(),
  since: z.iso.datetime({ offset: true, error: 'must be an RFC 3339 instant' }).optional(),
});

/** Which part of a list is asked for. */
export interface Page {
  /** 1 to 200. */
  readonly limit: number;
  /** From 0. */
  readonly offset: number;
  readonly since: string | undefined;
}

/**
 * Reads the paging of a request (Open Badges 3.0 §6.2.2.1); a limit over the most that is given becomes the most.
 *
 * @throws {InvalidInput} naming the parameter that is none.
 */
export const readPage = (query: Readonly<Record<string, string>>): Page => {
  const { limit = USUAL, offset = 0, since } = parse(Query, query, 'query');
  return { limit: Math.min(limit, MOST), offset, since: since && new Date(since).toISOString() };
};

/**
 * The headers of a page of a list: how many there are in all, and where the other pages are (RFC 8288). `next` and
 * `prev` are left out where there is none.
 *
 * @param address - of the list itself.
 */
export const pageHeaders = (address: string, { limit, offset, since }: Page, total: number) => {
  const to = (at: number, rel: string): string => {
    const query = new URLSearchParams({ limit: String(limit), offset: String(at), ...(since && { since }) });
    return `<${address}?${query.toString()}>; rel="${rel}"`;
  };
  const last = Math.max(0, Math.ceil(total / limit) - 1) * limit;
  return {
    'x-total-count': String(total),
    link: [
      ...(offset + limit < total ? [to(offset + limit, 'next')] : []),
      to(last, 'last'),
      to(0, 'first'),
      ...(offset > 0 ? [to(Math.max(0, offset - limit), 'prev')] : []),
    ].join(', '),
  };
};
