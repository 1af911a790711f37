import { Hono } from 'hono';
import { sendNegotiated, sendText } from './answers.ts';
import { credentialPage } from './credential-page.tsx';
import type { Dependencies } from './dependencies.ts';
import { createFinder } from './find-credential.ts';
import { viewCredential } from './view.ts';

/** `/credentials/{id}` and what lies beneath it. */
export const credentialRoutes = (dependencies: Dependencies) => {
  const { credentials, observer } = dependencies;
  const find = createFinder(credentials);
  return new Hono()
    .get('/:file{[^/]+\\.json}', async (c) => {
      const issued = await find.shared(c, c.req.param('file').replace(/\.json$/, ''));
      return sendText(c, issued.document, 'application/vc+ld+json');
    })
    .get('/:id', async (c) => {
      const issued = await find.shared(c, c.req.param('id'));
      observer.counter.count('CredentialsShown');
      return sendNegotiated(c, {
        page: async () => credentialPage(await viewCredential(issued, dependencies)),
        json: () => issued.document,
        isLive: true,
      });
    });
};
