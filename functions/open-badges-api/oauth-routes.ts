import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { registerClient } from '../../shared/authorization/register-client.ts';
import { sha256Hex } from '../../shared/platform/ids.ts';
import type { Dependencies } from './dependencies.ts';

const MAX_BYTES = 16_384;

const noStore = { 'cache-control': 'no-store', pragma: 'no-cache' };

const limit = bodyLimit({
  maxSize: MAX_BYTES,
  onError: (c) =>
    c.json({ error: 'invalid_request', error_description: 'the body is too large' }, 413, noStore),
});

/** The fields of a form, the last value of each. */
const formOf = async (c: Context): Promise<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(await c.req.text()));

const jsonOf = async (c: Context): Promise<unknown> => {
  try {
    return JSON.parse(await c.req.text());
  } catch {
    return undefined;
  }
};

/** Registration (RFC 7591), tokens (RFC 6749) and their end (RFC 7009); the asking of members is a page of the site. */
export const oauthRoutes = ({ server, authorizations, tokens, clock, observer }: Dependencies) =>
  new Hono()
    .post('/register', limit, async (c) => {
      const [client, secret] = [tokens(), `${tokens()}${tokens()}`];
      const minted = { client, secret, secretHash: sha256Hex(secret) };
      const registration = registerClient(await jsonOf(c), minted, clock());
      if (registration.outcome === 'refused') {
        const { error, because } = registration;
        return c.json({ error, error_description: because }, 400, noStore);
      }
      await authorizations.putClient(registration.client);
      observer.counter.count('ClientsRegistered');
      return c.json(registration.response, 201, noStore);
    })
    .post('/token', limit, async (c) => {
      const { status, headers, body } = await server.token({
        method: 'POST',
        headers: c.req.header(),
        query: {},
        body: await formOf(c),
      });
      return c.body(JSON.stringify(body), status as 200, {
        ...noStore,
        ...headers,
        'content-type': 'application/json',
      });
    })
    .post('/revoke', limit, async (c) => {
      const client = await server.clientOf(c.req.header('authorization'));
      if (client === undefined) {
        return c.json({ error: 'invalid_client' }, 401, {
          ...noStore,
          'www-authenticate': 'Basic realm="Open Badges"',
        });
      }
      const { token } = await formOf(c);
      if (token === undefined) {
        return c.json({ error: 'invalid_request', error_description: 'token is missing' }, 400, noStore);
      }
      // A token that is not there is as good as ended (RFC 7009 §2.2).
      await authorizations.endToken(token, client);
      return c.body(null, 200, noStore);
    });
