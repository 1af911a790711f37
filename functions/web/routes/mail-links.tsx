import type { Context } from 'hono';
import { MailList } from '../../../shared/digests/lists.ts';
import { Frequency } from '../../../shared/digests/model.ts';
import { InvalidInput, NotFound } from '../../../shared/platform/errors.ts';
import type { FormState } from '../../../web/forms.ts';
import { PreferencesByLinkPage } from '../../../web/pages/digest.tsx';
import { ResubscribedPage, UnsubscribedPage, UnsubscribePage } from '../../../web/pages/unsubscribe.tsx';
import { communitiesOf } from '../communities.ts';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { readForm } from '../forms.ts';
import { checkPreferences, preferencesFields } from '../preferences-form.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

const UNKNOWN =
  'this link belongs to no mail of ours, or to a test or a preview; it may have been cut short in the mail, so copy all of it';

/** What `:list` names; the digests where the path has none. @throws {NotFound} where there is no such list. */
const listIn = (c: Context<Env>): MailList => {
  const list = MailList.safeParse(c.req.param('list') ?? 'digests');
  if (!list.success || c.req.param('list') === 'digests') throw new NotFound('there is no such list of mail');
  return list.data;
};

/**
 * What can be done by the links in a mail, without signing in: the token in them is the capability (decision 0005).
 * No cookie is read or set, nothing redirects, and a GET or HEAD changes nothing, since mail scanners follow links.
 * A GET of an unsubscribe link reads one item, a POST the link, the schedule and what it is decided from (4); the
 * choices read the link, the schedule and the memberships, and each community by its own (3 and one each).
 */
export const mailLinkRoutes = (on: On, { stores, clock, observer }: Dependencies): void => {
  const { digests } = stores;

  /** Whose link it is, and what they chose. */
  const holderOf = async (token: string) => {
    const found = await digests.findUnsubscribe(token);
    const schedule = found && (await digests.getSchedule(found.organization, found.member));
    if (found === undefined || schedule === undefined) throw new NotFound(UNKNOWN);
    return { ...found, schedule };
  };

  const ask = async (c: Context<Env>, token: string): Promise<Response> => {
    const list = listIn(c);
    if ((await digests.findUnsubscribe(token)) === undefined) throw new NotFound(UNKNOWN);
    return render(c, <UnsubscribePage {...{ token, list }} />);
  };

  const undo = async (c: Context<Env>, token: string, list: MailList, before: string): Promise<Response> => {
    const frequency = Frequency.exclude(['none']).catch('weekly').parse(before);
    if ((await digests.resubscribe(token, clock(), list, frequency)) === undefined)
      throw new NotFound(UNKNOWN);
    return render(c, <ResubscribedPage {...{ token, list }} />);
  };

  /** The figure is for staff: whoever ended their mail has done so, whether it can be counted or not. */
  const countEnd = async (organization: string): Promise<void> => {
    const now = clock();
    try {
      const added = { counts: { unsubscribed: 1 } };
      await stores.mailDays.add(organization, now.toISOString().slice(0, 10), added, now.getTime());
    } catch (error) {
      observer.log.warn('an unsubscription was not counted', { reason: String(error) });
    }
  };

  const end = async (c: Context<Env>, token: string): Promise<Response> => {
    const list = listIn(c);
    const fields = await readForm(c);
    const before = fields.get('undo');
    if (before !== undefined) return undo(c, token, list, before);
    // RFC 8058 §3.1: the mail program's POST carries exactly this, and so does the form of the page above.
    if (fields.get('List-Unsubscribe') !== 'One-Click') {
      throw new InvalidInput('List-Unsubscribe: must be One-Click', { field: 'List-Unsubscribe' });
    }
    const { schedule } = await holderOf(token);
    const again = (await digests.unsubscribe(token, clock(), list)) !== 'unsubscribed';
    if (!again) await countEnd(schedule.organization);
    const goBack = list === 'digests' ? schedule.frequency : 'on';
    return render(c, <UnsubscribedPage {...{ token, list, again }} undo={again ? undefined : goBack} />);
  };

  on(routes.unsubscribe, (c) => ask(c, c.req.param('token')));
  on(routes.unsubscribeList, (c) => ask(c, c.req.param('token')));
  on(routes.doUnsubscribe, (c) => end(c, c.req.param('token')));
  on(routes.doUnsubscribeList, (c) => end(c, c.req.param('token')));

  const choose = async (
    c: Context<Env>,
    of: Awaited<ReturnType<typeof holderOf>>,
    memberships: Awaited<ReturnType<typeof stores.members.listMemberships>>,
    { form, saved }: { readonly form: FormState; readonly saved: boolean },
  ): Promise<Response> => {
    const communities = await communitiesOf(stores, memberships);
    const { schedule } = of;
    const token = c.req.param('token') ?? '';
    const page = <PreferencesByLinkPage {...{ token, schedule, communities, form, saved }} />;
    return render(c, page, form.errors.length > 0 ? 422 : 200);
  };

  const openChoices = async (token: string) => {
    const holder = await holderOf(token);
    const memberships = await stores.members.listMemberships(holder.organization, holder.member);
    return { holder, memberships, communities: memberships.map(({ community }) => community) };
  };

  on(routes.preferencesByLink, async (c) => {
    const { holder, memberships, communities } = await openChoices(c.req.param('token'));
    const fields = preferencesFields(holder.schedule, communities);
    return choose(c, holder, memberships, { form: { fields, errors: [] }, saved: false });
  });

  on(routes.savePreferencesByLink, async (c) => {
    const { holder, memberships, communities } = await openChoices(c.req.param('token'));
    const fields = await readForm(c);
    const form = checkPreferences(fields, communities, holder.schedule);
    if (form.outcome === 'refused') {
      return choose(c, holder, memberships, { form: { fields, errors: form.errors }, saved: false });
    }
    const schedule = await digests.savePreferences(holder.organization, holder.member, form.value, clock());
    return choose(c, { ...holder, schedule }, memberships, { form: { fields, errors: [] }, saved: true });
  });
};
