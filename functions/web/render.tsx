import type { Context } from 'hono';
import { html } from 'hono/html';
import type { JSX } from 'hono/jsx/jsx-runtime';

/** Sends a page. Pages show what is a member's own, so nothing between here and the browser keeps them. */
export const render = async (c: Context, page: JSX.Element, status = 200): Promise<Response> => {
  c.header('cache-control', 'no-store');
  return c.html(await html`<!doctype html>${page}`, status as 200);
};
