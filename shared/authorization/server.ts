import OAuth2Server from '@node-oauth/oauth2-server';
import * as z from 'zod';
import { type Clock, epochSeconds } from '../platform/clock.ts';
import { newToken, sha256Hex } from '../platform/ids.ts';
import { isSameSecret } from '../platform/same-secret.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { type Client, type Code, Scope, type Token } from './model.ts';
import type { AuthorizationStore } from './store.ts';

/** Seconds that a code, an access token and a refresh token live. */
const LIFETIME = { code: 300, access: 3600, refresh: 90 * 86_400 } as const;

/** The member a code or token is for, as the library hands it through without looking. */
const User = z.looseObject({
  organization: z.string(),
  member: z.string(),
  authorization: z.string(),
});

const Scopes = z.array(Scope).min(1);

/** The library asks a clock of its own; what the store gives out lives by this system's clock, so it need not. */
const LOOKED_AT = new Date(8.64e15);

/** 256 random bits: what whoever holds it may use without being asked anything else. */
const newSecret = (): string => `${newToken()}${newToken()}`;

const asLibraryClient = (client: Client): OAuth2Server.Client => ({
  id: client.client,
  redirectUris: client.redirectUris,
  grants: ['authorization_code', 'refresh_token'],
});

const asUser = ({ organization, member, authorization }: z.output<typeof User>) => ({
  organization,
  member,
  authorization,
});

/** An answer of the library, as an HTTP edge sends it. */
export interface OAuthAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A request as the library reads it. */
export interface OAuthRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
}

const toLibrary = ({ method, headers, query, body }: OAuthRequest) =>
  new OAuth2Server.Request({ method, headers: { ...headers }, query: { ...query }, body: { ...body } });

/** What failed inside, where the library wrapped it. */
const innermost = (thrown: unknown): unknown =>
  thrown instanceof Error && 'inner' in thrown && thrown.inner instanceof Error ? thrown.inner : thrown;

/**
 * Runs a call of the library. What it refuses is an answer in its own words (RFC 6749 §5.2); anything else that fails
 * inside, a table that does not answer say, is thrown as it was.
 */
const answerOf = async (
  response: OAuth2Server.Response,
  call: () => Promise<unknown>,
): Promise<OAuthAnswer> => {
  try {
    await call();
  } catch (thrown) {
    const isRefusal =
      thrown instanceof OAuth2Server.OAuthError && !(thrown instanceof OAuth2Server.ServerError);
    if (!isRefusal) throw innermost(thrown);
    const said: unknown = response.body;
    const headers = { 'cache-control': 'no-store', ...response.headers };
    if (typeof said === 'object' && said !== null && 'error' in said)
      return { status: thrown.code, headers, body: said };
    return { status: thrown.code, headers, body: { error: thrown.name, error_description: thrown.message } };
  }
  return { status: response.status ?? 200, headers: response.headers ?? {}, body: response.body };
};

/**
 * The authorization server of the Open Badges 3.0 API (§7): code grant with PKCE (S256 alone, RFC 7636), refresh tokens
 * that are used once, confidential clients. The library checks what the specifications ask; what is kept is the store's.
 */
export const createAuthorizationServer = (store: AuthorizationStore, clock: Clock) => {
  const clientOf = async (id: string): Promise<OAuth2Server.Client | null> => {
    const client = await store.getClient(id, clock());
    return client ? asLibraryClient(client) : null;
  };

  /** A client proves itself by its secret; PKCE alone does not stand in for it. */
  const provenClientOf = async (id: string, secret: string): Promise<OAuth2Server.Client | null> => {
    const client = await store.getClient(id, clock());
    const given = sha256Hex(z.string().safeParse(secret).data ?? '');
    if (!client || !isSameSecret(given, client.secretHash)) return null;
    return asLibraryClient(client);
  };

  /**
   * What is held, where it was not used before. Whoever brings it a second time, or whoever brought it the first, may
   * have stolen it; nobody can tell which, so everything of that authorization ends (RFC 6749 §4.1.2, RFC 9700 §4.14.2).
   */
  const unused = async <Held extends Code | Token>(held: Held | undefined): Promise<Held | undefined> => {
    if (held?.usedAt === undefined) return held;
    await store.end(held, 'reused', clock());
    return undefined;
  };

  const tokenFields = (
    client: OAuth2Server.Client,
    user: OAuth2Server.User,
    scope: string[] | undefined,
  ) => ({
    ...asUser(User.parse(user)),
    client: client.id,
    scopes: Scopes.parse(scope),
  });

  const model: OAuth2Server.AuthorizationCodeModel & OAuth2Server.RefreshTokenModel = {
    getClient: provenClientOf,
    generateAccessToken: () => Promise.resolve(newSecret()),
    generateRefreshToken: () => Promise.resolve(newSecret()),
    generateAuthorizationCode: () => Promise.resolve(newSecret()),
    saveAuthorizationCode: async (code, client, user) => {
      const { codeChallenge = '', authorizationCode, redirectUri, scope } = code;
      await store.putCode(authorizationCode, {
        ...tokenFields(client, user, scope),
        redirectUri,
        codeChallenge,
        expiresAt: epochSeconds(clock()) + LIFETIME.code,
      });
      return { ...code, client, user };
    },
    getAuthorizationCode: async (code) => {
      const held = await unused(await store.getCode(code, clock()));
      const client = held && (await clientOf(held.client));
      if (!held || !client) return null;
      return {
        authorizationCode: code,
        expiresAt: LOOKED_AT,
        redirectUri: held.redirectUri,
        scope: held.scopes,
        codeChallenge: held.codeChallenge,
        codeChallengeMethod: 'S256',
        client,
        user: asUser(held),
      };
    },
    revokeAuthorizationCode: async ({ authorizationCode, client }) => {
      if (await store.useCode(authorizationCode, client.id, clock())) return true;
      await unused(await store.getCode(authorizationCode, clock()));
      return false;
    },
    saveToken: async (token, client, user) => {
      const fields = tokenFields(client, user, token.scope);
      const keep = async (text: string | undefined, use: Token['use']) => {
        if (text === undefined) return;
        await store.putToken(text, { ...fields, use, expiresAt: epochSeconds(clock()) + LIFETIME[use] });
      };
      await keep(token.accessToken, 'access');
      await keep(token.refreshToken, 'refresh');
      return { ...token, client, user };
    },
    getAccessToken: async (text) => {
      const held = await store.getToken(text, 'access', clock());
      const client = held && (await clientOf(held.client));
      if (!held || !client) return null;
      return {
        accessToken: text,
        accessTokenExpiresAt: LOOKED_AT,
        scope: held.scopes,
        client,
        user: asUser(held),
      };
    },
    getRefreshToken: async (text) => {
      const held = await unused(await store.getToken(text, 'refresh', clock()));
      const client = held && (await clientOf(held.client));
      if (!held || !client) return null;
      return {
        refreshToken: text,
        refreshTokenExpiresAt: LOOKED_AT,
        scope: held.scopes,
        client,
        user: asUser(held),
      };
    },
    revokeToken: async ({ refreshToken, client }) => {
      if (await store.useToken(refreshToken, client.id, clock())) return true;
      await unused(await store.getToken(refreshToken, 'refresh', clock()));
      return false;
    },
  };

  const server = new OAuth2Server({
    model,
    accessTokenLifetime: LIFETIME.access,
    refreshTokenLifetime: LIFETIME.refresh,
    alwaysIssueNewRefreshToken: true,
  });
  // A member is asked before the program has to prove itself: it does when it brings the code.
  const asking = new OAuth2Server({ model: { ...model, getClient: clientOf } });

  return {
    /** Exchanges a code or a refresh token for tokens (RFC 6749 §4.1.3, §6). */
    token: async (request: OAuthRequest): Promise<OAuthAnswer> => {
      const response = new OAuth2Server.Response({});
      return answerOf(response, () => server.token(toLibrary(request), response));
    },

    /** The member a bearer token speaks for (RFC 6750 §2.1), with its scopes; undefined where it speaks for nobody. */
    bearerOf: async (header: string | undefined): Promise<Token | undefined> => {
      const text = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(header ?? '')?.[1];
      return text === undefined ? undefined : store.getToken(text, 'access', clock());
    },

    /** The client of a request that carries its secret (RFC 6749 §2.3.1); undefined where it does not prove itself. */
    clientOf: async (header: string | undefined): Promise<string | undefined> => {
      const encoded = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(header ?? '')?.[1] ?? '';
      const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
      return id === '' ? undefined : (await provenClientOf(id, secret.join(':')))?.id;
    },

    /**
     * Gives a program a code for what a member has just allowed (RFC 6749 §4.1.2).
     *
     * @returns where the member's browser goes on to, the code in it.
     */
    authorize: async (
      { client, redirectUri, scopes, state, codeChallenge }: AuthorizationRequest,
      user: z.output<typeof User>,
    ): Promise<string> => {
      const response = new OAuth2Server.Response({});
      const query = {
        client_id: client.client,
        response_type: 'code',
        redirect_uri: redirectUri,
        scope: scopes.join(' '),
        state,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
      };
      const request = toLibrary({ method: 'GET', headers: {}, query, body: {} });
      await asking.authorize(request, response, {
        authorizationCodeLifetime: LIFETIME.code,
        authenticateHandler: { handle: () => asUser(user) },
      });
      return z.url().parse(response.get('Location'));
    },
  };
};
/** @see createAuthorizationServer */
export type AuthorizationServer = ReturnType<typeof createAuthorizationServer>;
