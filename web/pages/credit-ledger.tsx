import type { LedgerEntry } from '../../shared/credits/model.ts';
import { standingEntries } from '../../shared/credits/standing.ts';
import { verifyChain } from '../../shared/credits/verify-chain.ts';
import { ErrorSummary, Select, TextArea, TextField } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import { CreditTotals, LedgerTable } from '../components/ledger.tsx';
import { formatAmount } from '../format.ts';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';
import { ChainStatement } from './credits.tsx';

/** What staff see of a member's ledger. */
export interface CreditLedgerProps {
  readonly viewer: Viewer;
  readonly member: string;
  readonly name: string;
  /** Whole, in the order of its numbers. */
  readonly ledger: readonly LedgerEntry[];
  readonly totals: ReadonlyMap<string, number>;
  readonly form: FormState;
}

const Correct = ({ member, ledger, form }: CreditLedgerProps) => (
  <section class="card stack" aria-labelledby="correct">
    <h2 id="correct">Correct an entry</h2>
    <p class="quiet">
      Nothing is ever changed or taken out: a counter-entry takes the whole entry back, and where another
      amount is right, a new entry stands instead of it. An entry is corrected once.
    </p>
    <form class="stack" method="post" action={`/staff/credits/${member}/corrections`} novalidate>
      <Select
        form={form}
        name="entry"
        label="Entry that is wrong"
        choices={standingEntries(ledger)
          .toReversed()
          .map(({ entry, amount, unit, activity, reason }) => ({
            value: String(entry),
            text: `${entry}: ${formatAmount(amount)} ${unit}, ${(activity ?? reason).slice(0, 60)}`,
          }))}
      />
      <TextArea
        form={form}
        name="reason"
        label="Reason"
        hint="The member reads it."
        maxLength={500}
        short
        required
      />
      <TextField
        form={form}
        name="instead"
        label="Amount that is right instead"
        hint="Under a program, one that it awards, and no more than the minutes earn."
      />
      <TextField
        form={form}
        name="minutes"
        label="Minutes that are right instead"
        hint="Of entries under a program. Both empty: the entry is taken back and nothing stands instead."
      />
      <p class="actions">
        <button class="button" type="submit">
          Correct this entry
        </button>
      </p>
    </form>
  </section>
);

/** A member's ledger as staff see it: every entry, whether the chain is whole, and a way to correct. */
export const CreditLedgerPage = (props: CreditLedgerProps) => {
  const { viewer, member, name, ledger, totals, form } = props;
  return (
    <Layout title={`Credits of ${name}`} viewer={viewer}>
      <ErrorSummary form={form} title="Nothing was corrected yet. Please look at this again:" />
      <PageHead title={`Credits of ${name}`} trail={[{ href: '/staff/credits', text: 'Credits' }]}>
        <p class="lead">
          <a href={`/members/${member}`}>Profile</a>
        </p>
      </PageHead>
      {ledger.length === 0 ? (
        <p class="empty">No credits yet.</p>
      ) : (
        <div class="stack-wide">
          <ChainStatement verdict={verifyChain(ledger)} />
          <CreditTotals totals={totals} />
          <LedgerTable ledger={ledger} />
          {standingEntries(ledger).length > 0 && <Correct {...props} />}
        </div>
      )}
    </Layout>
  );
};
