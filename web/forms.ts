/** What was typed into a form, by field. */
export type Fields = ReadonlyMap<string, string>;

/** What is wrong with one field, in a sentence for whoever filled it in. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** A form as it is shown again: what was typed, and what was wrong with it. */
export interface FormState {
  readonly fields: Fields;
  readonly errors: readonly FieldError[];
}

/** A form nobody has filled in yet. */
export const emptyForm: FormState = { fields: new Map(), errors: [] };

/** What a form's field held, or an empty text. */
export const typed = ({ fields }: FormState, field: string): string => fields.get(field) ?? '';

/** What is wrong with a field, if anything. */
export const errorOf = ({ errors }: FormState, field: string): string | undefined =>
  errors.find((error) => error.field === field)?.message;
