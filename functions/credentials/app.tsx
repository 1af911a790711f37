import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import { secureHeaders } from 'hono/secure-headers';
import { NotFound } from '../../shared/platform/errors.ts';
import { bakedRoutes } from './baked-routes.ts';
import { certificateRoutes } from './certificate-routes.ts';
import { credentialRoutes } from './credential-routes.ts';
import type { Dependencies } from './dependencies.ts';
import { exchangeRoutes } from './exchange-routes.ts';
import { answerFailure } from './failures.tsx';
import { issuerRoutes } from './issuer-routes.ts';
import { jwtRoutes } from './jwt-routes.ts';
import { ob2IssuerRoutes } from './ob2-issuer-routes.ts';
import { ob2Routes } from './ob2-routes.ts';
import { drawingHeaders, framedHeaders } from './share-headers.ts';
import { shareRoutes } from './share-routes.tsx';
import { statusRoutes } from './status-routes.ts';
import { styleHash } from './style.ts';
import { transcriptRoutes } from './transcript-routes.ts';
import { verifyRoutes } from './verify-routes.ts';

/** Nothing runs, nothing is loaded but the page's own style and this host's images (CSP Level 3). */
const headers = (publicUrl: string, formAction: "'none'" | "'self'" = "'none'") =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: [styleHash],
      imgSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: [formAction],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'strict-origin-when-cross-origin',
    // A badge is shown on other people's pages, and read by validators that run in a browser.
    crossOriginResourcePolicy: 'cross-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [] },
    strictTransportSecurity: publicUrl.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false,
  });

/** What is public: credentials, issuers, achievements; for people as pages, for machines as JSON and PNG. */
export const createApp = (dependencies: Dependencies): Hono => {
  const { observer, publicUrl } = dependencies;
  const app = new Hono();
  const fail = answerFailure(observer);
  const usual = headers(publicUrl);
  const withForm = headers(publicUrl, "'self'");
  const framed = framedHeaders(publicUrl);
  const drawing = drawingHeaders(publicUrl);
  app.use(async (c, next) => {
    if (c.req.path === '/verify') return withForm(c, next);
    if (/^\/credentials\/[^/]+\/embed$/.test(c.req.path)) return framed(c, next);
    return (c.req.path.endsWith('.svg') ? drawing : usual)(c, next);
  });
  app.use(etag(), async (c: Context, next) => {
    c.header('access-control-allow-origin', '*');
    await next();
    // What a private link opens is for whoever has it, and kept by nobody on the way.
    if (c.req.query('key') !== undefined) c.header('cache-control', 'private, no-store');
  });
  app.notFound((c) => fail(new NotFound('there is no page at this address'), c));
  app.onError((error, c) => fail(error, c));
  app.route('/credentials', jwtRoutes(dependencies));
  app.route('/credentials', bakedRoutes(dependencies));
  app.route('/credentials', ob2Routes(dependencies));
  app.route('/credentials', shareRoutes(dependencies));
  app.route('/credentials', certificateRoutes(dependencies));
  app.route('/credentials', credentialRoutes(dependencies));
  app.route('/exchanges', exchangeRoutes(dependencies));
  app.route('/transcripts', transcriptRoutes(dependencies));
  app.route('/organizations', issuerRoutes(dependencies));
  app.route('/organizations', ob2IssuerRoutes(dependencies));
  app.route('/organizations', statusRoutes(dependencies));
  app.route(
    '/verify',
    verifyRoutes(dependencies, (request) => app.fetch(request)),
  );
  return app;
};
