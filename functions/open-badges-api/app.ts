import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { credentialRoutes } from './credential-routes.ts';
import type { Dependencies } from './dependencies.ts';
import { serviceDescription } from './discovery.ts';
import { oauthRoutes } from './oauth-routes.ts';
import { profileRoutes } from './profile-routes.ts';
import { answerFailure, answerStatus } from './status-info.ts';

const BASE = '/ims/ob/v3p0';

/** The methods that each path of the API knows; another one is answered as such (RFC 9110 §15.5.6). */
const methods = { '/discovery': 'GET', '/credentials': 'GET, POST', '/profile': 'GET, PUT' } as const;

/** The Open Badges 3.0 API of this host (§6), and the part of OAuth 2 that programs speak by themselves (§7). */
export const createApp = (dependencies: Dependencies): Hono => {
  const { observer, publicUrl } = dependencies;
  const description = serviceDescription(publicUrl);
  const app = new Hono();
  app.use(secureHeaders({ crossOriginResourcePolicy: 'cross-origin' }));
  // A token says who asks, never a cookie; so a program may also run in a browser.
  app.use(cors({ origin: '*', exposeHeaders: ['Link', 'X-Total-Count'] }));
  app.onError(answerFailure(observer));
  app.notFound((c) => answerStatus(c, 404, 'There is nothing at this address.'));

  app.get(`${BASE}/discovery`, (c) => c.json(description, 200, { 'cache-control': 'public, max-age=3600' }));
  app.route(`${BASE}/credentials`, credentialRoutes(dependencies));
  app.route(`${BASE}/profile`, profileRoutes(dependencies));
  app.route('/oauth', oauthRoutes(dependencies));
  for (const [path, allow] of Object.entries(methods)) {
    app.all(`${BASE}${path}`, (c) => answerStatus(c, 405, `This takes ${allow}.`, { allow }));
  }
  return app;
};
