import type { Context } from 'hono';
import { asAppError, dispositions } from '../../shared/platform/errors.ts';
import { describeError, type Observer } from '../../shared/platform/observe.ts';

/** What the API says of a status, from the code minor vocabulary (Open Badges 3.0 §B.3.6). */
const minorOf: Readonly<Record<number, string>> = {
  400: 'invalid_data',
  401: 'unauthorizedrequest',
  403: 'forbidden',
  404: 'not_found',
  405: 'not_allowed',
  406: 'not_acceptable',
  409: 'invalid_data',
  413: 'invalid_data',
  500: 'internal_server_error',
  503: 'server_busy',
};

/** Answers with an Imsx_StatusInfo (Open Badges 3.0 §B.3.1): the failure in the vocabulary, and in words. */
export const answerStatus = (
  c: Context,
  status: number,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  c.body(
    JSON.stringify({
      imsx_codeMajor: status === 405 ? 'unsupported' : 'failure',
      imsx_severity: 'error',
      imsx_description: description,
      imsx_codeMinor: {
        imsx_codeMinorField: [
          {
            imsx_codeMinorFieldName: 'TargetEndSystem',
            imsx_codeMinorFieldValue: minorOf[status] ?? 'unknown',
          },
        ],
      },
    }),
    status as 400,
    { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  );

/** Answers what a route threw; what went wrong inside stays in the log. */
export const answerFailure =
  (observer: Observer) =>
  (thrown: Error, c: Context): Response => {
    const error = asAppError(thrown);
    const { status } = dispositions[error.kind];
    if (status >= 500) observer.log.error('request failed', describeError(error));
    return answerStatus(
      c,
      status,
      error.kind === 'Defect' ? 'Something went wrong here; it has been logged.' : error.message,
    );
  };
