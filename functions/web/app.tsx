import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { NotFound } from '../../shared/platform/errors.ts';
import { carriesCapability } from './capability.ts';
import type { Dependencies, Env, On } from './dependencies.ts';
import { answerFailure } from './failures.tsx';
import { guard } from './guard.ts';
import { previewHeaders } from './preview-headers.ts';
import { type Route, routes } from './route-table.ts';
import { aboutRoutes } from './routes/about.tsx';
import { achievementRoutes } from './routes/achievements.tsx';
import { awardRoutes } from './routes/award.tsx';
import { badgeRoutes } from './routes/badges.tsx';
import { batchRoutes } from './routes/batches.tsx';
import { brandRoutes } from './routes/brand.tsx';
import { communityRoutes } from './routes/community.tsx';
import { creditProgramRoutes } from './routes/credit-programs.tsx';
import { creditRoutes } from './routes/credits.tsx';
import { digestRoutes } from './routes/digest.tsx';
import { digestCurationRoutes } from './routes/digest-curation.tsx';
import { digestReviewRoutes } from './routes/digest-review.tsx';
import { discussionRoutes } from './routes/discussions.tsx';
import { goalRoutes } from './routes/goals.tsx';
import { homeRoutes } from './routes/home.tsx';
import { inquiryRoutes } from './routes/inquiry.tsx';
import { mailLinkRoutes } from './routes/mail-links.tsx';
import { noticeRoutes } from './routes/notices.tsx';
import { pathwayRoutes } from './routes/pathways.tsx';
import { privateFeedRoutes } from './routes/private-feed.ts';
import { profileRoutes } from './routes/profile.tsx';
import { programRoutes } from './routes/programs.tsx';
import { signInRoutes } from './routes/sign-in.tsx';
import { staffRoutes } from './routes/staff.tsx';
import { staffConsoleRoutes } from './routes/staff-console.tsx';
import { staffCredentialRoutes } from './routes/staff-credentials.tsx';
import { staffCreditRoutes } from './routes/staff-credits.tsx';
import { staffDigestRoutes } from './routes/staff-digests.tsx';
import { staffMailRoutes } from './routes/staff-mail.tsx';
import { staffMemberRoutes } from './routes/staff-members.tsx';
import { styleRoutes } from './routes/style.ts';
import { transcriptRoutes } from './routes/transcripts.tsx';

/** Most bytes a form may have: the longest post in a script of three bytes a character, percent-encoded, and some. */
const MAX_FORM_BYTES = 256 * 1024;

/** An origin of nothing but a host and a port: a host may hold signs that end a directive of the policy (`;`, `,`). */
const ORIGIN = /^https?:\/\/[\w.\-[\]:]+$/;

/**
 * Where forms may go: to the site itself, and from the page that asks a member about a program to the origin that the
 * program asks to be answered at: a browser follows the answer of a form only where the page's policy lets the form go
 * there (CSP Level 3 §6.4.1).
 */
const formTargets = (c: Context): string => {
  const to = c.req.path === routes.authorize.path ? c.req.query('redirect_uri') : undefined;
  const origin = to !== undefined && URL.canParse(to) ? new URL(to).origin : '';
  return ORIGIN.test(origin) ? `'self' ${origin}` : "'self'";
};

/** Nothing is loaded but this site's own style sheet and images, nothing runs, nothing frames it (CSP Level 3). */
const headers = (publicUrl: string, own: Parameters<typeof secureHeaders>[0] = {}) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      frameSrc: [(c: Context) => (framesPreview(c.req.path) ? "'self'" : "'none'")],
      formAction: [formTargets],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [] },
    strictTransportSecurity: publicUrl.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false,
    ...own,
  });

/** True where the page shows a mail in a frame: the frame's own page, at an address that ends in `/preview`. */
const framesPreview = (path: string): boolean =>
  path === routes.brand.path || /^\/staff\/digests\/[^/]+$/.test(path);

/** True where the answer is a mail as its reader sees it. */
const isPreview = (path: string): boolean => /^\/staff\/(brand|digests\/[^/]+)\/preview$/.test(path);

/** Ends the reading of a request that carries more than its route takes. */
const limit = ({ maxBytes = MAX_FORM_BYTES }: Route) =>
  bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw new HTTPException(413);
    },
  });

/** The site: every route of the table, each behind the policy. */
export const createApp = (dependencies: Dependencies): Hono<Env> => {
  const { publicUrl } = dependencies;
  const app = new Hono<Env>();
  const sameOrigin = csrf({ origin: new URL(publicUrl).origin });

  const everywhere = headers(publicUrl);
  const behindLinks = headers(publicUrl, { referrerPolicy: 'no-referrer' });
  const previews = previewHeaders();
  app.use((c, next) => {
    if (isPreview(c.req.path)) return previews(c, next);
    return (carriesCapability(c.req.path) ? behindLinks : everywhere)(c, next);
  });
  // A mail program posts to the unsubscribe link from wherever it runs (RFC 8058 §3.2), and a page without a referrer
  // sends its forms from the origin `null` (Fetch Standard, append a request Origin header). No cookie counts there.
  app.use(async (c, next) => {
    if (!carriesCapability(c.req.path)) return sameOrigin(c, next);
    c.header('x-robots-tag', 'noindex, nofollow');
    await next();
  });
  app.notFound((c) => answerFailure(dependencies)(new NotFound('there is no page at this address'), c));
  app.onError(answerFailure(dependencies));

  const on: On = (route, answer) => {
    app.on(route.method, route.path, limit(route), guard(route, dependencies), answer);
  };
  for (const declare of [
    styleRoutes,
    aboutRoutes,
    signInRoutes,
    homeRoutes,
    communityRoutes,
    discussionRoutes,
    inquiryRoutes,
    goalRoutes,
    digestRoutes,
    digestCurationRoutes,
    mailLinkRoutes,
    privateFeedRoutes,
    profileRoutes,
    badgeRoutes,
    programRoutes,
    transcriptRoutes,
    staffRoutes,
    staffMailRoutes,
    staffMemberRoutes,
    noticeRoutes,
    digestReviewRoutes,
    staffDigestRoutes,
    staffCredentialRoutes,
    creditRoutes,
    staffCreditRoutes,
    creditProgramRoutes,
    staffConsoleRoutes,
    achievementRoutes,
    awardRoutes,
    batchRoutes,
    brandRoutes,
    pathwayRoutes,
  ]) {
    declare(on, dependencies);
  }
  return app;
};
