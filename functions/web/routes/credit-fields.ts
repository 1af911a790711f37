import * as z from 'zod';

/** A field that may be left empty: nothing but blanks is no value. */
export const emptyAsAbsent = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    schema.optional(),
  );

/** One line or several of text, without the blanks around it; `message` is what to do where there is none. */
export const textField = (most: number, message: string) =>
  z
    .string({ error: message })
    .trim()
    .min(1, message)
    .max(most, `Shorten this to ${most.toLocaleString('en-US')} characters.`);

/** A positive amount of credit in decimals, at most two behind the point. */
export const amountField = (message: string) =>
  z
    .string({ error: message })
    .trim()
    .regex(/^\d{1,4}([.]\d{1,2})?$/, message)
    .transform(Number)
    .pipe(z.number().positive(message).max(1000, message));
