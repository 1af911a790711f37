import * as z from 'zod';
import { may } from '../../../shared/access/policy.ts';
import { dayIn } from '../../../shared/digests/local-day.ts';
import { placeOf } from '../../../shared/discussions/tell-at.ts';
import { Identifier, Instant } from '../../../shared/events/envelope.ts';
import { NotFound } from '../../../shared/platform/errors.ts';
import { CommunityPage } from '../../../web/pages/community.tsx';
import type { Dependencies, On, Stores } from '../dependencies.ts';
import { visitOf } from '../guard.ts';
import { namesOf } from '../names.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/** How many topics one page shows. */
const TOPICS = 20;

/** Where an older page begins: an instant, or the place of a post in the feed. What is neither is no page, so the first. */
const Place = z.string().refine((text) => {
  const [at, post = 'post', ...more] = text.split('#');
  return more.length === 0 && Instant.safeParse(at).success && Identifier.safeParse(post).success;
});

/** The community, which the policy has already let the visitor into, unless there is none of that name. */
export const findCommunity = async (
  { communities }: Pick<Stores, 'communities'>,
  organization: string,
  community: string,
) => {
  const found = await communities.getCommunity(organization, community);
  if (found === undefined) throw new NotFound('there is no community of this name in your organization');
  return found;
};

/**
 * A community's page. Reads, beside the visit's four: the community, its topics, cycles and roster (4, side by side),
 * then one batch of names per hundred members: 9.
 */
export const communityRoutes = (on: On, { stores, clock }: Dependencies): void => {
  on(routes.community, async (c) => {
    const { actor, viewer } = visitOf(c);
    const { organization } = actor;
    const id = c.req.param('community');
    const before = Place.safeParse(c.req.query('before')).data;
    const [community, topics, cycles, roster] = await Promise.all([
      findCommunity(stores, organization, id),
      stores.feed.latest(organization, id, 'topic', TOPICS + 1, before),
      stores.inquiry.listCycles(organization, id),
      stores.members.listRoster(organization, id),
    ]);
    const shown = topics.slice(0, TOPICS);
    const last = shown.at(-1);
    const people = [...roster.map(({ member }) => member), ...shown.map(({ member }) => member)];
    const resource = { organization, community: id };
    return render(
      c,
      <CommunityPage
        viewer={viewer}
        community={community}
        topics={shown}
        olderBefore={topics.length > TOPICS && last ? placeOf(last) : undefined}
        canCurate={may(actor, 'digest.curate', resource)}
        today={dayIn(viewer.timeZone, clock())}
        cycles={cycles}
        roster={roster}
        names={await namesOf(stores, organization, people)}
        canWrite={may(actor, 'discussion.write', resource)}
        canStartCycle={may(actor, 'cycle.start', resource)}
      />,
    );
  });
};
