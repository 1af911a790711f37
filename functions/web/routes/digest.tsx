import type { Context } from 'hono';
import { type Language, languageFor } from '../../../shared/mail/language.ts';
import { suppressionOf } from '../../../shared/mail/standing.ts';
import { feedUrlOf } from '../../../web/components/private-feed.tsx';
import type { FormState } from '../../../web/forms.ts';
import { DigestPage } from '../../../web/pages/digest.tsx';
import { communitiesOf } from '../communities.ts';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { readForm } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { checkPreferences, preferencesFields, suggestion } from '../preferences-form.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/**
 * What a member chooses of their mail. The page reads, beside the visit's four, the organization (1),
 * how their address stands (1), their private feed (1) and each of their communities (1), side by side; saving reads
 * the organization and the schedule once more, with the write that depends on it.
 */
export const digestRoutes = (on: On, { stores, clock, publicUrl }: Dependencies): void => {
  /** The language of a member's mail. */
  const languageOf = async (c: Context<Env>): Promise<Language> => {
    const { actor, schedule } = visitOf(c);
    const organization = await stores.communities.getOrganization(actor.organization);
    return languageFor(schedule ?? {}, organization ?? {});
  };

  const show = async (
    c: Context<Env>,
    form: FormState,
    inLanguage: Language | Promise<Language>,
  ): Promise<Response> => {
    const { viewer, schedule, member, memberships } = visitOf(c);
    const [language, standing, feedToken, communities] = await Promise.all([
      inLanguage,
      stores.mailStandings.get(member.organization, member.member),
      stores.feedLinks.tokenOf(member.organization, member.member),
      communitiesOf(stores, memberships),
    ]);
    const heldBack = suppressionOf(standing, member.email, clock());
    const saved = c.req.query('saved') !== undefined && form.errors.length === 0;
    const feedUrl = feedToken && feedUrlOf(publicUrl, feedToken);
    const shown = { viewer, language, schedule, communities, form, saved, heldBack, feedUrl };
    const page = <DigestPage {...shown} />;
    return render(c, page, form.errors.length > 0 ? 422 : 200);
  };

  const namesIn = (c: Context<Env>): string[] => visitOf(c).memberships.map(({ community }) => community);

  on(routes.digest, (c) => {
    const chosen = visitOf(c).schedule ?? suggestion;
    return show(c, { fields: preferencesFields(chosen, namesIn(c)), errors: [] }, languageOf(c));
  });

  on(routes.saveDigest, async (c) => {
    const { actor, schedule } = visitOf(c);
    const fields = await readForm(c);
    const language = await languageOf(c);
    const form = checkPreferences(fields, namesIn(c), schedule, language);
    if (form.outcome === 'refused') return show(c, { fields, errors: form.errors }, language);
    await stores.digests.savePreferences(actor.organization, actor.member, form.value, clock());
    return c.redirect('/settings/digest?saved', 303);
  });
};
