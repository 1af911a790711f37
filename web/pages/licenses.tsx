import { type License, MAX_LICENSES } from '../../shared/credits/license-model.ts';
import { ErrorSummary, TextField } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import type { FormState } from '../forms.ts';
import type { Viewer } from '../viewer.ts';

/** What the page of a member's licences shows. */
export interface LicensesProps {
  readonly viewer: Viewer;
  readonly licenses: readonly License[];
  readonly form: FormState;
}

const LicenseItem = ({ license }: { readonly license: License }) => (
  <li>
    <form class="actions" method="post" action="/credits/licenses/remove">
      <input type="hidden" name="number" value={license.number} />
      <span>
        {license.profession}, {license.state}, number {license.number}
      </span>
      <button class="button plain" type="submit">
        Remove<span class="visually-hidden"> {`licence ${license.number}`}</span>
      </button>
    </form>
  </li>
);

/** The licences that credit is told of to a board, as their holder enters them. */
export const LicensesPage = ({ viewer, licenses, form }: LicensesProps) => (
  <Layout title="Your licences" viewer={viewer}>
    <ErrorSummary form={form} />
    <PageHead title="Your licences" trail={[{ href: '/credits', text: 'Your credits' }]}>
      <p class="lead">
        Where a board asks for a roster, your staff send these with your credits. Nobody else sees them.
      </p>
    </PageHead>
    <div class="columns">
      <section class="stack" aria-labelledby="entered">
        <h2 id="entered">Entered</h2>
        {licenses.length > 0 ? (
          <ul class="stack">
            {licenses.map((license) => (
              <LicenseItem license={license} />
            ))}
          </ul>
        ) : (
          <p class="empty">None yet.</p>
        )}
      </section>
      <section class="card stack" aria-labelledby="add">
        <h2 id="add">Add a licence</h2>
        {licenses.length < MAX_LICENSES ? (
          <form class="stack" method="post" action="/credits/licenses" novalidate>
            <TextField form={form} name="profession" label="Profession" maxLength={80} required />
            <TextField
              form={form}
              name="state"
              label="State"
              hint="Two letters: FL."
              maxLength={2}
              required
            />
            <TextField form={form} name="number" label="Licence number" maxLength={40} required />
            <p class="actions">
              <button class="button" type="submit">
                Add this licence
              </button>
            </p>
          </form>
        ) : (
          <p class="quiet">{MAX_LICENSES} are the most. Remove one to add another.</p>
        )}
      </section>
    </div>
  </Layout>
);
