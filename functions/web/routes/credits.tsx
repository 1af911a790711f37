import type { Context } from 'hono';
import * as z from 'zod';
import { MAX_LICENSES } from '../../../shared/credits/license-model.ts';
import { type ReportDecision, reportCredit } from '../../../shared/credits/report-credit.ts';
import { type MaybeSame, sameActivities } from '../../../shared/credits/same-activity.ts';
import { formatDay } from '../../../web/format.ts';
import { emptyForm, type FormState } from '../../../web/forms.ts';
import { CreditsPage } from '../../../web/pages/credits.tsx';
import { LicensesPage } from '../../../web/pages/licenses.tsx';
import { ReportCreditPage } from '../../../web/pages/report-credit.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, readForm, wholeNumber } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';
import { amountField, emptyAsAbsent, textField } from './credit-fields.ts';

/** A form that was not taken as it was (RFC 9110 §15.5.21). */
const REFUSED = 422;

const day = (message: string) => z.string({ error: message }).pipe(z.iso.date(message));

const ReportForm = z
  .object({
    program: z.string({ error: 'Choose a program.' }),
    title: textField(300, 'Say what it was.'),
    from: day('Give the first day.'),
    through: emptyAsAbsent(day('Give the last day, or leave it empty.')),
    minutes: emptyAsAbsent(
      wholeNumber(1, 100_000, 'Give the minutes as a whole number, or leave them empty.'),
    ),
    amount: emptyAsAbsent(amountField('Give the credit as a number like 1.5, or leave it empty.')),
    evidence: emptyAsAbsent(
      z
        .url({ protocol: /^https?$/, error: 'Give a whole web address, beginning with https://, or none.' })
        .max(2000, 'Shorten the address to 2,000 characters.'),
    ),
    note: emptyAsAbsent(textField(2000, 'Write a note, or none.')),
    /** That it is something else than what is alike. */
    again: z
      .string()
      .optional()
      .transform((value) => value === 'yes'),
  })
  .refine(({ from, through }) => through === undefined || through >= from, {
    path: ['through'],
    message: 'The last day cannot be before the first.',
  });

const LicenseForm = z.object({
  profession: textField(80, 'Give the profession.'),
  state: z
    .string({ error: 'Give the state with two letters.' })
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, 'Give the state with two letters, like FL.'),
  number: textField(40, 'Give the number of the licence.'),
});

type Refusal = Extract<ReportDecision, { outcome: 'refused' }>['because'];

const refusals: Readonly<Record<Refusal, { field: string; message: string }>> = {
  'no-measure': { field: 'minutes', message: 'Give the minutes, or the credit.' },
  'no-minutes': { field: 'minutes', message: 'This program measures minutes: give them.' },
  'too-early': { field: 'from', message: 'No credit is kept of days before 2000. Look at the year.' },
  'too-few-minutes': {
    field: 'minutes',
    message: 'These minutes are too few for any credit under this program.',
  },
  'no-such-amount': {
    field: 'amount',
    message: 'This program does not award such an amount; look at how minutes count.',
  },
  'more-than-minutes': { field: 'amount', message: 'This is more than the minutes earn under this program.' },
  retired: { field: 'program', message: 'This program is closed. Choose another one.' },
};

/** What a member reads before they report what is alike. */
const alike = ({ entry, title, from }: MaybeSame): string =>
  `You ${entry === undefined ? 'reported' : 'were credited for'} “${title}” of ${formatDay(from)} already. Tick the box if this is something else.`;

/**
 * A member's own credits. The page reads, beside the visit's four: the ledger, the member's reports and the programs
 * (3, side by side): 7; the form to report, the programs alone: 5;
 * reporting, the program, the ledger and the reports (for what is alike): 7; the licences, one item: 5.
 */
export const creditRoutes = (on: On, { stores, clock, ids }: Dependencies): void => {
  const openPrograms = async (organization: string) =>
    (await stores.creditPrograms.listPrograms(organization)).filter(({ retired }) => !retired);

  const showForm = async (c: Context<Env>, form: FormState): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const programs = await openPrograms(actor.organization);
    const page = <ReportCreditPage viewer={viewer} programs={programs} form={form} />;
    return render(c, page, form.errors.length > 0 ? REFUSED : 200);
  };

  const showLicenses = async (c: Context<Env>, form: FormState): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const licenses = await stores.licenses.licensesOf(actor.organization, actor.member);
    const page = <LicensesPage viewer={viewer} licenses={licenses} form={form} />;
    return render(c, page, form.errors.length > 0 ? REFUSED : 200);
  };

  on(routes.credits, async (c) => {
    const { actor, viewer } = visitOf(c);
    const { organization, member } = actor;
    const [ledger, reports, programs] = await Promise.all([
      stores.ledger.entriesOf(organization, member),
      stores.creditReports.reportsOf(organization, member),
      stores.creditPrograms.listPrograms(organization),
    ]);
    const names = new Map(programs.map(({ program, name }) => [program, name]));
    return render(c, <CreditsPage viewer={viewer} ledger={ledger} reports={reports} programs={names} />);
  });

  on(routes.newCreditReport, (c) => showForm(c, emptyForm));

  on(routes.reportCredit, async (c) => {
    const { organization, member } = visitOf(c).actor;
    const fields = await readForm(c);
    const form = checkForm(ReportForm, fields);
    if (form.outcome === 'refused') return showForm(c, { fields, errors: form.errors });
    const { program: chosen, through, again, ...said } = form.value;
    const program = await stores.creditPrograms.getProgram(organization, chosen);
    if (program === undefined) {
      return showForm(c, {
        fields,
        errors: [{ field: 'program', message: 'Choose one of these programs.' }],
      });
    }
    const at = clock();
    if ((through ?? said.from) > at.toISOString().slice(0, 10)) {
      return showForm(c, {
        fields,
        errors: [{ field: 'from', message: 'Report it once it has taken place.' }],
      });
    }
    const draft = { ...said, through: through ?? said.from, organization, member, report: ids(), at };
    const decision = reportCredit(program, draft);
    if (decision.outcome === 'refused') return showForm(c, { fields, errors: [refusals[decision.because]] });
    if (!again) {
      const [ledger, reports] = await Promise.all([
        stores.ledger.entriesOf(organization, member),
        stores.creditReports.reportsOf(organization, member),
      ]);
      const like = sameActivities(decision.report, ledger, reports)[0];
      if (like) return showForm(c, { fields, errors: [{ field: 'again', message: alike(like) }] });
    }
    await stores.creditReports.putReport(decision.report, decision.event);
    return c.redirect('/credits#reports', 303);
  });

  on(routes.licenses, (c) => showLicenses(c, emptyForm));

  on(routes.addLicense, async (c) => {
    const { organization, member } = visitOf(c).actor;
    const fields = await readForm(c);
    const form = checkForm(LicenseForm, fields);
    if (form.outcome === 'refused') return showLicenses(c, { fields, errors: form.errors });
    const licenses = await stores.licenses.licensesOf(organization, member);
    if (licenses.length >= MAX_LICENSES) {
      const message = `${MAX_LICENSES} licences are the most. Remove one first.`;
      return showLicenses(c, { fields, errors: [{ field: 'add', message }] });
    }
    await stores.licenses.saveLicenses({ organization, member, licenses: [...licenses, form.value] });
    return c.redirect('/credits/licenses', 303);
  });

  on(routes.removeLicense, async (c) => {
    const { organization, member } = visitOf(c).actor;
    const removed = (await readForm(c)).get('number');
    const licenses = await stores.licenses.licensesOf(organization, member);
    const left = licenses.filter(({ number }) => number !== removed);
    await stores.licenses.saveLicenses({ organization, member, licenses: left });
    return c.redirect('/credits/licenses', 303);
  });
};
