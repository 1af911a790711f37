import { heldBadges } from '../../../shared/awards/held-badges.ts';
import { listAchievements } from '../../../shared/awards/list-achievements.ts';
import { pathwaysOf } from '../../../shared/awards/pathways.ts';
import { PathwaysPage } from '../../../web/pages/pathways.tsx';
import type { Dependencies, On } from '../dependencies.ts';
import { visitOf } from '../guard.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/**
 * A member's pathways. Reads, beside the visit's four: the rules, what is offered (2), the member's records,
 * credentials and grants, and the communities' names (7, side by side): 11.
 */
export const pathwayRoutes = (on: On, { stores, clock }: Dependencies): void => {
  on(routes.pathways, async (c) => {
    const { actor, viewer } = visitOf(c);
    const { organization, member } = actor;
    const now = clock();
    const [rules, offered, records, credentials, grants, communities] = await Promise.all([
      stores.awards.listRules(organization),
      listAchievements(stores, organization),
      stores.engagement.recordsOf(organization, member),
      stores.credentials.listOf(organization, member),
      stores.awards.grantsOf(organization, member),
      stores.communities.listCommunities(organization),
    ]);
    const achieved = { records, badges: heldBadges(credentials, now) };
    return render(
      c,
      <PathwaysPage
        viewer={viewer}
        organization={organization}
        pathways={pathwaysOf(rules, achieved, grants, now)}
        achievements={new Map(offered.map((one) => [one.achievement.achievement, one.achievement.name]))}
        communities={new Map(communities.map(({ community, name }) => [community, name]))}
      />,
    );
  });
};
