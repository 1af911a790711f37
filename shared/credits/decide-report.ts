import type { EntryFields } from './hash-entry.ts';
import type { CreditProgram } from './program-model.ts';
import type { CreditReport } from './report-model.ts';
import { standards } from './standards/index.ts';

/** What staff say about a report. */
export type ReportVerdict =
  | {
      readonly outcome: 'approved';
      /** No more than was reported. */
      readonly amount: number;
      /** Asked for where the amount is lowered. */
      readonly reason?: string | undefined;
    }
  | { readonly outcome: 'declined'; readonly reason: string };

/** The report's next revision, with the entry that an approval appends; or why it cannot be decided so. */
export type VerdictDecision =
  | { readonly outcome: 'approved'; readonly report: CreditReport; readonly entry: EntryFields }
  | { readonly outcome: 'declined'; readonly report: CreditReport }
  | {
      readonly outcome: 'refused';
      readonly because:
        | 'own-report'
        | 'decided-already'
        | 'retired'
        | 'raised'
        | 'no-such-amount'
        | 'no-reason';
    };

const entryOf = (report: CreditReport, program: CreditProgram, by: string, at: Date): EntryFields => {
  const { organization, member, title, from, through, minutes, amount, unit } = report;
  return {
    organization,
    member,
    amount,
    unit,
    reason: title,
    rule: program.program,
    period: through,
    at: at.toISOString(),
    source: 'report',
    sourceId: report.report,
    program: program.program,
    programRevision: program.revision,
    activity: title,
    ...(program.fieldOfStudy !== undefined && { fieldOfStudy: program.fieldOfStudy }),
    deliveryMethod: program.deliveryMethod,
    ...(program.location !== undefined && { location: program.location }),
    ...(minutes !== undefined && { minutes }),
    from,
    through,
    by,
  };
};

/**
 * Decides what becomes of a report by what a member of staff says. Nobody decides on their own; an amount is lowered
 * with a reason, never raised, and stays one that the standard awards. Nothing is approved under a closed program.
 */
export const decideReport = (
  report: CreditReport,
  program: CreditProgram,
  verdict: ReportVerdict,
  by: string,
  at: Date,
): VerdictDecision => {
  if (report.member === by) return { outcome: 'refused', because: 'own-report' };
  if (report.status !== 'pending') return { outcome: 'refused', because: 'decided-already' };
  const { reason } = verdict;
  const made = { by, at: at.toISOString(), ...(reason !== undefined && { reason }) };
  const next = { ...report, revision: report.revision + 1 };
  if (verdict.outcome === 'declined') {
    const decision = { outcome: 'declined' as const, ...made, changes: [] };
    return { outcome: 'declined', report: { ...next, status: 'declined', decision } };
  }
  if (program.retired) return { outcome: 'refused', because: 'retired' };
  const { amount } = verdict;
  const lowered = amount !== report.amount;
  if (amount > report.amount) return { outcome: 'refused', because: 'raised' };
  if (!standards[program.standard].allows(amount, program))
    return { outcome: 'refused', because: 'no-such-amount' };
  if (lowered && reason === undefined) return { outcome: 'refused', because: 'no-reason' };
  const changes = lowered ? [{ field: 'amount', from: String(report.amount), to: String(amount) }] : [];
  const approved = {
    ...next,
    amount,
    status: 'approved',
    decision: { outcome: 'approved', ...made, changes },
  } as const;
  return { outcome: 'approved', report: approved, entry: entryOf(approved, program, by, at) };
};
