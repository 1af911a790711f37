import { type Context, Hono } from 'hono';
import { badgeOf } from '../../shared/badges/images/badge-design.ts';
import { shareableOf } from '../../shared/badges/share.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';
import { sendPng, sendSvg, sendText } from './answers.ts';
import type { Dependencies } from './dependencies.ts';
import { createFinder } from './find-credential.ts';
import { embedPage, oEmbed } from './share-embed.tsx';

/** Pixels a picture can be asked for in: of a list and of a card (each twice, for fine screens), of a page, at most. */
const sizes: Readonly<Record<string, number>> = { '104': 104, '288': 288, '400': 400, '512': 512 };

/** The size a request asks for, 400 where it does not say. */
const sizeOf = (c: Context): number => {
  const size = sizes[c.req.query('size') ?? '400'];
  if (size === undefined) {
    throw new InvalidInput(`size: ask for ${Object.keys(sizes).join(', ')} pixels`, { field: 'size' });
  }
  return size;
};

/** Pictures of `/credentials/{id}`, and the ways in which other pages show it. */
export const shareRoutes = ({ credentials, painter, publicUrl, clock }: Dependencies) => {
  const find = createFinder(credentials);
  return new Hono()
    .get('/:id/image.png', async (c) => {
      const size = sizeOf(c);
      return sendPng(c, await painter.paint(badgeOf(await find.any(c.req.param('id'))), size));
    })
    .get('/:id/image.svg', async (c) =>
      sendSvg(c, await painter.svg(badgeOf(await find.any(c.req.param('id'))))),
    )
    .get('/:id/share.png', async (c) =>
      sendPng(c, await painter.paintShare(badgeOf(await find.any(c.req.param('id'))))),
    )
    .get('/:id/embed', async (c) => {
      const issued = await find.shared(c, c.req.param('id'));
      return c.html(await embedPage(issued, shareableOf(publicUrl, issued), clock()), 200, {
        'cache-control': 'public, max-age=60',
      });
    })
    .get('/:id/oembed.json', async (c) => {
      const issued = await find.shared(c, c.req.param('id'));
      return sendText(c, JSON.stringify(oEmbed(shareableOf(publicUrl, issued))), 'application/json');
    });
};
