import type { FeedItem } from '../../../shared/discussions/model.ts';
import { PostKind } from '../../../shared/events/catalogue.ts';
import { nextStep } from '../../../shared/inquiry/complete-step.ts';
import { Defect } from '../../../shared/platform/errors.ts';
import { HomePage } from '../../../web/pages/home.tsx';
import type { Dependencies, On } from '../dependencies.ts';
import { visitOf } from '../guard.ts';
import { namesOf } from '../names.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/** How many posts the home page shows. */
const POSTS = 15;
/** How many badges the home page shows. */
const BADGES = 3;

const newest = (posts: readonly FeedItem[]): FeedItem[] =>
  [...posts].sort((a, b) => b.postedAt.localeCompare(a.postedAt)).slice(0, POSTS);

/**
 * The home page. Reads, beside the visit's four: the organization, its communities, the member's goals and credentials
 * (4, side by side with) three of the feed and one of the cycles per community of the member, then one batch for the
 * names of the authors: 9 and four per community, in two rounds.
 */
export const homeRoutes = (on: On, { stores, clock }: Dependencies): void => {
  on(routes.home, async (c) => {
    const { actor, viewer, memberships } = visitOf(c);
    const { organization, member } = actor;
    const own = memberships.map(({ community }) => community);
    const feeds = own.flatMap((community) =>
      PostKind.options.map((kind) => stores.feed.latest(organization, community, kind, POSTS)),
    );
    const [place, communities, goals, credentials, posts, cycles] = await Promise.all([
      stores.communities.getOrganization(organization),
      stores.communities.listCommunities(organization),
      stores.inquiry.listGoals(organization, member),
      stores.credentials.listOf(organization, member),
      Promise.all(feeds),
      Promise.all(own.map((community) => stores.inquiry.listCycles(organization, community))),
    ]);
    if (place === undefined)
      throw new Defect(`organization ${organization} has a member but no item of its own`);
    const names = new Map(communities.map(({ community, name }) => [community, name]));
    const shown = newest(posts.flat());
    return render(
      c,
      <HomePage
        viewer={viewer}
        organizationName={place.name}
        communities={memberships.map(({ community, role }) => ({
          community,
          role,
          name: names.get(community) ?? community,
        }))}
        posts={shown}
        names={
          await namesOf(
            stores,
            organization,
            shown.map((post) => post.member),
          )
        }
        cycles={cycles.flat().filter((cycle) => nextStep(cycle) !== undefined)}
        goals={goals.filter(({ metAt }) => metAt === undefined)}
        badges={credentials.slice(-BADGES).reverse()}
        now={clock()}
      />,
    );
  });
};
