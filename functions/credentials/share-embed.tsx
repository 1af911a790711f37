import { html, raw } from 'hono/html';
import { standingOf } from '../../shared/badges/life.ts';
import type { IssuedCredential } from '../../shared/badges/model.ts';
import { FRAME, frameCode, pageUrl, type Shareable } from '../../shared/badges/share.ts';
import { style } from './style.ts';

const words = {
  valid: 'Valid today, says its issuer.',
  expired: 'Expired.',
  suspended: 'Suspended by its issuer.',
  revoked: 'Revoked by its issuer.',
} as const;

/** A badge in a frame on somebody's own page: what it is, whose, and where it stands; all of it leads to its page. */
export const embedPage = (issued: IssuedCredential, shareable: Shareable, now: Date) =>
  html`<!doctype html>${(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${issued.achievement.name}: ${issued.recipientName}`}</title>
        {html`<style>${raw(style)}</style>`}
      </head>
      <body>
        <main class="embed">
          <img src={`/credentials/${issued.credential}/image.png?size=512`} width="240" height="240" alt="" />
          <h1>
            <a href={pageUrl(shareable)} target="_blank" rel="noopener">
              {issued.achievement.name}
            </a>
          </h1>
          <p>
            {issued.recipientName}, by {issued.issuerName}
          </p>
          <p class="quiet">{words[standingOf(issued, now)]}</p>
        </main>
      </body>
    </html>
  )}`;

/** How another page shows the badge in a frame (oEmbed 1.0 §2.3.4.4). */
export const oEmbed = (shareable: Shareable) => ({
  type: 'rich',
  version: '1.0',
  title: shareable.name,
  author_name: shareable.issuerName,
  provider_name: 'Colloquy',
  provider_url: shareable.publicUrl,
  cache_age: 3600,
  html: frameCode(shareable),
  ...FRAME,
  thumbnail_url: `${pageUrl(shareable)}/image.png`,
  thumbnail_width: 400,
  thumbnail_height: 400,
});
