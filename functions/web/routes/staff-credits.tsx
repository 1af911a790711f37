import type { Context } from 'hono';
import * as z from 'zod';
import { totalsByUnit } from '../../../shared/credits/amounts.ts';
import { type CorrectionDecision, correctEntry } from '../../../shared/credits/correct-entry.ts';
import { decideReport, type VerdictDecision } from '../../../shared/credits/decide-report.ts';
import { sameActivities } from '../../../shared/credits/same-activity.ts';
import { creditedMarker } from '../../../shared/credits/store.ts';
import { Conflict, Defect, NotFound } from '../../../shared/platform/errors.ts';
import { emptyForm, type FormState } from '../../../web/forms.ts';
import { CreditLedgerPage } from '../../../web/pages/credit-ledger.tsx';
import { CreditDecisionPage, CreditReviewPage } from '../../../web/pages/credit-review.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, readForm, wholeNumber } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { namesOf } from '../names.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';
import { amountField, emptyAsAbsent, textField } from './credit-fields.ts';

/** A form that was not taken as it was (RFC 9110 §15.5.21). */
const REFUSED = 422;

/** Most pending reports on one page. */
const SHOWN = 50;

const AMOUNT = 'Give the credit as a number like 1.5.';

const VerdictForm = z.discriminatedUnion(
  'outcome',
  [
    z.object({
      outcome: z.literal('approved'),
      amount: amountField(AMOUNT),
      reason: emptyAsAbsent(textField(500, 'Give a reason.')),
    }),
    z.object({
      outcome: z.literal('declined'),
      reason: textField(500, 'Say why, so that the member knows.'),
    }),
  ],
  { error: 'Approve the report or decline it.' },
);

const CorrectionForm = z.object({
  entry: wholeNumber(1, 999_999_999, 'Choose an entry.'),
  reason: textField(500, 'Say why, so that the member knows.'),
  instead: emptyAsAbsent(amountField('Give the amount as a number like 1.5, or leave it empty.')),
  minutes: emptyAsAbsent(wholeNumber(1, 100_000, 'Give the minutes as a whole number, or leave them empty.')),
});

type Refusal<Decision> =
  Extract<Decision, { outcome: 'refused' }> extends { because: infer Because extends string }
    ? Record<Because, { readonly field: string; readonly message: string }>
    : never;

const verdictRefusals: Refusal<VerdictDecision> = {
  'own-report': {
    field: 'amount',
    message: 'Nobody decides on their own report. Ask another member of staff.',
  },
  'decided-already': { field: 'amount', message: 'This report was decided already. Open its page again.' },
  retired: {
    field: 'amount',
    message:
      'The program is closed, and nothing new is credited under it. Open it again, or decline the report.',
  },
  raised: { field: 'amount', message: 'Approve no more than was reported; the member can report the rest.' },
  'no-such-amount': { field: 'amount', message: 'This program does not award such an amount.' },
  'no-reason': { field: 'reason', message: 'Say why it is less than was reported.' },
};

const correctionRefusals: Refusal<CorrectionDecision> = {
  'own-ledger': { field: 'entry', message: 'Nobody corrects their own ledger. Ask another member of staff.' },
  'no-such-entry': { field: 'entry', message: 'There is no such entry in this ledger. Choose another.' },
  'counter-entry': {
    field: 'entry',
    message: 'This entry is a correction itself. Choose the entry that is wrong.',
  },
  'corrected-already': { field: 'entry', message: 'This entry was taken back already.' },
  'same-amount': { field: 'instead', message: 'This is the amount the entry has. Give another, or none.' },
  'no-program': {
    field: 'instead',
    message: 'This entry is measured by no program: give the amount alone, or leave both empty.',
  },
  'too-few-minutes': {
    field: 'minutes',
    message: 'These minutes earn nothing under the program. Leave both empty to take the entry back.',
  },
  'no-such-amount': { field: 'instead', message: 'The program of this entry does not award such an amount.' },
  'more-than-minutes': {
    field: 'instead',
    message: 'This is more than the minutes earn under the program. Give the right minutes with it, or less.',
  },
};

/**
 * Credits for staff. The front page reads, beside the visit's four: the pending reports and the programs (2), then a
 * batch of names: 7; a report: itself, its program, its member, their ledger and reports: 9; a ledger: its entries and its member: 6.
 * A decision and a correction read the same, the latter its entry's program too, and commit once, with the entries they
 * append.
 */
export const staffCreditRoutes = (on: On, { stores, clock }: Dependencies): void => {
  const reportOf = async (c: Context<Env>, member: string, id: string) => {
    const { organization } = visitOf(c).actor;
    const report = await stores.creditReports.getReport(organization, member, id);
    if (report === undefined) throw new NotFound('there is no report of this name by this member');
    const program = await stores.creditPrograms.getProgram(organization, report.program);
    if (program === undefined) throw new Defect(`the program of report ${id} is gone`);
    return { report, program };
  };
  type Reported = Awaited<ReturnType<typeof reportOf>>;

  const showReport = async (c: Context<Env>, { report, program }: Reported, form: FormState) => {
    const { actor, viewer } = visitOf(c);
    const { organization, member } = report;
    const [names, ledger, reports] = await Promise.all([
      namesOf(stores, actor.organization, [member]),
      stores.ledger.entriesOf(organization, member),
      stores.creditReports.reportsOf(organization, member),
    ]);
    const name = names.get(member) ?? 'a former member';
    const same = report.status === 'pending' ? sameActivities(report, ledger, reports) : [];
    const page = <CreditDecisionPage {...{ viewer, report, name, program, same, form }} />;
    return render(c, page, form.errors.length > 0 ? REFUSED : 200);
  };

  const showLedger = async (c: Context<Env>, member: string, form: FormState): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const [found, ledger] = await Promise.all([
      stores.members.getMember(actor.organization, member),
      stores.ledger.entriesOf(actor.organization, member),
    ]);
    if (found === undefined && ledger.length === 0)
      throw new NotFound('there is no member of this name in your organization');
    const name = found?.name ?? 'a former member';
    const totals = totalsByUnit(ledger);
    const shown = { viewer, member, name, ledger, totals, form };
    return render(c, <CreditLedgerPage {...shown} />, form.errors.length > 0 ? REFUSED : 200);
  };

  const commit = async (decision: Exclude<VerdictDecision, { outcome: 'refused' }>): Promise<void> => {
    const { report } = decision;
    if (decision.outcome === 'declined') return stores.creditReports.saveReport(report);
    const marker = creditedMarker(report.organization, report.member, 'report', report.report);
    const also = [{ Put: stores.creditReports.nextRevision(report) }];
    const { outcome } = await stores.ledger.append({ entries: [decision.entry], marker, also });
    if (outcome !== 'appended')
      throw new Conflict('this report was decided by somebody else in the meantime; look at it again');
  };

  on(routes.creditReview, async (c) => {
    const { actor, viewer } = visitOf(c);
    const { organization } = actor;
    const [pending, programs] = await Promise.all([
      stores.creditReports.listReports(organization, 'pending', SHOWN + 1),
      stores.creditPrograms.listPrograms(organization),
    ]);
    const reports = pending.slice(0, SHOWN);
    const names = await namesOf(
      stores,
      organization,
      reports.map(({ member }) => member),
    );
    const hasMore = pending.length > SHOWN;
    return render(c, <CreditReviewPage {...{ viewer, reports, names, hasMore, programs }} />);
  });

  on(routes.creditReport, async (c) => {
    const reported = await reportOf(c, c.req.param('member'), c.req.param('report'));
    const fields = new Map([['amount', String(reported.report.amount)]]);
    return showReport(c, reported, { fields, errors: [] });
  });

  on(routes.decideCreditReport, async (c) => {
    const reported = await reportOf(c, c.req.param('member'), c.req.param('report'));
    const fields = await readForm(c);
    const form = checkForm(VerdictForm, fields);
    if (form.outcome === 'refused') return showReport(c, reported, { fields, errors: form.errors });
    const by = visitOf(c).actor.member;
    const decision = decideReport(reported.report, reported.program, form.value, by, clock());
    if (decision.outcome === 'refused')
      return showReport(c, reported, { fields, errors: [verdictRefusals[decision.because]] });
    await commit(decision);
    return c.redirect('/staff/credits', 303);
  });

  on(routes.creditLedger, (c) => showLedger(c, c.req.param('member'), emptyForm));

  on(routes.correctCredit, async (c) => {
    const { actor } = visitOf(c);
    const { organization } = actor;
    const member = c.req.param('member');
    const fields = await readForm(c);
    const form = checkForm(CorrectionForm, fields);
    if (form.outcome === 'refused') return showLedger(c, member, { fields, errors: form.errors });
    const { entry } = form.value;
    const ledger = await stores.ledger.entriesOf(organization, member);
    const wrong = ledger[entry - 1];
    const program =
      wrong?.program === undefined
        ? undefined
        : await stores.creditPrograms.getProgramAt(organization, wrong.program, wrong.programRevision);
    const decision = correctEntry(ledger, { ...form.value, by: actor.member, at: clock() }, program);
    if (decision.outcome === 'refused') {
      return showLedger(c, member, { fields, errors: [correctionRefusals[decision.because]] });
    }
    const marker = creditedMarker(organization, member, 'correction', String(entry));
    const { outcome } = await stores.ledger.append({ entries: decision.entries, marker });
    if (outcome !== 'appended')
      throw new Conflict('this entry was taken back already; look at the ledger again');
    return c.redirect(`/staff/credits/${member}`, 303);
  });
};
