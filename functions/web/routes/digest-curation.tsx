import type { Context } from 'hono';
import * as z from 'zod';
import { MAX_INTRODUCTION } from '../../../shared/communities/introduction.ts';
import { dayIn } from '../../../shared/digests/local-day.ts';
import { instantShowing } from '../../../shared/digests/local-time.ts';
import { placeOf } from '../../../shared/discussions/tell-at.ts';
import { PostKind } from '../../../shared/events/catalogue.ts';
import { Identifier } from '../../../shared/events/envelope.ts';
import { InvalidInput } from '../../../shared/platform/errors.ts';
import { emptyForm, type FormState } from '../../../web/forms.ts';
import { CurationPage, changes, did } from '../../../web/pages/curation.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, dayFrom, readForm } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { namesOf } from '../names.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';
import { findCommunity } from './community.tsx';

const DAY = 86_400_000;
/** Days back to which the page shows posts: what a weekly digest tells. */
const DAYS = 7;
/** Most posts of a kind that the page shows. */
const POSTS = 50;

const introductionForm = (today: string) =>
  z
    .object({
      text: z
        .string({ error: 'Write the introduction.' })
        .trim()
        .min(1, 'Write the introduction.')
        .max(MAX_INTRODUCTION, 'Shorten the introduction to 1,000 characters.'),
      from: z.iso.date('Choose the first day.'),
      through: dayFrom(today).refine((day) => day !== undefined, 'Choose the last day.'),
    })
    .refine(({ from, through }) => through === undefined || from <= through, {
      path: ['through'],
      error: 'Choose a last day that is not before the first.',
    });

const ChangeForm = z.object({ post: Identifier, change: z.enum(changes) });

/**
 * How a community's digest is looked after by its facilitator. The page reads, beside the visit's four: the community,
 * its introduction, three of the feed and what is held back (6, side by side), then one batch of names: 11. An
 * introduction is one write; a change of a post reads two items and writes up to four in one transaction.
 */
export const digestCurationRoutes = (on: On, { stores, clock }: Dependencies): void => {
  const show = async (c: Context<Env>, community: string, form: FormState): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const { organization } = actor;
    const now = clock();
    const from = new Date(now.getTime() - DAYS * DAY).toISOString();
    // What has a time ahead of this clock is among them: a day ahead is taken.
    const until = new Date(now.getTime() + 2 * DAY).toISOString();
    const [found, introduction, held, ...posts] = await Promise.all([
      findCommunity(stores, organization, community),
      stores.curation.getIntroduction(organization, community),
      stores.feed.listHeld(organization, community),
      ...PostKind.options.map((kind) =>
        stores.feed.between(organization, community, kind, from, until, POSTS),
      ),
    ]);
    const newest = posts.flat().sort((a, b) => placeOf(b).localeCompare(placeOf(a)));
    const change = did.safeParse(c.req.query('did')).data;
    const page = (
      <CurationPage
        viewer={viewer}
        community={found}
        introduction={introduction}
        posts={newest.filter(({ heldBack }) => !heldBack)}
        held={held}
        names={
          await namesOf(stores, organization, [
            ...[...newest, ...held].map(({ member }) => member),
            ...(introduction ? [introduction.by] : []),
          ])
        }
        done={
          change && {
            change,
            post: [...newest, ...held].find(({ post }) => post === c.req.query('post')),
          }
        }
        now={now}
        form={form}
      />
    );
    return render(c, page, form.errors.length > 0 ? 422 : 200);
  };

  on(routes.curateDigest, (c) => show(c, c.req.param('community'), emptyForm));

  on(routes.saveIntroduction, async (c) => {
    const { actor, viewer } = visitOf(c);
    const community = c.req.param('community');
    const zone = viewer.timeZone;
    const fields = await readForm(c);
    const form = checkForm(introductionForm(dayIn(zone, clock())), fields);
    if (form.outcome === 'refused') return show(c, community, { fields, errors: form.errors });
    await findCommunity(stores, actor.organization, community);
    const { text, from, through = from } = form.value;
    await stores.curation.putIntroduction({
      organization: actor.organization,
      community,
      by: actor.member,
      text,
      // Whole days as whoever wrote it has them: until the last of them has ended.
      from: new Date(instantShowing(zone, Date.parse(from))).toISOString(),
      until: new Date(instantShowing(zone, Date.parse(through) + DAY)).toISOString(),
    });
    return c.redirect(`/communities/${community}/digest?did=introduced`, 303);
  });

  on(routes.removeIntroduction, async (c) => {
    const community = c.req.param('community');
    await stores.curation.removeIntroduction(visitOf(c).actor.organization, community);
    return c.redirect(`/communities/${community}/digest?did=removed`, 303);
  });

  on(routes.curatePost, async (c) => {
    const { organization } = visitOf(c).actor;
    const community = c.req.param('community');
    const form = checkForm(ChangeForm, await readForm(c));
    if (form.outcome === 'refused') {
      throw new InvalidInput('change: choose one of the buttons of a post', { field: 'change' });
    }
    const { post, change } = form.value;
    switch (change) {
      case 'pin':
        await stores.feed.pin(organization, community, post);
        break;
      case 'unpin':
        await stores.feed.unpin(organization, community, post);
        break;
      case 'hold':
        await stores.feed.hold(organization, community, post, clock());
        break;
      case 'release':
        await stores.feed.release(organization, community, post, clock());
        break;
    }
    return c.redirect(`/communities/${community}/digest?did=${change}&post=${post}`, 303);
  });
};
