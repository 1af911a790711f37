import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { CREDENTIALS_CONTEXT } from '../../shared/badges/contexts.ts';
import type { IssuedCredential } from '../../shared/badges/model.ts';
import { exchangeUrl, linkTo, shareableOf } from '../../shared/badges/share.ts';
import { Conflict, InvalidInput } from '../../shared/platform/errors.ts';
import type { Dependencies } from './dependencies.ts';
import { answerGone } from './failures.tsx';
import { createFinder } from './find-credential.ts';

/** Bytes a wallet may send at most: it has nothing to say but, perhaps, who it is. */
const MAX_BYTES = 64 * 1024;

/**
 * Reads what a wallet sends to begin an exchange: nothing, or a JSON object. What it says of itself is not asked for:
 * the credential is the same for whoever may collect it.
 *
 * @throws {InvalidInput} where it is something else.
 */
const readBeginning = async (c: Context): Promise<void> => {
  const text = await c.req.text();
  if (text.trim() === '') return;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidInput('the body is no JSON; send {} to begin', { field: '(root)' });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidInput('the body is no JSON object; send {} to begin', { field: '(root)' });
  }
};

/**
 * What a wallet is told of a credential that it cannot collect: 410 where it was revoked, for good.
 *
 * @throws {Conflict} (409) where it is suspended.
 */
const refusalOf = (c: Context, { standing }: IssuedCredential): Promise<Response> | undefined => {
  if (standing === 'suspended')
    throw new Conflict('this badge is suspended by its issuer; it can be collected once it is reinstated');
  return standing === 'revoked'
    ? answerGone(c, 'This badge was revoked by its issuer, so that it cannot be collected.')
    : undefined;
};

/**
 * `/exchanges/{id}`: where a wallet collects a credential (VC-API 1.0 §3.6: the exchange is complete with its first
 * answer), and tells by which protocols it can (§3.7, Interaction URL). A private credential is opened by `?key=`.
 */
export const exchangeRoutes = ({ credentials, publicUrl, observer }: Dependencies) => {
  const find = createFinder(credentials);
  return new Hono()
    .use(
      cors({
        origin: '*',
        allowMethods: ['GET', 'POST'],
        allowHeaders: ['content-type', 'accept'],
        maxAge: 600,
      }),
    )
    .use(
      bodyLimit({
        maxSize: MAX_BYTES,
        onError: () => {
          throw new InvalidInput('the body has more than 64 KB; send {} to begin', { field: '(root)' });
        },
      }),
    )
    .use(async (c, next) => {
      await next();
      c.header('cache-control', 'no-store');
    })
    .post('/:id', async (c) => {
      const issued = await find.shared(c, c.req.param('id'));
      await readBeginning(c);
      const refusal = refusalOf(c, issued);
      if (refusal) return refusal;
      observer.counter.count('CredentialsCollected');
      const credential: unknown = JSON.parse(issued.document);
      return c.json({
        verifiablePresentation: {
          '@context': [CREDENTIALS_CONTEXT],
          type: ['VerifiablePresentation'],
          verifiableCredential: [credential],
        },
      });
    })
    .get('/:id/protocols', async (c) => {
      const issued = await find.shared(c, c.req.param('id'));
      const shareable = shareableOf(publicUrl, issued);
      // Whoever scans the code without a wallet is shown the page instead.
      if (/text\/html/i.test(c.req.header('accept') ?? '')) return c.redirect(linkTo(shareable), 303);
      const refusal = refusalOf(c, issued);
      if (refusal) return refusal;
      return c.json({ protocols: { vcapi: exchangeUrl(shareable) } });
    });
};
