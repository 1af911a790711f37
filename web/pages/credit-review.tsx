import type { CreditProgram } from '../../shared/credits/program-model.ts';
import type { CreditReport } from '../../shared/credits/report-model.ts';
import type { MaybeSame } from '../../shared/credits/same-activity.ts';
import { standards } from '../../shared/credits/standards/index.ts';
import { ErrorSummary, TextArea, TextField } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { MemberLink, type Names } from '../components/people.tsx';
import { Time } from '../components/time.tsx';
import { formatAmount, formatDay } from '../format.ts';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** What staff see of credit that waits for them. */
export interface CreditReviewProps {
  readonly viewer: Viewer;
  /** Pending ones, the oldest first. */
  readonly reports: readonly CreditReport[];
  readonly names: Names;
  /** Whether there are more pending ones than these. */
  readonly hasMore: boolean;
  readonly programs: readonly CreditProgram[];
}

const reportHref = ({ member, report }: CreditReport): string => `/staff/credits/${member}/reports/${report}`;

const Pending = ({ viewer, reports, names, hasMore }: CreditReviewProps) => (
  <section class="stack" aria-labelledby="pending">
    <h2 id="pending">Waiting for a decision</h2>
    {reports.length === 0 ? (
      <p class="empty">No report waits.</p>
    ) : (
      <ul class="posts">
        {reports.map((report) => (
          <li>
            <h3>
              <a href={reportHref(report)}>{report.title}</a>
            </h3>
            <p class="meta">
              <MemberLink names={names} member={report.member} />
              <span>
                {formatAmount(report.amount)} {report.unit}
              </span>
              <span>
                reported <Time at={report.reportedAt} zone={viewer.timeZone} style="day" />
              </span>
            </p>
          </li>
        ))}
      </ul>
    )}
    {hasMore && <p class="quiet">These are the oldest; decide on them, and the next appear.</p>}
  </section>
);

/** Credit that members reported and staff have not decided on, and the programs it is measured by. */
export const CreditReviewPage = (props: CreditReviewProps) => (
  <Layout title="Credits" viewer={props.viewer}>
    <PageHead title="Credits">
      <p class="lead">
        What members report of credit, and the programs that measure it. A member's ledger is at their name.
      </p>
      <p class="actions">
        <a class="button plain" href="/staff/credits/roster.csv">
          Roster of the last year for CE Broker (CSV)
        </a>
      </p>
    </PageHead>
    <div class="columns">
      <Pending {...props} />
      <section class="card stack" aria-labelledby="programs">
        <h2 id="programs">Programs</h2>
        {props.programs.length === 0 && (
          <p class="quiet">None yet: members cannot report credit without one.</p>
        )}
        <ul class="links">
          {props.programs.map(({ program, name, standard, retired }) => (
            <li>
              <a href={`/staff/credit-programs/${program}`}>
                {name} ({standards[standard].unit}){retired && ', closed'}
              </a>
            </li>
          ))}
        </ul>
        <p class="actions">
          <a class="button plain" href="/staff/credit-programs/new">
            Add a program
          </a>
        </p>
      </section>
    </div>
  </Layout>
);

/** A report as staff decide on it. */
export interface CreditDecisionProps {
  readonly viewer: Viewer;
  readonly report: CreditReport;
  readonly name: string;
  readonly program: CreditProgram;
  /** What may be the same activity; empty where it was decided on. */
  readonly same: readonly MaybeSame[];
  readonly form: FormState;
}

const Said = ({ report, program }: Pick<CreditDecisionProps, 'report' | 'program'>) => (
  <dl class="card stack">
    {[
      ['Program', program.name],
      ['Days', [...new Set([report.from, report.through])].map(formatDay).join(' to ')],
      ['Minutes', report.minutes === undefined ? 'not told' : String(report.minutes)],
      ['Credit', `${formatAmount(report.amount)} ${report.unit}`],
      ['Note', report.note ?? 'none'],
    ].map(([term, text]) => (
      <div>
        <dt>
          <strong>{term}</strong>
        </dt>
        <dd class="kept">{text}</dd>
      </div>
    ))}
    <div>
      <dt>
        <strong>Evidence</strong>
      </dt>
      <dd>
        {report.evidence === undefined ? (
          'none'
        ) : (
          <a href={report.evidence} rel="noopener noreferrer nofollow">
            {report.evidence}
          </a>
        )}
      </dd>
    </div>
  </dl>
);

const Same = ({ same, report: { member } }: Pick<CreditDecisionProps, 'same' | 'report'>) =>
  same.length === 0 ? null : (
    <section class="notice" aria-labelledby="same">
      <h2 id="same">May be the same</h2>
      <p>This member was credited for, or reported, what is alike and has a day in common:</p>
      <ul>
        {same.map(({ entry, report, title, from, through, minutes }) => (
          <li>
            {report === undefined ? (
              <a href={`/staff/credits/${member}`}>Entry {entry}</a>
            ) : (
              <a href={`/staff/credits/${member}/reports/${report}`}>Another report</a>
            )}
            : {title}, {[...new Set([from, through])].map(formatDay).join(' to ')}
            {minutes !== undefined && `, ${minutes} minutes`}
          </li>
        ))}
      </ul>
    </section>
  );

const Verdict = ({ report, program, form }: Pick<CreditDecisionProps, 'report' | 'program' | 'form'>) => (
  <form class="card stack" method="post" action={reportHref(report)} novalidate>
    <h2>Decide</h2>
    <TextField
      form={form}
      name="amount"
      label={`Credit (${report.unit})`}
      hint={`No more than was reported. ${standards[program.standard].rule}`}
    />
    <TextArea
      form={form}
      name="reason"
      label="Reason"
      hint="The member reads it. Needed to decline, and to approve for less."
      maxLength={500}
      short
    />
    <p class="actions">
      <button class="button" type="submit" name="outcome" value="approved">
        Approve
      </button>
      <button class="button plain" type="submit" name="outcome" value="declined">
        Decline
      </button>
    </p>
  </form>
);

/** One report of credit: what the member said, and the decision on it, or what was decided. */
export const CreditDecisionPage = (props: CreditDecisionProps) => {
  const { viewer, report, name, form } = props;
  return (
    <Layout title={report.title} viewer={viewer}>
      <ErrorSummary form={form} title="Nothing was decided yet. Please look at this again:" />
      <PageHead title={report.title} trail={[{ href: '/staff/credits', text: 'Credits' }]}>
        <p class="lead">
          Reported by <a href={`/staff/credits/${report.member}`}>{name}</a> on{' '}
          <Time at={report.reportedAt} zone={viewer.timeZone} style="day" />.
        </p>
      </PageHead>
      <Same {...props} />
      <div class="columns">
        <Said {...props} />
        {report.decision === undefined ? (
          <Verdict {...props} />
        ) : (
          <p class="notice">
            {report.decision.outcome === 'approved' ? 'Approved' : 'Declined'} on{' '}
            <Time at={report.decision.at} zone={viewer.timeZone} style="day" />
            {report.decision.changes.map(({ field, from, to }) => `, ${field} changed from ${from} to ${to}`)}
            {report.decision.reason !== undefined && `: ${report.decision.reason}`}
          </p>
        )}
      </div>
    </Layout>
  );
};
