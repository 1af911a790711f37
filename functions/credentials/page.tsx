import { html, raw } from 'hono/html';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { style } from './style.ts';

/** What a page tells those who only preview it: a network where its link is shared, a search engine. */
export interface Preview {
  readonly title: string;
  readonly description: string;
  readonly url: string;
  /** Absolute address of a picture of the thing, and what it shows. */
  readonly image?: { readonly url: string; readonly alt: string };
}

/** A calendar day in English, in UTC: `22 November 2026`. */
export const dayOf = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant));

const Head = ({ title, description, url, image }: Preview) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>{title}</title>
    <meta name="description" content={description} />
    <meta name="robots" content="noindex" />
    <link rel="canonical" href={url} />
    <meta property="og:type" content="website" />
    <meta property="og:site_name" content="Colloquy" />
    <meta property="og:title" content={title} />
    <meta property="og:description" content={description} />
    <meta property="og:url" content={url} />
    <meta name="twitter:card" content="summary" />
    <meta name="twitter:title" content={title} />
    <meta name="twitter:description" content={description} />
    {image && (
      <>
        <meta property="og:image" content={image.url} />
        <meta property="og:image:type" content="image/png" />
        <meta property="og:image:width" content="400" />
        <meta property="og:image:height" content="400" />
        <meta property="og:image:alt" content={image.alt} />
        <meta name="twitter:image" content={image.url} />
        <meta name="twitter:image:alt" content={image.alt} />
        <link rel="icon" type="image/png" href={image.url} />
      </>
    )}
    {html`<style>${raw(style)}</style>`}
  </head>
);

/** A whole public page: loads in one request beside its picture, runs nothing. */
export const page = (preview: Preview, main: JSX.Element) =>
  html`<!doctype html>${(
    <html lang="en">
      <Head {...preview} />
      <body>
        <main>{main}</main>
        <footer class="foot">
          <p>Issued and hosted with Colloquy, as Open Badges 3.0.</p>
        </footer>
      </body>
    </html>
  )}`;
