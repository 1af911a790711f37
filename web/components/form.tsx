import type { Child } from 'hono/jsx';
import { errorOf, type FieldError, type FormState, typed } from '../forms.ts';

/** What was wrong with a form, at the head of its page, each a way to its field (GOV.UK error summary, WCAG 3.3.1). */
export const ErrorSummary = ({
  form,
  title = 'Nothing was saved yet. Please look at this again:',
  lineOf = ({ message }) => message,
}: {
  readonly form: FormState;
  readonly title?: string;
  /** What is said of one error; where sentences do not name their fields, this does. */
  readonly lineOf?: (error: FieldError) => string;
}) =>
  form.errors.length === 0 ? null : (
    <div class="notice bad" role="alert" aria-labelledby="error-summary">
      <h2 id="error-summary">{title}</h2>
      <ul>
        {form.errors.map((error) => (
          <li>
            <a href={`#${error.field}`}>{lineOf(error)}</a>
          </li>
        ))}
      </ul>
    </div>
  );

/** A labelled field: what it is called, a hint, and what was wrong with it. */
export interface FieldProps {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
}

const describedBy = ({ form, name, hint }: FieldProps): string | undefined => {
  const ids = [hint && `${name}-hint`, errorOf(form, name) && `${name}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
};

const attributesOf = (props: FieldProps) => ({
  id: props.name,
  name: props.name,
  required: props.required,
  'aria-describedby': describedBy(props),
  'aria-invalid': errorOf(props.form, props.name) === undefined ? undefined : ('true' as const),
});

const Field = ({ children, ...props }: FieldProps & { readonly children: Child }) => {
  const { form, name, label, hint } = props;
  const error = errorOf(form, name);
  return (
    <div class={error === undefined ? 'field' : 'field field-wrong'}>
      <label for={name}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      {children}
    </div>
  );
};

/** One line of text, a date or a number. */
export const TextField = (
  props: FieldProps & {
    readonly type?: 'text' | 'date' | 'number';
    readonly maxLength?: number;
    readonly min?: number;
    readonly max?: number;
  },
) => (
  <Field {...props}>
    <input
      {...attributesOf(props)}
      type={props.type ?? 'text'}
      value={typed(props.form, props.name)}
      maxlength={props.maxLength}
      min={props.min}
      max={props.max}
      autocomplete="off"
    />
  </Field>
);

/** Several lines of text. */
export const TextArea = (
  props: FieldProps & { readonly maxLength: number; readonly rows?: number; readonly short?: boolean },
) => (
  <Field {...props}>
    <textarea
      {...attributesOf(props)}
      class={props.short === true ? 'short' : undefined}
      rows={props.rows}
      maxlength={props.maxLength}
    >
      {typed(props.form, props.name)}
    </textarea>
  </Field>
);

/** A file; a browser fills none in again, so what was chosen has to be chosen once more after a refusal. */
export const FileField = (props: FieldProps & { readonly accept: string }) => (
  <Field {...props}>
    <input {...attributesOf(props)} type="file" accept={props.accept} />
  </Field>
);

/** A box to tick, which sends `yes`. */
export const CheckBox = (props: FieldProps) => {
  const { form, name, label, hint } = props;
  const error = errorOf(form, name);
  return (
    <div class={error === undefined ? 'field' : 'field field-wrong'}>
      {error !== undefined && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      <div class="choices">
        <label>
          <input {...attributesOf(props)} type="checkbox" value="yes" checked={typed(form, name) === 'yes'} />
          {label}
        </label>
      </div>
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
};

/** What can be chosen from a list: the value sent and the text shown. */
export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** `none` stands where nothing was chosen, and had to be. */
type SelectProps = FieldProps & { readonly choices: readonly Choice[]; readonly none?: string };

/** The choices, and before them what was sent where it was refused: no browser may show another as chosen. */
const choicesWith = ({ form, name, choices, none = 'Choose one' }: SelectProps) => {
  const sent = typed(form, name);
  const isOffered = errorOf(form, name) === undefined || choices.some(({ value }) => value === sent);
  return isOffered ? choices : [{ value: sent, text: sent === '' ? none : sent }, ...choices];
};

/** One choice of a list. */
export const Select = (props: SelectProps) => (
  <Field {...props}>
    <select {...attributesOf(props)}>
      {choicesWith(props).map(({ value, text }) => (
        <option value={value} selected={typed(props.form, props.name) === value}>
          {text}
        </option>
      ))}
    </select>
  </Field>
);

/** One choice of a few, all in sight. */
export const Radios = ({
  form,
  name,
  legend,
  choices,
}: {
  readonly form: FormState;
  readonly name: string;
  readonly legend: string;
  readonly choices: readonly Choice[];
}) => {
  const error = errorOf(form, name);
  return (
    <fieldset id={name} class={error === undefined ? undefined : 'field-wrong'}>
      <legend>{legend}</legend>
      {error !== undefined && <p class="error">{error}</p>}
      <div class="choices">
        {choices.map(({ value, text }) => (
          <label>
            <input type="radio" name={name} value={value} checked={typed(form, name) === value} />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
};
