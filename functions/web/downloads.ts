import type { Context } from 'hono';
import type { Fields, FormState } from '../../web/forms.ts';
import { type Period, PeriodForm } from '../../web/reports/period.ts';
import type { Env } from './dependencies.ts';
import { checkForm } from './forms.ts';

/** A report that cannot be given as it was asked for (RFC 9110 §15.5.21). */
export const REFUSED = 422;

/** The period asked for, or the usual one where none or a wrong one is; a wrong one is said to be so. */
export const periodOf = (c: Context<Env>, usual: Period): { period: Period; form: FormState } => {
  const asked = c.req.query();
  if (asked['from'] === undefined && asked['through'] === undefined) {
    return { period: usual, form: { fields: new Map(Object.entries({ ...asked, ...usual })), errors: [] } };
  }
  const fields: Fields = new Map(Object.entries(asked));
  const form = checkForm(PeriodForm, fields);
  return form.outcome === 'accepted'
    ? { period: form.value, form: { fields, errors: [] } }
    : { period: usual, form: { fields, errors: form.errors } };
};

/** Refuses a download as a problem document (RFC 9457): a file of something else than was asked for would mislead. */
export const refuseDownload = (c: Context<Env>, { errors }: FormState): Response =>
  c.body(
    JSON.stringify({
      type: 'about:blank',
      title: 'Not accepted as it is',
      status: REFUSED,
      detail: errors.map(({ message }) => message).join(' '),
      field: errors[0]?.field,
    }),
    REFUSED,
    { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  );

/** Sends a table as a file. */
export const csvAnswer = (c: Context<Env>, name: string, text: string): Response =>
  c.body(text, 200, {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });

/** All outcomes, or the first failure thrown. */
export const valuesOf = <Value>(outcomes: readonly PromiseSettledResult<Value>[]): Value[] =>
  outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });

/** Sends a paper, which a browser shows and can save under this name. */
export const pdfAnswer = (c: Context<Env>, name: string, pdf: Uint8Array): Response =>
  c.body(new Uint8Array(pdf), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${name}"`,
    'cache-control': 'no-store',
  });
