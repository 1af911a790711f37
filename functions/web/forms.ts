import type { Context } from 'hono';
import type * as z from 'zod';
import { InvalidInput } from '../../shared/platform/errors.ts';
import type { FieldError, Fields } from '../../web/forms.ts';

const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/**
 * The fields of a form as text, the last value of each; line ends as their author typed them, since a browser sends
 * CR LF for each.
 *
 * @throws {InvalidInput} where the body is no form, or carries a file.
 */
export const readForm = async (c: Context): Promise<Fields> => {
  if (!FORM.test(c.req.header('content-type') ?? '')) {
    throw new InvalidInput('(root): send a form (application/x-www-form-urlencoded)', { field: '(root)' });
  }
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(await c.req.parseBody())) {
    if (typeof value !== 'string') throw new InvalidInput(`${name}: must be text`, { field: name });
    fields.set(name, value.replaceAll('\r\n', '\n'));
  }
  return fields;
};

/** All values of one field of the form, for check boxes. */
export const readChoices = async (c: Context, name: string): Promise<string[]> => {
  const values = (await c.req.parseBody({ all: true }))[name];
  return [values].flat().filter((value) => typeof value === 'string');
};

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
