import { Hono } from 'hono';
import { badgeOf } from '../../shared/badges/badge-design.ts';
import { bakePng } from '../../shared/badges/bake-png.ts';
import { sendJson, sendNegotiated, sendPng } from './answers.ts';
import { credentialPage } from './credential-page.tsx';
import type { Dependencies } from './dependencies.ts';
import { createFinder } from './find-credential.ts';
import { viewCredential } from './view.ts';

/** Pixels: of the picture in pages and previews, and of the badge that is downloaded. */
const SMALL = 400;
const LARGE = 512;

/** `/credentials/{id}` and what lies beneath it. */
export const credentialRoutes = ({
  credentials,
  painter,
  keys,
  publicUrl,
  clock,
  observer,
}: Dependencies) => {
  const find = createFinder(credentials);
  return new Hono()
    .get('/:file{[^/]+\\.json}', async (c) => {
      const issued = await find.shared(c, c.req.param('file').replace(/\.json$/, ''));
      return sendJson(c, issued.document, 'application/vc+ld+json');
    })
    .get('/:id', async (c) => {
      const issued = await find.shared(c, c.req.param('id'));
      observer.counter.count('CredentialsShown');
      return sendNegotiated(c, {
        page: async () =>
          credentialPage(await viewCredential(issued, { publicUrl, keys: await keys(), now: clock() })),
        json: () => issued.document,
      });
    })
    .get('/:id/image.png', async (c) => {
      const issued = await find.any(c.req.param('id'));
      return sendPng(c, await painter.paint(badgeOf(issued), SMALL));
    })
    .get('/:id/badge.png', async (c) => {
      const issued = await find.shared(c, c.req.param('id'));
      return sendPng(c, bakePng(await painter.paint(badgeOf(issued), LARGE), issued.document, 'ob3'));
    });
};
