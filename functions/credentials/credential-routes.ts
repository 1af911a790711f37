import { Hono } from 'hono';
import * as z from 'zod';
import { bake } from '../../shared/badges/bake-png.ts';
import type { IssuedCredential } from '../../shared/badges/model.ts';
import { NotFound } from '../../shared/platform/errors.ts';
import { sendJson, sendNegotiated, sendPng } from './answers.ts';
import { credentialPage } from './credential-page.tsx';
import type { Dependencies } from './dependencies.ts';
import { viewCredential } from './view.ts';

/** Pixels: of the picture in pages and previews, and of the badge that is downloaded. */
const SMALL = 400;
const LARGE = 512;

/** `/credentials/{id}` and what lies beneath it. */
export const credentialRoutes = ({
  credentials,
  painter,
  multibase,
  publicUrl,
  clock,
  observer,
}: Dependencies) => {
  const find = async (id: string): Promise<IssuedCredential> => {
    const issued = z.uuid().safeParse(id).success ? await credentials.get(id) : undefined;
    if (!issued) throw new NotFound('there is no credential at this address');
    return issued;
  };
  return new Hono()
    .get('/:file{[^/]+\\.json}', async (c) => {
      const issued = await find(c.req.param('file').replace(/\.json$/, ''));
      return sendJson(c, issued.document, 'application/vc+ld+json');
    })
    .get('/:id', async (c) => {
      const issued = await find(c.req.param('id'));
      observer.counter.count('CredentialsShown');
      return sendNegotiated(c, {
        page: async () =>
          credentialPage(
            await viewCredential(issued, { publicUrl, multibase: await multibase(), now: clock() }),
          ),
        json: () => issued.document,
      });
    })
    .get('/:id/image.png', async (c) => {
      const { achievement } = await find(c.req.param('id'));
      return sendPng(c, await painter.paint(achievement, SMALL));
    })
    .get('/:id/badge.png', async (c) => {
      const { achievement, document } = await find(c.req.param('id'));
      return sendPng(c, bake(await painter.paint(achievement, LARGE), document));
    });
};
