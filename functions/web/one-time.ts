import * as z from 'zod';
import { postIdOf } from '../../shared/discussions/post-id.ts';
import type { Fields } from '../../web/forms.ts';

/** The field in which a form carries what was minted for it alone. */
export const ONCE = 'once';

const Once = z.string().regex(/^[\w-]{1,64}$/);

/**
 * The identifier of what a form makes: the same however often the form is sent, and of its author, so that nobody
 * chooses one. A form that carries nothing of its own makes something new each time.
 */
export const idFromForm = (
  fields: Fields,
  { organization, member }: { readonly organization: string; readonly member: string },
  ids: () => string,
): string => {
  const once = Once.safeParse(fields.get(ONCE)).data;
  return once === undefined ? ids() : postIdOf(organization, member, once);
};
