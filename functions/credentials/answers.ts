import type { Context } from 'hono';
import type { HtmlEscapedString } from 'hono/utils/html';
import { answerNotAcceptable } from './failures.tsx';
import { JSON_TYPES, negotiate } from './negotiate.ts';

/** How long anybody may keep what never changes, and what might; seconds. */
const keep = { image: 86_400, document: 3_600, page: 60 } as const;

const cacheFor = (seconds: number) => ({ 'cache-control': `public, max-age=${seconds}` });

/** Sends JSON text of a media type. */
export const sendJson = (c: Context, json: string, type: string): Response =>
  c.body(json, 200, { ...cacheFor(keep.document), 'content-type': type });

/** Sends a PNG. */
export const sendPng = (c: Context, png: Uint8Array): Response =>
  c.body(new Uint8Array(png), 200, { ...cacheFor(keep.image), 'content-type': 'image/png' });

/** A page for people, JSON for machines, each made only where it is asked for. */
export interface Representations {
  readonly page: () => HtmlEscapedString | Promise<HtmlEscapedString>;
  readonly json: () => string;
}

/** Answers with the representation the request likes best (RFC 9110 §12.5.1), or says that there is none. */
export const sendNegotiated = async (c: Context, { page, json }: Representations): Promise<Response> => {
  const wanted = negotiate(c.req.header('accept'));
  c.header('vary', 'Accept');
  if (wanted === undefined) return answerNotAcceptable(c, ['text/html', ...JSON_TYPES]);
  if (wanted !== 'text/html') return sendJson(c, json(), wanted);
  return c.html(await page(), 200, cacheFor(keep.page));
};
