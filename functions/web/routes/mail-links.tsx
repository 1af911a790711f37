import type { Context } from 'hono';
import { countsOf, isOn, kindsOn, MailList } from '../../../shared/digests/lists.ts';
import { type DigestSchedule, Frequency } from '../../../shared/digests/model.ts';
import { brandOf } from '../../../shared/mail/brand.ts';
import type { Brand } from '../../../shared/mail/document.ts';
import { languageFor } from '../../../shared/mail/language.ts';
import type { MailCount } from '../../../shared/mail/mail-counts.ts';
import { suppressionOf } from '../../../shared/mail/standing.ts';
import { NotificationKind } from '../../../shared/notifications/model.ts';
import { InvalidInput, NotFound } from '../../../shared/platform/errors.ts';
import { PreferencesByLinkPage } from '../../../web/pages/digest.tsx';
import {
  ResubscribedPage,
  UnknownLinkPage,
  UnsubscribedPage,
  UnsubscribePage,
} from '../../../web/pages/unsubscribe.tsx';
import { askedLanguage } from '../asked-language.ts';
import { communitiesOf } from '../communities.ts';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { wantsProblem } from '../failures.tsx';
import { readForm } from '../forms.ts';
import { checkPreferences, preferencesFields } from '../preferences-form.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

const UNKNOWN = 'this link belongs to no mail of ours, or to a test or a preview';

/** What `:list` names; the digests where the path has none. @throws {NotFound} where there is no such list. */
const listIn = (c: Context<Env>): MailList => {
  const list = MailList.safeParse(c.req.param('list') ?? 'digests');
  if (!list.success || c.req.param('list') === 'digests') throw new NotFound('there is no such list of mail');
  return list.data;
};

/**
 * The lists that an Undo brings back: the one that was ended, or of those of every kind what was on before.
 *
 * @throws {InvalidInput} where it names none.
 */
const listsBefore = (list: MailList, before: string): readonly MailList[] => {
  if (list !== 'notifications') return [list];
  const named = before.split(' ');
  const kinds = NotificationKind.options.filter((kind) => named.includes(kind));
  if (kinds.length === 0) throw new InvalidInput('undo: names no kind of mail', { field: 'undo' });
  return kinds;
};

/**
 * What can be done by the links in a mail, without signing in: the token in them is the capability (decision 0005).
 * No cookie is read or set, nothing redirects, and a GET or HEAD changes nothing, since mail scanners follow links.
 * The pages speak and look as the mail did. A GET of an unsubscribe link reads the link, the schedule and the
 * organization (3), a POST also what it is decided from (3 more); the choices read beside those three the memberships,
 * the member, how their address stands, and each community by its own (3 and one each).
 */
export const mailLinkRoutes = (on: On, { stores, clock, observer }: Dependencies): void => {
  const { digests } = stores;

  /** Whose link it is. */
  const findLink = async (token: string) => {
    const found = await digests.findUnsubscribe(token);
    if (found === undefined) throw new NotFound(UNKNOWN);
    return found;
  };

  /** Whose link it is, what they chose, and how their mail speaks and looks. */
  const holderOf = async (found: Awaited<ReturnType<typeof findLink>>) => {
    const [schedule, organization] = await Promise.all([
      digests.getSchedule(found.organization, found.member),
      stores.communities.getOrganization(found.organization),
    ]);
    if (schedule === undefined) throw new NotFound(UNKNOWN);
    // Whoever wants their mail to end can end it, whatever became of the organization.
    const brand: Brand = organization ? brandOf(organization) : { name: 'Colloquy' };
    const languageOf = (chosen: DigestSchedule) => languageFor(chosen, organization ?? {});
    return { ...found, schedule, brand, language: languageOf(schedule), languageOf };
  };

  /** Answers what a link asks for; one that is nobody's, in the language that the browser asks for. */
  const answer =
    (page: (c: Context<Env>, token: string) => Promise<Response>) =>
    async (c: Context<Env>): Promise<Response> => {
      try {
        return await page(c, c.req.param('token') ?? '');
      } catch (error) {
        if (!(error instanceof NotFound) || wantsProblem(c.req.header('accept'))) throw error;
        observer.counter.count('Answered404');
        return render(c, <UnknownLinkPage language={askedLanguage(c)} />, 404);
      }
    };

  const ask = async (c: Context<Env>, token: string): Promise<Response> => {
    const list = listIn(c);
    const { language, brand } = await holderOf(await findLink(token));
    return render(c, <UnsubscribePage {...{ token, list, language, brand }} />);
  };

  /** The figure is for staff: whoever ended their mail has done so, whether it can be counted or not. */
  const count = async (organization: string, what: MailCount): Promise<void> => {
    const now = clock();
    try {
      const added = { counts: { [what]: 1 } };
      await stores.mailDays.add(organization, now.toISOString().slice(0, 10), added, now.getTime());
    } catch (error) {
      observer.log.warn('an unsubscription was not counted', { reason: String(error) });
    }
  };

  const undo = async (c: Context<Env>, token: string, list: MailList, before: string): Promise<Response> => {
    const { organization, schedule, language, brand } = await holderOf(await findLink(token));
    const frequency = Frequency.exclude(['none']).catch('weekly').parse(before);
    const lists = listsBefore(list, before);
    if ((await digests.resubscribe(token, clock(), lists, frequency)) === undefined)
      throw new NotFound(UNKNOWN);
    // Sent twice, it takes nothing back that is not there any more.
    if (lists.some((one) => !isOn(schedule, one))) await count(organization, countsOf(list).undone);
    return render(c, <ResubscribedPage {...{ token, list, language, brand }} />);
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
    const { schedule, language, brand } = await holderOf(await findLink(token));
    const again = (await digests.unsubscribe(token, clock(), list)) !== 'unsubscribed';
    if (!again) await count(schedule.organization, countsOf(list).ended);
    const goBack = list === 'digests' ? schedule.frequency : kindsOn(schedule, list).join(' ');
    const shown = { token, list, language, brand, again };
    return render(c, <UnsubscribedPage {...shown} undo={again ? undefined : goBack} />);
  };

  for (const route of [routes.unsubscribe, routes.unsubscribeList]) on(route, answer(ask));
  for (const route of [routes.doUnsubscribe, routes.doUnsubscribeList]) on(route, answer(end));

  const openChoices = async (token: string) => {
    const found = await findLink(token);
    const [holder, memberships, member, standing] = await Promise.all([
      holderOf(found),
      stores.members.listMemberships(found.organization, found.member),
      stores.members.getMember(found.organization, found.member),
      stores.mailStandings.get(found.organization, found.member),
    ]);
    const communities = await communitiesOf(stores, memberships);
    const heldBack = member && suppressionOf(standing, member.email, clock());
    const { schedule, language, brand } = holder;
    const shown = { token, schedule, language, brand, communities, heldBack, saved: false };
    return { holder, shown, names: memberships.map(({ community }) => community) };
  };

  const choose = answer(async (c, token) => {
    const { shown, names } = await openChoices(token);
    const form = { fields: preferencesFields(shown.schedule, names), errors: [] };
    return render(c, <PreferencesByLinkPage {...shown} form={form} />);
  });

  const save = answer(async (c, token) => {
    const { holder, shown, names } = await openChoices(token);
    const fields = await readForm(c);
    const form = checkPreferences(fields, names, holder.schedule, holder.language);
    if (form.outcome === 'refused') {
      return render(c, <PreferencesByLinkPage {...shown} form={{ fields, errors: form.errors }} />, 422);
    }
    const schedule = await digests.savePreferences(holder.organization, holder.member, form.value, clock());
    // Whoever chose another language reads on in it.
    const saved = { ...shown, schedule, language: holder.languageOf(schedule), saved: true };
    return render(c, <PreferencesByLinkPage {...saved} form={{ fields, errors: [] }} />);
  });

  on(routes.preferencesByLink, choose);
  on(routes.savePreferencesByLink, save);
};
