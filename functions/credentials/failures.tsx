import type { Context } from 'hono';
import { type AppError, asAppError, asSentence, dispositions } from '../../shared/platform/errors.ts';
import { describeError, type Observer } from '../../shared/platform/observe.ts';
import { negotiate } from './negotiate.ts';
import { page } from './page.tsx';

const titles: Readonly<Record<number, string>> = {
  400: 'That address is not right',
  403: 'Not shared',
  404: 'There is nothing here',
  406: 'Not to be had in that form',
  410: 'Taken back',
  500: 'Something went wrong here',
  503: 'Not to be had at the moment',
};

/** What somebody who was given a wrong address can do. */
const nextStep = (status: number): string =>
  status >= 500
    ? 'Try again in a minute.'
    : 'Check the address, or ask whoever gave it to you for the link once more.';

/** What a stranger may be told: the reason of a defect stays in the log. */
const detailOf = ({ kind, message }: AppError): string =>
  kind === 'Defect' ? 'The page could not be made.' : asSentence(message);

const answer = async (c: Context, status: number, detail: string): Promise<Response> => {
  const title = titles[status] ?? 'That did not work';
  c.header('cache-control', 'no-store');
  c.header('vary', 'Accept');
  const wanted = negotiate(c.req.header('accept'));
  // Whoever asked for a picture or a file reads no page; a machine gets a problem document (RFC 9457).
  if (wanted !== 'text/html' || /^\/exchanges\/|\.(json|png|svg|jwt|jws|pdf)$/.test(c.req.path)) {
    const problem = { type: 'about:blank', title, status, detail };
    return c.body(JSON.stringify(problem), status as 400, { 'content-type': 'application/problem+json' });
  }
  const body = page(
    { title, description: detail, url: c.req.url },
    <article>
      <h1>{title}</h1>
      <div class="parts">
        <section>
          <p>{detail}</p>
          <p>{nextStep(status)}</p>
        </section>
      </div>
    </article>,
  );
  return c.html(await body, status as 400);
};

/** Says that a thing is not to be had in any form the request accepts (RFC 9110 §15.5.7). */
export const answerNotAcceptable = (c: Context, offered: readonly string[]): Promise<Response> =>
  answer(c, 406, `It can be had as ${offered.join(', ')}.`);

/** Says that a thing was taken back for good (RFC 9110 §15.5.11). */
export const answerGone = (c: Context, detail: string): Promise<Response> => answer(c, 410, detail);

/** Answers what a route threw; logs what is the system's own fault. */
export const answerFailure =
  (observer: Observer) =>
  (thrown: unknown, c: Context): Promise<Response> => {
    const error = asAppError(thrown);
    const { status } = dispositions[error.kind];
    if (status >= 500) observer.log.error('request failed', describeError(error));
    return answer(c, status, detailOf(error));
  };
