import type { LedgerEntry } from '../../shared/credits/model.ts';
import type { CreditReport } from '../../shared/credits/report-model.ts';
import { type ChainVerdict, verifyChain } from '../../shared/credits/verify-chain.ts';
import { Layout, PageHead } from '../components/layout.tsx';
import { CreditTotals, LedgerTable } from '../components/ledger.tsx';
import { countOf, formatAmount, formatDay } from '../format.ts';
import { totalsByYear } from '../reports/credits-report.ts';
import type { Viewer } from '../viewer.ts';

/** What a member's page of their credits shows. */
export interface CreditsProps {
  readonly viewer: Viewer;
  /** Whole, in the order of its numbers. */
  readonly ledger: readonly LedgerEntry[];
  /** The latest first. */
  readonly reports: readonly CreditReport[];
  /** Names of the organization's credit programs. */
  readonly programs: ReadonlyMap<string, string>;
}

/** What checking the chain came to, in words for whoever owns the ledger. */
export const ChainStatement = ({ verdict }: { readonly verdict: ChainVerdict }) =>
  verdict.intact ? (
    <p class="notice good">
      Checked just now: {verdict.entries === 1 ? 'the one entry is' : `all ${verdict.entries} entries are`} as
      they were written, one linked to the next.
    </p>
  ) : (
    <p class="notice bad" role="alert">
      Entry {verdict.entry} {verdict.problem}. It was changed after it was written; please tell the staff of
      your organization.
    </p>
  );

const statusTag = { pending: 'tag', approved: 'tag tag-good', declined: 'tag tag-gold' } as const;
const statusText = { pending: 'Waiting for staff', approved: 'Approved', declined: 'Declined' } as const;

const ReportItem = ({ report, program }: { report: CreditReport; program: string }) => (
  <li>
    <p>
      <strong>{report.title}</strong>{' '}
      <span class={statusTag[report.status]}>{statusText[report.status]}</span>
    </p>
    <p class="meta">
      <span>
        {formatAmount(report.amount)} {report.unit}, {program}, {formatDay(report.through)}
      </span>
    </p>
    {report.decision?.changes.map(({ from, to }) => (
      <p>
        Approved for {to} instead of {from} {report.unit}.
      </p>
    ))}
    {report.decision?.reason !== undefined && <p>Staff said: {report.decision.reason}</p>}
  </li>
);

const Years = ({ ledger }: { readonly ledger: readonly LedgerEntry[] }) => (
  <section class="stack" aria-labelledby="years">
    <h2 id="years">By year</h2>
    {totalsByYear(ledger).map(({ year, totals }) => (
      <>
        <h3>{year}</h3>
        <CreditTotals totals={totals} />
      </>
    ))}
  </section>
);

/** A member's own credits: by year, entry by entry, and what they reported. */
export const CreditsPage = ({ viewer, ledger, reports, programs }: CreditsProps) => (
  <Layout title="Your credits" viewer={viewer}>
    <PageHead title="Your credits" trail={[{ href: `/members/${viewer.member}`, text: 'Profile' }]}>
      <p class="lead">
        What you earned, in a ledger that is only ever added to. Only you and the staff of your organization
        see its entries.
      </p>
    </PageHead>
    <div class="stack-wide">
      <p class="actions">
        <a class="button" href="/credits/reports/new">
          Report credit
        </a>
        <a class="button plain" href={`/members/${viewer.member}/transcript`}>
          Transcript and certificates
        </a>
        <a class="button plain" href="/credits/licenses">
          Your licences
        </a>
      </p>
      {ledger.length > 0 ? (
        <>
          <ChainStatement verdict={verifyChain(ledger)} />
          <Years ledger={ledger} />
          <section class="stack" aria-labelledby="entries">
            <h2 id="entries">{countOf(ledger.length, 'entry', 'entries')}</h2>
            <LedgerTable ledger={ledger} />
          </section>
        </>
      ) : (
        <p class="empty">No credits yet. Awards, meetings and reports that staff approve appear here.</p>
      )}
      {reports.length > 0 && (
        <section class="card stack" aria-labelledby="reports">
          <h2 id="reports">What you reported</h2>
          <ul class="posts">
            {reports.map((report) => (
              <ReportItem report={report} program={programs.get(report.program) ?? report.program} />
            ))}
          </ul>
        </section>
      )}
    </div>
  </Layout>
);
