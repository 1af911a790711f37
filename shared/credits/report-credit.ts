import { OWN_SOURCE } from '../events/envelope.ts';
import { makeEvent } from '../events/parse-event.ts';
import type { CreditProgram } from './program-model.ts';
import type { CreditReport } from './report-model.ts';
import { standards } from './standards/index.ts';

/** What a member says of credit they earned: minutes, or the amount itself. */
export type ReportDraft = Pick<
  CreditReport,
  'organization' | 'member' | 'report' | 'title' | 'from' | 'through' | 'minutes' | 'evidence' | 'note'
> & { readonly amount?: number | undefined; readonly at: Date };

/** No credit is kept of days before this one. */
const FIRST_DAY = '2000-01-01';

/** A report and its event, or why there is none. */
export type ReportDecision =
  | {
      readonly outcome: 'reported';
      readonly report: CreditReport;
      readonly event: ReturnType<typeof makeEvent<'credit.reported'>>;
    }
  | {
      readonly outcome: 'refused';
      readonly because:
        | 'no-measure'
        | 'no-minutes'
        | 'too-few-minutes'
        | 'no-such-amount'
        | 'more-than-minutes'
        | 'retired'
        | 'too-early';
    };

/**
 * Decides on a report of credit. The amount follows from the minutes by the program's standard; where an amount is
 * given it must be one that the standard awards, and with minutes, no more than they earn; a standard that measures
 * minutes is never reported under without these.
 */
export const reportCredit = (program: CreditProgram, draft: ReportDraft): ReportDecision => {
  if (program.retired) return { outcome: 'refused', because: 'retired' };
  const { at, amount: asked, minutes, ...rest } = draft;
  if (rest.from < FIRST_DAY) return { outcome: 'refused', because: 'too-early' };
  const standard = standards[program.standard];
  if (minutes === undefined && standard.needsMinutes) return { outcome: 'refused', because: 'no-minutes' };
  const earned = minutes === undefined ? undefined : standard.fromMinutes(minutes, program);
  if (earned === 0) return { outcome: 'refused', because: 'too-few-minutes' };
  const amount = asked ?? earned;
  if (amount === undefined) return { outcome: 'refused', because: 'no-measure' };
  if (!standard.allows(amount, program)) return { outcome: 'refused', because: 'no-such-amount' };
  if (earned !== undefined && amount > earned) return { outcome: 'refused', because: 'more-than-minutes' };
  const { organization, member, report } = rest;
  const reportedAt = at.toISOString();
  return {
    outcome: 'reported',
    report: {
      ...rest,
      ...(minutes !== undefined && { minutes }),
      program: program.program,
      amount,
      unit: standard.unit,
      reportedAt,
      status: 'pending',
      revision: 1,
    },
    event: makeEvent('credit.reported', {
      id: `credit.reported/${report}`,
      source: OWN_SOURCE,
      time: reportedAt,
      subject: member,
      organization,
      data: { member, report },
    }),
  };
};
