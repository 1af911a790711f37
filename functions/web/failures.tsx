import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { type AppError, asAppError, dispositions, InvalidInput } from '../../shared/platform/errors.ts';
import { describeError } from '../../shared/platform/observe.ts';
import { FailurePage, type KeptText } from '../../web/pages/failure.tsx';
import type { Viewer } from '../../web/viewer.ts';
import { carriesCapability } from './capability.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { readForm } from './forms.ts';
import { SignInNeeded } from './guard.ts';
import { render } from './render.tsx';
import { findVisit } from './visit.ts';

/** The fields whose text somebody may have spent time on. */
const WORTH_KEEPING = { title: 'Title', body: 'Text', note: 'Note', measure: 'How you will know' } as const;

/** Prefers a machine's answer only where it is asked for and a page is not (RFC 9110 §12.5.1). */
export const wantsProblem = (accept = ''): boolean =>
  accept.includes('json') && !accept.includes('text/html');

const problemTitles: Readonly<Record<number, string>> = {
  400: 'Not accepted as it is',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not here',
  409: 'Changed in the meantime',
  413: 'Too large',
  500: 'Our mistake',
  503: 'Not available at the moment',
};

/** What was typed into the form that failed, so that it can be copied; nothing where there was no form. */
const keptText = async (c: Context): Promise<KeptText[]> => {
  if (c.req.method !== 'POST') return [];
  const fields = await readForm(c).catch((error: unknown) => {
    // A body that is no form, or that was too large to be read, holds nothing to give back.
    if (error instanceof Error) return new Map<string, string>();
    throw error;
  });
  return Object.entries(WORTH_KEEPING).flatMap(([name, label]) => {
    const text = fields.get(name) ?? '';
    return text.trim() === '' ? [] : [{ name, label, text }];
  });
};

const asFailure = (thrown: Error): { error: AppError; status: number } => {
  if (thrown instanceof HTTPException) {
    const error =
      thrown.status === 413
        ? new InvalidInput(
            'what was sent is larger than this site takes; shorten it, or choose a smaller file',
          )
        : new InvalidInput('the form came from another site, or its page was too old; open the page again');
    return { error, status: thrown.status };
  }
  const error = asAppError(thrown);
  return { error, status: error instanceof SignInNeeded ? 401 : dispositions[error.kind].status };
};

/**
 * Who sees the failure: who was let in, or whose session it is where it failed before anybody was asked who they are.
 * Nobody where even that cannot be read; the page then does without, since it is there to say what failed first. Nobody
 * either where the address carries a capability: no cookie counts there.
 */
const viewerOf = async (c: Context<Env>, dependencies: Dependencies): Promise<Viewer | undefined> => {
  if (carriesCapability(c.req.path)) return undefined;
  const known = c.get('visit');
  if (known !== undefined) return known.viewer;
  try {
    return (await findVisit(c, dependencies))?.viewer;
  } catch (error) {
    dependencies.observer.log.warn('failure page without its viewer', describeError(asAppError(error)));
    return undefined;
  }
};

/** What a failure says to people and machines; what went wrong inside stays in the log. */
const saysOf = (error: AppError): string =>
  error.kind === 'Defect'
    ? 'something went wrong here that is not your doing; it has been logged'
    : error.message;

/** Answers what a route threw: a problem document for machines (RFC 9457), a page that says what to do for people. */
export const answerFailure =
  (dependencies: Dependencies) =>
  async (thrown: Error, c: Context<Env>): Promise<Response> => {
    const { observer } = dependencies;
    const { error, status } = asFailure(thrown);
    if (status >= 500)
      observer.log.error('request failed', { method: c.req.method, ...describeError(error) });
    observer.counter.count(`Answered${status}`);
    const title = problemTitles[status] ?? 'Not possible';
    if (wantsProblem(c.req.header('accept'))) {
      const problem = {
        type: 'about:blank',
        title,
        status,
        detail: saysOf(error),
        ...(error.field !== undefined && { field: error.field }),
      };
      return c.body(JSON.stringify(problem), status as 400, { 'content-type': 'application/problem+json' });
    }
    if (error instanceof SignInNeeded && c.req.method === 'GET') {
      const query = new URL(c.req.url).search;
      return c.redirect(`/sign-in?to=${encodeURIComponent(`${c.req.path}${query}`)}`, 303);
    }
    return render(
      c,
      <FailurePage
        viewer={error instanceof SignInNeeded ? undefined : await viewerOf(c, dependencies)}
        status={status}
        sent={c.req.method === 'POST'}
        title={title}
        detail={saysOf(error)}
        kept={await keptText(c)}
      />,
      status,
    );
  };
