import type { z } from 'zod';
import { InvalidInput } from './errors.ts';

/** `items.0.name` from a zod path; `(root)` for the value itself. */
const fieldOf = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? '(root)' : path.map(String).join('.');

/**
 * The JSON of a message's body.
 *
 * @throws {InvalidInput} where it is none.
 */
export const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new InvalidInput('message: (root): is not JSON', { field: '(root)', cause });
  }
};

/**
 * Parses a value with a schema; `what` names the thing in the sentence.
 *
 * @throws {InvalidInput} that names the first offending field and the reason, and counts the others.
 */
export const parse = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.output<Schema> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [first, ...others] = result.error.issues;
  const field = fieldOf(first?.path ?? []);
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  throw new InvalidInput(`${what}: ${field}: ${first?.message ?? 'invalid'}${more}`, {
    field,
    cause: result.error,
  });
};
