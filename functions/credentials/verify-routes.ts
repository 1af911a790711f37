import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { credentialUrl } from '../../shared/badges/credential.ts';
import { AppError } from '../../shared/platform/errors.ts';
import { failed, type Report, reportOf } from '../../shared/verification/report.ts';
import { verifyAnything } from '../../shared/verification/verify.ts';
import type { Dependencies } from './dependencies.ts';
import { negotiate } from './negotiate.ts';
import { createOwnDocuments } from './own-documents.ts';
import { createOwnStanding } from './own-standing.ts';
import { verifyPage } from './verify-page.tsx';
import { type Asked, isForm, readAsked } from './verify-request.ts';

/** Bytes of a picture or a credential, and of the form around it; API Gateway and Lambda would take 6 MB. */
const MAX_BODY = 1024 * 1024 + 64 * 1024;

const NOTHING_TYPED: Asked['typed'] = { credential: '', email: '' };

const refusal = (says: string): Report => reportOf('unknown', [failed('document', says)]);

/** `/verify`: a page for people, and a report for machines, on a credential of any issuer. */
export const verifyRoutes = (
  { fetchDocument, publicUrl, clock, observer, credentials }: Dependencies,
  answer: (request: Request) => Response | Promise<Response>,
) => {
  const sources = {
    fetch: fetchDocument,
    resolveOwn: createOwnDocuments(publicUrl, answer),
    addressOf: (id: string) => credentialUrl(publicUrl, id),
    ownStanding: createOwnStanding({ credentials, publicUrl, clock }),
  };
  /** A form is answered with a page unless JSON is asked for; everything else with JSON. */
  const send = async (c: Context, status: 200 | 400 | 413 | 422, report: Report, typed = NOTHING_TYPED) => {
    c.header('cache-control', 'no-store');
    if (isForm(c) && negotiate(c.req.header('accept')) === 'text/html')
      return c.html(await verifyPage(publicUrl, typed, report), status);
    return c.json(report, status);
  };
  return new Hono()
    .get('/', async (c) => c.html(await verifyPage(publicUrl)))
    .post(
      '/',
      bodyLimit({
        maxSize: MAX_BODY,
        onError: (c) => send(c, 413, refusal('That is larger than 1 MB, and no badge is.')),
      }),
      async (c) => {
        const asked = await readAsked(c).catch((thrown: unknown) => {
          if (thrown instanceof AppError && thrown.kind === 'InvalidInput') return thrown;
          throw thrown;
        });
        if (asked instanceof AppError) return send(c, 400, refusal(`${asked.message}.`));
        const report = await verifyAnything(asked.input, { ...sources, now: clock() });
        observer.counter.count('CredentialsVerified');
        return send(c, report.kind === 'unknown' ? 422 : 200, report, asked.typed);
      },
    );
};
