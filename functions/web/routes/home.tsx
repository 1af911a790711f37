import type { CredentialSummary } from '../../../shared/badges/model.ts';
import { openReading, type Reading } from '../../../shared/digests/reading.ts';
import type { FeedItem } from '../../../shared/discussions/model.ts';
import { PostKind } from '../../../shared/events/catalogue.ts';
import { nextStep } from '../../../shared/inquiry/complete-step.ts';
import { Defect } from '../../../shared/platform/errors.ts';
import { createKept } from '../../../shared/platform/kept.ts';
import { HomePage } from '../../../web/pages/home.tsx';
import type { Dependencies, On } from '../dependencies.ts';
import { forYou } from '../for-you.ts';
import { visitOf } from '../guard.ts';
import { namesOf } from '../names.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/** How many posts the home page shows. */
const POSTS = 15;
/** How many badges the home page shows. */
const BADGES = 3;

/**
 * What the pages of one function keep of the communities' last days: estimated bytes, and for how long, in ms. Long
 * enough for those who look at once, and so short that what is new is there as soon as it is under "Latest".
 */
const KEPT = { maxBytes: 8 * 1024 * 1024, keepFor: 2_000 } as const;

const newest = (posts: readonly FeedItem[]): FeedItem[] =>
  [...posts].sort((a, b) => b.postedAt.localeCompare(a.postedAt)).slice(0, POSTS);

/** Those of a member's credentials that were issued at or after `from` and before `until`, as the store lists them. */
const issuedWithin = (
  credentials: readonly CredentialSummary[],
  { from, until }: { readonly from?: string; readonly until?: string } = {},
): CredentialSummary[] =>
  credentials.filter(({ issuedAt }) => {
    const at = Date.parse(issuedAt);
    return (from === undefined || at >= Date.parse(from)) && (until === undefined || at < Date.parse(until));
  });

/**
 * The home page. Reads, beside the visit's four: the organization, its communities, the member's goals and credentials
 * (4, side by side with) three of the feed and one of the cycles per community of the member, then one batch for the
 * names of the authors: 9 and four per community, in two rounds. Beside it what is for them alone, as a digest reads it:
 * what they have read and credit (2), of the communities' last days what nobody looked at in the last two seconds, or
 * before something was withheld from it, and what that was last (1).
 */
export const homeRoutes = (on: On, { stores, clock, publicUrl }: Dependencies): void => {
  const reading = openReading(stores, createKept({ ...KEPT, clock }));
  on(routes.home, async (c) => {
    const { actor, viewer, memberships, schedule } = visitOf(c);
    const { organization, member } = actor;
    const belongs = memberships.map(({ community }) => community);
    const feeds = belongs.flatMap((community) =>
      PostKind.options.map((kind) => stores.feed.latest(organization, community, kind, POSTS)),
    );
    // What is read for this page anyway is not read again for what it tells them alone.
    const goalsRead = stores.inquiry.listGoals(organization, member);
    const badgesRead = stores.credentials.listOf(organization, member);
    const own: Reading = {
      ...reading,
      memberships: () => Promise.resolve([...memberships]),
      goals: () => goalsRead,
      badges: async (_organization, _member, times) => issuedWithin(await badgesRead, times),
    };
    const [place, communities, goals, credentials, content, posts, cycles] = await Promise.all([
      stores.communities.getOrganization(organization),
      stores.communities.listCommunities(organization),
      goalsRead,
      badgesRead,
      forYou(own, { organization, member, schedule, publicUrl, now: clock() }),
      Promise.all(feeds),
      Promise.all(belongs.map((community) => stores.inquiry.listCycles(organization, community))),
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
        content={content}
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
