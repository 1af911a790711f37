import * as z from 'zod';
import { type AppError, asAppError, Defect } from '../../shared/platform/errors.ts';

/** The message of a `ZodError`, as it is where nobody has made a sentence of it. */
const Issues = z
  .array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }))
  .min(1);

const asJson = (text: string): unknown => {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A text that only begins like a list is a text like any other.
    return undefined;
  }
};

/** A reason as a person can read it: of a validator's list of issues the first, and how many more there are. */
export const plainReason = (message: string): string => {
  const { data: issues } = Issues.safeParse(asJson(message));
  const [first, ...others] = issues ?? [];
  if (!first) return message;
  const field = first.path.length === 0 ? '(root)' : first.path.join('.');
  return `${field}: ${first.message}${others.length > 0 ? ` (and ${others.length} more)` : ''}`;
};

/** Any thrown value as an error whose message a page may show. */
export const errorForPage = (thrown: unknown): AppError => {
  const error = asAppError(thrown);
  const reason = plainReason(error.message);
  if (reason === error.message) return error;
  return new Defect(
    `Something that is kept on this machine is not as it should be (${reason}). Mend that record, or begin with an empty folder by --data.`,
    { cause: thrown },
  );
};
