import type { Context } from 'hono';
import * as z from 'zod';
import { DigestPreferences, Frequency, TimeZone } from '../../../shared/digests/model.ts';
import { InvalidInput, NotFound } from '../../../shared/platform/errors.ts';
import type { FormState } from '../../../web/forms.ts';
import { DigestPage, UnsubscribedPage, UnsubscribePage } from '../../../web/pages/digest.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, readForm, wholeNumber } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

const choose = 'Choose one of those on the list.';

const DigestForm = z.object({
  frequency: z.enum(Frequency.options, { error: 'Choose how often your digest comes.' }),
  weekday: wholeNumber(1, 7, choose),
  hour: wholeNumber(0, 23, choose),
  timeZone: z
    .string({ error: choose })
    .refine((zone) => zone.length <= 64 && TimeZone.safeParse(zone).success, choose),
});

/** What somebody is offered who has never chosen. */
const suggestion = DigestPreferences.parse({ frequency: 'weekly', timeZone: 'UTC', hour: 7, weekday: 1 });

const UNKNOWN = 'this link ends no digest; it may have been cut short in the mail, so copy all of it';

/**
 * Digest settings and the link that ends a digest. The page reads the visit's four and nothing else; saving reads the
 * schedule once more, with the write that depends on it. The link reads one item, ending a digest three.
 */
export const digestRoutes = (on: On, { stores, clock }: Dependencies): void => {
  const show = (c: Context<Env>, form: FormState): Promise<Response> => {
    const { viewer, schedule } = visitOf(c);
    const saved = c.req.query('saved') !== undefined;
    const page = <DigestPage viewer={viewer} schedule={schedule} form={form} saved={saved} />;
    return render(c, page, form.errors.length > 0 ? 422 : 200);
  };

  on(routes.digest, (c) => {
    const { frequency, timeZone, hour, weekday } = visitOf(c).schedule ?? suggestion;
    const fields = Object.entries({ frequency, timeZone, hour: String(hour), weekday: String(weekday) });
    return show(c, { fields: new Map(fields), errors: [] });
  });

  on(routes.saveDigest, async (c) => {
    const { organization, member } = visitOf(c).actor;
    const fields = await readForm(c);
    const form = checkForm(DigestForm, fields);
    if (form.outcome === 'refused') return show(c, { fields, errors: form.errors });
    await stores.digests.savePreferences(organization, member, form.value, clock());
    return c.redirect('/settings/digest?saved', 303);
  });

  on(routes.unsubscribe, async (c) => {
    const token = c.req.param('token');
    if ((await stores.digests.findUnsubscribe(token)) === undefined) throw new NotFound(UNKNOWN);
    return render(c, <UnsubscribePage token={token} />);
  });

  on(routes.doUnsubscribe, async (c) => {
    // RFC 8058 §3.1: the mail program's POST carries exactly this, and so does the form of the page above.
    if ((await readForm(c)).get('List-Unsubscribe') !== 'One-Click') {
      throw new InvalidInput('List-Unsubscribe: must be One-Click', { field: 'List-Unsubscribe' });
    }
    const outcome = await stores.digests.unsubscribe(c.req.param('token'), clock());
    if (outcome === 'unknown-link') throw new NotFound(UNKNOWN);
    return render(c, <UnsubscribedPage />);
  });
};
