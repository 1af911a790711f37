import type { CreditProgram } from '../../shared/credits/program-model.ts';
import { standards } from '../../shared/credits/standards/index.ts';
import { CheckBox, ErrorSummary, Select, TextArea, TextField } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { errorOf, type FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** What the form to report credit needs. */
export interface ReportCreditProps {
  readonly viewer: Viewer;
  /** Those under which credit can be reported. */
  readonly programs: readonly CreditProgram[];
  readonly form: FormState;
}

const Rules = ({ programs }: Pick<ReportCreditProps, 'programs'>) => (
  <aside class="card stack" aria-labelledby="rules">
    <h2 id="rules">How minutes count</h2>
    <dl class="stack">
      {[...new Set(programs.map(({ standard }) => standard))].map((name) => (
        <div>
          <dt>
            <strong>{standards[name].title}</strong>
          </dt>
          <dd>{standards[name].rule}</dd>
        </div>
      ))}
    </dl>
  </aside>
);

/** Where a member reports credit that this system does not know of, for staff to approve. */
export const ReportCreditPage = ({ viewer, programs, form }: ReportCreditProps) => (
  <Layout title="Report credit" viewer={viewer}>
    <ErrorSummary form={form} title="Nothing was sent yet. Please look at this again:" />
    <PageHead title="Report credit" trail={[{ href: '/credits', text: 'Your credits' }]}>
      <p class="lead">
        Tell what you did; the staff of your organization look at it, and what they approve is in your ledger.
      </p>
    </PageHead>
    {programs.length === 0 ? (
      <p class="empty">
        Your organization has no credit program yet. Its staff can add one; then you can report here.
      </p>
    ) : (
      <div class="columns">
        <form class="card stack" method="post" action="/credits/reports" novalidate>
          <Select
            form={form}
            name="program"
            label="Program"
            choices={programs.map(({ program, name, standard }) => ({
              value: program,
              text: `${name} (${standards[standard].unit})`,
            }))}
          />
          <TextField
            form={form}
            name="title"
            label="What it was"
            hint="A course, a conference, a session."
            maxLength={300}
            required
          />
          <div class="row">
            <TextField form={form} name="from" label="First day" type="date" required />
            <TextField form={form} name="through" label="Last day" hint="Empty: the same day." type="date" />
          </div>
          <TextField
            form={form}
            name="minutes"
            label="Minutes of learning"
            hint="Breaks do not count. Only where a program counts hours, the credit alone is enough."
          />
          <TextField form={form} name="amount" label="Credit" hint="Empty: what the minutes earn." />
          <TextField
            form={form}
            name="evidence"
            label="Where it can be looked at"
            hint="A web address, if there is one."
            maxLength={2000}
          />
          <TextArea
            form={form}
            name="note"
            label="Anything staff should know"
            hint="Optional."
            maxLength={2000}
            short
          />
          {errorOf(form, 'again') !== undefined && (
            <CheckBox form={form} name="again" label="This is something else: report it, too" />
          )}
          <p class="actions">
            <button class="button" type="submit">
              Send to staff
            </button>
          </p>
        </form>
        <Rules programs={programs} />
      </div>
    )}
  </Layout>
);
