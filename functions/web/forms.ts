import type { Context } from 'hono';
import * as z from 'zod';
import { InvalidInput } from '../../shared/platform/errors.ts';
import type { FieldError, Fields } from '../../web/forms.ts';

const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/**
 * The body of a form.
 *
 * @throws {InvalidInput} where the body is cut short, or is not what its content type says.
 */
const parseForm = async (c: Context) =>
  c.req.parseBody({ all: true }).catch((cause: unknown) => {
    // The parser's own refusal (Fetch Standard, Body.formData); what else ends the reading is no fault of the form.
    if (!(cause instanceof TypeError)) throw cause;
    throw new InvalidInput(
      'the form arrived broken or incomplete; open its page again and send it once more',
      {
        field: '(root)',
        cause,
      },
    );
  });

/**
 * The fields of a form as text, the last value of each; line ends as their author typed them, since a browser sends
 * CR LF for each.
 *
 * @throws {InvalidInput} where the body is no form or a broken one, or carries a file.
 */
export const readForm = async (c: Context): Promise<Fields> => {
  if (!FORM.test(c.req.header('content-type') ?? '')) {
    throw new InvalidInput('(root): send a form (application/x-www-form-urlencoded)', { field: '(root)' });
  }
  const fields = new Map<string, string>();
  for (const [name, values] of Object.entries(await parseForm(c))) {
    const value = [values].flat().at(-1);
    if (typeof value !== 'string') throw new InvalidInput(`${name}: must be text`, { field: name });
    fields.set(name, value.replaceAll('\r\n', '\n'));
  }
  return fields;
};

/** A form that may carry files: its fields as {@link readForm} reads them, and the files that were chosen. */
export interface Upload {
  readonly fields: Fields;
  readonly files: ReadonlyMap<string, File>;
}

/**
 * The fields of a form as text, the last value of each, and its files; an empty file is how a browser sends none.
 *
 * @throws {InvalidInput} where the body is no form or a broken one.
 */
export const readUpload = async (c: Context): Promise<Upload> => {
  if (!FORM.test(c.req.header('content-type') ?? '')) {
    throw new InvalidInput('(root): send a form (multipart/form-data)', { field: '(root)' });
  }
  const fields = new Map<string, string>();
  const files = new Map<string, File>();
  for (const [name, values] of Object.entries(await parseForm(c))) {
    const value = [values].flat().at(-1);
    if (typeof value === 'string') fields.set(name, value.replaceAll('\r\n', '\n'));
    else if (value !== undefined && value.size > 0) files.set(name, value);
  }
  return { fields, files };
};

/** All values of one field of the form, for check boxes. */
export const readChoices = async (c: Context, name: string): Promise<string[]> => {
  const values = (await parseForm(c))[name];
  return [values].flat().filter((value) => typeof value === 'string');
};

/**
 * A whole number as a form sends it: decimal digits and nothing else, both bounds inclusive. An empty field is none,
 * and neither is what a program would take for a number (`0x7`, `1e0`).
 */
export const wholeNumber = (least: number, most: number, message: string) =>
  z
    .string({ error: message })
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .pipe(z.number().min(least, message).max(most, message));

/**
 * A day as a form sends it, `2026-12-24`, or none where the field is empty.
 *
 * @param today - the day of whoever fills it in; none before it is taken.
 */
export const dayFrom = (today: string) =>
  z
    .string()
    .default('')
    .transform((day) => (day === '' ? undefined : day))
    .pipe(
      z.iso
        .date('Write the day as year, month and day: 2026-12-24.')
        .refine((day) => day >= today, 'Choose today or a day after it.')
        .optional(),
    );

/** Why something is done, as the audit trail keeps it: 1 to 500 characters, white space around them left out. */
export const reasonField = (message: string) =>
  z.string({ error: message }).trim().min(1, message).max(500, 'Shorten this to 500 characters.');

/** What a form says, or what is wrong with it, a sentence per field in the order of the schema's fields. */
export type Checked<Value> =
  | { readonly outcome: 'accepted'; readonly value: Value }
  | { readonly outcome: 'refused'; readonly errors: readonly FieldError[] };

/** Checks a form's fields with a schema whose messages are written for whoever filled it in. */
export const checkForm = <Schema extends z.ZodType>(
  schema: Schema,
  fields: Fields,
): Checked<z.output<Schema>> => {
  const result = schema.safeParse(Object.fromEntries(fields));
  if (result.success) return { outcome: 'accepted', value: result.data };
  const errors = new Map<string, string>();
  for (const { path, message } of result.error.issues) {
    const field = path.map(String).join('.');
    if (!errors.has(field)) errors.set(field, message);
  }
  return { outcome: 'refused', errors: [...errors].map(([field, message]) => ({ field, message })) };
};
