import type { FormState } from '../forms.ts';
import { ErrorSummary, Select, TextField } from './form.tsx';

/** Chooses the period of a report, and the community where there is a choice. */
export const PeriodFormCard = ({
  form,
  action,
  communities,
}: {
  readonly form: FormState;
  readonly action: string;
  readonly communities?: ReadonlyMap<string, string>;
}) => (
  <>
    <ErrorSummary
      form={form}
      title="The report below is not the one you asked for. Please look at this again:"
    />
    <form class="card stack" method="get" action={action} novalidate aria-label="Period of the report">
      <div class="row">
        <TextField form={form} name="from" label="First day" type="date" required />
        <TextField form={form} name="through" label="Last day" type="date" required />
        {communities && (
          <Select
            form={form}
            name="community"
            label="Community"
            choices={[
              { value: '', text: 'All communities' },
              ...[...communities].map(([value, text]) => ({ value, text })),
            ]}
          />
        )}
        <button class="button" type="submit">
          Show
        </button>
      </div>
    </form>
  </>
);
