import { html, raw } from 'hono/html';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { style } from './style.ts';

/** What a page tells those who only preview it: a network where its link is shared, a search engine. */
export interface Preview {
  readonly title: string;
  readonly description: string;
  readonly url: string;
  /** Absolute address of a picture of the thing, what it shows, and its pixels (400 square where it is not said). */
  readonly image?: {
    readonly url: string;
    readonly alt: string;
    readonly width?: number;
    readonly height?: number;
  };
  /** Absolute address of a small square picture, for a tab. */
  readonly icon?: string;
  /** When it was published, for what has an author and a day: it is then told of as an article. */
  readonly published?: { readonly at: string; readonly by: string };
  /** Where a page that shows the thing in a frame learns how (oEmbed 1.0). */
  readonly oEmbed?: string;
}

/** A calendar day in English, in UTC: `22 November 2026`. */
export const dayOf = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant));

const ImageTags = ({ url, alt, width = 400, height = 400 }: NonNullable<Preview['image']>) => (
  <>
    <meta property="og:image" content={url} />
    <meta property="og:image:type" content="image/png" />
    <meta property="og:image:width" content={String(width)} />
    <meta property="og:image:height" content={String(height)} />
    <meta property="og:image:alt" content={alt} />
    <meta name="twitter:card" content={width > 1.5 * height ? 'summary_large_image' : 'summary'} />
    <meta name="twitter:image" content={url} />
    <meta name="twitter:image:alt" content={alt} />
  </>
);

const Head = ({ title, description, url, image, icon, published, oEmbed }: Preview) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>{title}</title>
    <meta name="description" content={description} />
    <meta name="robots" content="noindex" />
    <link rel="canonical" href={url} />
    <meta property="og:type" content={published ? 'article' : 'website'} />
    <meta property="og:site_name" content="Colloquy" />
    <meta property="og:title" content={title} />
    <meta property="og:description" content={description} />
    <meta property="og:url" content={url} />
    <meta name="twitter:title" content={title} />
    <meta name="twitter:description" content={description} />
    {published && (
      <>
        <meta property="article:published_time" content={published.at} />
        <meta name="author" content={published.by} />
      </>
    )}
    {image && <ImageTags {...image} />}
    {(icon ?? image) && <link rel="icon" type="image/png" href={icon ?? image?.url} />}
    {oEmbed !== undefined && <link rel="alternate" type="application/json+oembed" href={oEmbed} />}
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
          <p>
            Issued and hosted with Colloquy, as Open Badges 3.0. <a href="/verify">Check a badge</a> of any
            issuer.
          </p>
        </footer>
      </body>
    </html>
  )}`;
