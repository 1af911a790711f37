import { Hono } from 'hono';
import * as z from 'zod';
import { Identifier } from '../../shared/events/envelope.ts';
import { NotFound } from '../../shared/platform/errors.ts';
import type { Dependencies } from './dependencies.ts';

/** Seconds that anybody may go by a list before asking again; the answer to that is short where it is the same. */
const MAX_AGE = 60;

const Address = z.object({
  organization: Identifier,
  list: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number),
  purpose: z.enum(['revocation', 'suspension']),
});

/** `/organizations/{o}/status/{list}/{purpose}`: which credentials are revoked or suspended, as signed lists. */
export const statusRoutes = ({ statuses }: Pick<Dependencies, 'statuses'>) =>
  new Hono().get('/:o/status/:list/:purpose', async (c) => {
    const { o: organization, ...named } = c.req.param();
    const asked = Address.safeParse({ organization, ...named });
    const published = asked.success && (await statuses.published(asked.data.organization, asked.data.list));
    if (!published) throw new NotFound('there is no status list at this address');
    return c.body(published[asked.data.purpose], 200, {
      'content-type': 'application/vc+ld+json',
      'cache-control': `public, max-age=${String(MAX_AGE)}`,
    });
  });
