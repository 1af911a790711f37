import type { Context, MiddlewareHandler } from 'hono';
import type { Token } from '../../shared/authorization/model.ts';
import { Defect } from '../../shared/platform/errors.ts';
import type { Dependencies } from './dependencies.ts';
import { answerStatus } from './status-info.ts';

/** What the middleware leaves for a route: for whom the token speaks. */
export interface Env {
  readonly Variables: { bearer?: Token };
}

/** Lets through whoever brings a token with this scope (RFC 6750 §3.1); everybody else is told what is missing. */
export const needs =
  (scope: Token['scopes'][number], { server }: Pick<Dependencies, 'server'>): MiddlewareHandler<Env> =>
  async (c, next) => {
    const header = c.req.header('authorization');
    const bearer = await server.bearerOf(header);
    if (!bearer) {
      const error = header === undefined ? '' : ', error="invalid_token"';
      return answerStatus(
        c,
        401,
        'This needs an access token that is valid; get one by the authorization code grant.',
        { 'www-authenticate': `Bearer realm="Open Badges"${error}` },
      );
    }
    if (!bearer.scopes.includes(scope)) {
      return answerStatus(c, 403, `The access token does not have the scope ${scope}.`, {
        'www-authenticate': `Bearer realm="Open Badges", error="insufficient_scope", scope="${scope}"`,
      });
    }
    c.set('bearer', bearer);
    await next();
    return undefined;
  };

/** For whom the token of a request speaks that {@link needs} let through. */
export const bearerOf = (c: Context<Env>): Token => {
  const bearer = c.get('bearer');
  if (!bearer) throw new Defect('a route of the API was registered without its scope');
  return bearer;
};
