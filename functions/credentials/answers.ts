import type { Context } from 'hono';
import type { HtmlEscapedString } from 'hono/utils/html';
import { answerNotAcceptable } from './failures.tsx';
import { JSON_TYPES, negotiate } from './negotiate.ts';

/**
 * How long anybody may keep a picture that tells of nobody, and what might be taken back, as a credential that its
 * member no longer shares; seconds.
 */
const keep = { image: 86_400, document: 300, keys: 300, page: 60 } as const;

const cacheFor = (seconds: number) => ({ 'cache-control': `public, max-age=${seconds}` });

/** Sends text of a media type: JSON, a JSON Web Signature, an SVG. */
export const sendText = (c: Context, text: string, type: string): Response =>
  c.body(text, 200, { ...cacheFor(keep.document), 'content-type': type });

/** Sends a picture with a credential in it: kept no longer than the credential itself. */
export const sendBaked = (c: Context, picture: Uint8Array | string): Response =>
  typeof picture === 'string'
    ? sendText(c, picture, 'image/svg+xml')
    : c.body(new Uint8Array(picture), 200, { ...cacheFor(keep.document), 'content-type': 'image/png' });

/** Sends a DID document: kept for minutes alone, because a key is signed with soon after it was added. */
export const sendKeys = (c: Context, json: string): Response =>
  c.body(json, 200, { ...cacheFor(keep.keys), 'content-type': 'application/did+ld+json' });

/** Sends text that may be another in a minute, because what it tells of may be taken back. */
export const sendFresh = (c: Context, text: string, type: string, status: 200 | 410 = 200): Response =>
  c.body(text, status, { ...cacheFor(keep.page), 'content-type': type });

/** Sends a PDF, which says what was so when it was made. */
export const sendPdf = (c: Context, pdf: Uint8Array): Response =>
  c.body(new Uint8Array(pdf), 200, { ...cacheFor(keep.page), 'content-type': 'application/pdf' });

/** Sends a PNG. */
export const sendPng = (c: Context, png: Uint8Array): Response =>
  c.body(new Uint8Array(png), 200, { ...cacheFor(keep.image), 'content-type': 'image/png' });

/** Sends an SVG. */
export const sendSvg = (c: Context, svg: string): Response =>
  c.body(svg, 200, { ...cacheFor(keep.image), 'content-type': 'image/svg+xml' });

/** A page for people, JSON for machines, each made only where it is asked for. */
export interface Representations {
  readonly page: () => HtmlEscapedString | Promise<HtmlEscapedString>;
  readonly json: () => string;
  /** True where the page tells what is so now: it is asked for again every time, and sent again where it changed. */
  readonly isLive?: boolean;
}

/** Answers with the representation the request likes best (RFC 9110 §12.5.1), or says that there is none. */
export const sendNegotiated = async (
  c: Context,
  { page, json, isLive = false }: Representations,
): Promise<Response> => {
  const wanted = negotiate(c.req.header('accept'));
  c.header('vary', 'Accept');
  if (wanted === undefined) return answerNotAcceptable(c, ['text/html', ...JSON_TYPES]);
  if (wanted !== 'text/html') return sendText(c, json(), wanted);
  return c.html(await page(), 200, isLive ? { 'cache-control': 'public, no-cache' } : cacheFor(keep.page));
};
