import type { Organization } from '../../shared/communities/model.ts';
import { Language } from '../../shared/mail/language.ts';
import { CheckBox, ErrorSummary, FileField, Select, TextField } from '../components/form.tsx';
import { Layout, PageHead } from '../components/layout.tsx';
import type { FormState } from '../forms.ts';
import { languageNames } from '../mail-words.ts';
import type { Viewer } from '../viewer.ts';

/** What the page of an organization's look shows. */
export interface BrandProps {
  readonly viewer: Viewer;
  readonly organization: Organization;
  readonly form: FormState;
  readonly saved: boolean;
}

const languages = Language.options.map((value) => ({ value, text: languageNames[value] }));

/** How an organization's mail looks, with a sample of it as it is now. */
export const BrandPage = ({ viewer, organization, form, saved }: BrandProps) => (
  <Layout title="Look of mail" viewer={viewer}>
    <div class="stack-wide">
      <ErrorSummary form={form} />
      <PageHead title="Look of mail" trail={[{ href: '/staff', text: 'Staff' }]}>
        <p class="lead">Every mail that your organization sends has this name, logo and colour.</p>
      </PageHead>
      {saved && (
        <p class="notice good" role="status">
          Saved. The next mail looks like the sample below.
        </p>
      )}
      <form
        class="card stack narrow"
        method="post"
        action="/staff/brand"
        enctype="multipart/form-data"
        novalidate
      >
        <TextField
          form={form}
          name="name"
          label="Name"
          hint="Stands in mail, and on badges that are issued from now on."
          maxLength={120}
          required
        />
        <FileField
          form={form}
          name="logo"
          label="Logo"
          hint="A PNG of at most 64 KB, 90 pixels high or more; it is shown 48 high, on white."
          accept="image/png"
        />
        {organization.logo !== undefined && <CheckBox form={form} name="no-logo" label="Show no logo" />}
        <TextField
          form={form}
          name="colour"
          label="Colour"
          hint="As #0b57a4. Text on it is black or white, whichever reads better. Empty: blue."
          maxLength={7}
        />
        <TextField
          form={form}
          name="postalAddress"
          label="Postal address"
          hint="At the end of every mail; some countries ask for it."
          maxLength={200}
        />
        <Select
          form={form}
          name="language"
          label="Language"
          hint="Of mail to members who have not chosen one."
          choices={languages}
        />
        <p class="actions">
          <button class="button" type="submit">
            Save
          </button>
        </p>
      </form>
      <section class="card stack" aria-labelledby="sample">
        <h2 id="sample">A sample, as it is now</h2>
        <iframe
          class="mail-preview"
          src="/staff/brand/preview"
          title="Sample of a digest"
          sandbox="allow-popups"
        />
      </section>
    </div>
  </Layout>
);
