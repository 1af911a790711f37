import { Alignment, ResultDescription } from '../../shared/badges/model.ts';
import type { FormState } from '../forms.ts';
import { MAX_ENDORSEMENTS, rowsOf } from '../reports/achievement-fields.ts';
import { Select, TextArea, TextField } from './form.tsx';

/** Rows that are offered beyond those that are filled in. */
const SPARE = 2;

const rowNumbers = (form: FormState, group: string, most: number): number[] => {
  const filled = rowsOf(form.fields, group);
  const next = (filled.at(-1) ?? -1) + 1;
  return [...filled, ...Array.from({ length: SPARE }, (_, i) => next + i)].slice(0, most);
};

const targetTypes = Alignment.shape.targetType.unwrap().options;
const resultTypes = ResultDescription.shape.resultType.options;
const inWords: Readonly<Record<string, string>> = { CFItem: 'Item of a CASE framework (CFItem)' };

/** What an achievement is aligned to, a group of fields each; two more than there are. */
export const AlignmentRows = ({ form }: { readonly form: FormState }) => (
  <div class="stack">
    {rowNumbers(form, 'alignment', 20).map((row, i) => (
      <fieldset class="stack">
        <legend>{`Alignment ${i + 1}`}</legend>
        <div class="row">
          <TextField form={form} name={`alignment.${row}.targetName`} label="Name" maxLength={300} />
          <TextField form={form} name={`alignment.${row}.targetUrl`} label="Address" maxLength={2000} />
        </div>
        <div class="row">
          <TextField
            form={form}
            name={`alignment.${row}.targetFramework`}
            label="Framework"
            maxLength={300}
          />
          <TextField form={form} name={`alignment.${row}.targetCode`} label="Code" maxLength={100} />
          <Select
            form={form}
            name={`alignment.${row}.targetType`}
            label="Kind"
            choices={[
              { value: '', text: 'Not said' },
              ...targetTypes.map((value) => ({ value, text: inWords[value] ?? value })),
            ]}
          />
        </div>
        <TextField
          form={form}
          name={`alignment.${row}.targetDescription`}
          label="Description"
          maxLength={1000}
        />
      </fieldset>
    ))}
  </div>
);

/** The results that an achievement can have, a group of fields each; two more than there are. */
export const ResultRows = ({ form }: { readonly form: FormState }) => (
  <div class="stack">
    {rowNumbers(form, 'results', 10).map((row, i) => (
      <fieldset class="stack">
        <legend>{`Result ${i + 1}`}</legend>
        <div class="row">
          <TextField form={form} name={`results.${row}.name`} label="Name" maxLength={120} />
          <TextField form={form} name={`results.${row}.result`} label="Identifier" maxLength={64} />
          <Select
            form={form}
            name={`results.${row}.resultType`}
            label="Kind"
            choices={resultTypes.map((value) => ({ value, text: value }))}
          />
        </div>
        <div class="row">
          <TextField form={form} name={`results.${row}.valueMin`} label="Least" maxLength={40} />
          <TextField form={form} name={`results.${row}.valueMax`} label="Most" maxLength={40} />
        </div>
        <TextField
          form={form}
          name={`results.${row}.allowedValue`}
          label="Values, in rising order"
          hint="Parted by commas; leave this empty where any value may be."
          maxLength={2000}
        />
      </fieldset>
    ))}
  </div>
);

/** The endorsements of an achievement, as signed JSON. */
export const EndorsementRows = ({ form }: { readonly form: FormState }) => (
  <div class="stack">
    {Array.from({ length: MAX_ENDORSEMENTS }, (_, i) => (
      <TextArea
        form={form}
        name={`endorsement.${i}`}
        label={`Endorsement ${i + 1}`}
        hint="The whole JSON of a signed EndorsementCredential; it is verified before it is kept."
        maxLength={8000}
        short
      />
    ))}
  </div>
);
