import { getCookie } from 'hono/cookie';
import { ATTEMPT_SECONDS, SESSION_SECONDS } from '../../../shared/members/session.ts';
import { epochSeconds } from '../../../shared/platform/clock.ts';
import { Forbidden, InvalidInput } from '../../../shared/platform/errors.ts';
import { SignedOutPage, SignInPage } from '../../../web/pages/sign-in.tsx';
import type { Dependencies, On } from '../dependencies.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';
import { cookieName, forgetCookie, rememberCookie, sessionToken } from '../visit.ts';

/** One slash, then what may stand in a header: no control character, and no backslash, which browsers take for a slash. */
const WITHIN = /^\/(?!\/)[^\p{Cc}\\]*$/u;

/**
 * A path within this site, or home: whatever else was asked for would lead people away after signing in, or could not
 * be sent as a location.
 */
export const pathWithin = (to: string | undefined): string => {
  if (to === undefined || to.length > 2000 || !WITHIN.test(to)) return '/';
  const base = 'http://within.invalid';
  if (!URL.canParse(to, base)) return '/';
  const { origin, pathname, search, hash } = new URL(to, base);
  // A path of dots can come out with two slashes in front, and a header takes no letter beyond Latin: as the URL has it.
  return origin === base && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
};

/** Signing in and out. Coming back from the identity provider takes two reads (the attempt, the sign-in) and one write. */
export const signInRoutes = (on: On, dependencies: Dependencies): void => {
  const { stores, identity, clock, tokens } = dependencies;

  on(routes.signIn, (c) => render(c, <SignInPage to={pathWithin(c.req.query('to'))} />));

  on(routes.beginSignIn, async (c) => {
    const { url, begun } = await identity.begin(c.req.query('again') !== undefined);
    await stores.sessions.putAttempt({
      ...begun,
      returnTo: pathWithin(c.req.query('to')),
      expiresAt: epochSeconds(clock()) + ATTEMPT_SECONDS,
    });
    // The state in a cookie ties the attempt to this browser: nobody can be signed in by another's link.
    rememberCookie(c, 'sign-in', begun.state, dependencies, ATTEMPT_SECONDS);
    c.header('cache-control', 'no-store');
    return c.redirect(url.href, 303);
  });

  on(routes.signedIn, async (c) => {
    const state = c.req.query('state');
    const ours = state !== undefined && state === getCookie(c, cookieName('sign-in', dependencies.publicUrl));
    const attempt = ours ? await stores.sessions.takeAttempt(state, clock()) : undefined;
    if (attempt === undefined) {
      throw new InvalidInput(
        'this sign-in was begun elsewhere, or more than ten minutes ago; sign in once more',
      );
    }
    const address = new URL(`/signed-in${new URL(c.req.url).search}`, dependencies.publicUrl);
    const found = await stores.members.findSignIn(await identity.finish(address, attempt));
    if (found === undefined) {
      throw new Forbidden('no member has your email address; ask your association to add you');
    }
    const { organization, member } = found;
    const now = clock();
    const token = tokens();
    const previous = sessionToken(c, dependencies);
    await Promise.all([
      stores.sessions.open(token, {
        organization,
        member,
        startedAt: now.toISOString(),
        expiresAt: epochSeconds(now) + SESSION_SECONDS,
      }),
      previous === undefined ? undefined : stores.sessions.close(previous),
    ]);
    rememberCookie(c, 'session', token, dependencies);
    forgetCookie(c, 'sign-in', dependencies);
    c.header('cache-control', 'no-store');
    return c.redirect(attempt.returnTo, 303);
  });

  on(routes.signOut, async (c) => {
    const token = sessionToken(c, dependencies);
    if (token !== undefined) await stores.sessions.close(token);
    forgetCookie(c, 'session', dependencies);
    return c.redirect('/signed-out', 303);
  });

  on(routes.signedOut, async (c) =>
    render(c, <SignedOutPage providerUrl={(await identity.signOutUrl())?.href} />),
  );
};
