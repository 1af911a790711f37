import { may } from '../../../shared/access/policy.ts';
import { totalsByUnit } from '../../../shared/credits/amounts.ts';
import { NotFound } from '../../../shared/platform/errors.ts';
import { ProfilePage } from '../../../web/pages/profile.tsx';
import type { Dependencies, On } from '../dependencies.ts';
import { visitOf } from '../guard.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/**
 * A member's profile. Reads, beside the visit's four: the member, their communities, the communities' names, their
 * credentials, those of other issuers and their ledger (6, side by side): 10.
 */
export const profileRoutes = (on: On, { stores, clock }: Dependencies): void => {
  on(routes.profile, async (c) => {
    const { actor, viewer } = visitOf(c);
    const { organization } = actor;
    const id = c.req.param('member');
    const [member, memberships, communities, credentials, ledger, external] = await Promise.all([
      stores.members.getMember(organization, id),
      stores.members.listMemberships(organization, id),
      stores.communities.listCommunities(organization),
      stores.credentials.listOf(organization, id),
      stores.ledger.entriesOf(organization, id),
      stores.backpack.listOf(organization, id),
    ]);
    if (member === undefined) throw new NotFound('there is no member of this name in your organization');
    const names = new Map(communities.map(({ community, name }) => [community, name]));
    const mayRead = may(actor, 'ledger.read', { organization, member: id });
    const mayOpen = may(actor, 'badge.read', { organization, member: id });
    const badges = credentials.filter(({ visibility }) => mayOpen || visibility === 'public');
    return render(
      c,
      <ProfilePage
        viewer={viewer}
        member={id}
        name={member.name}
        isOwn={id === actor.member}
        joinedAt={member.joinedAt}
        communities={memberships.map(({ community, role }) => ({
          name: names.get(community) ?? community,
          role,
        }))}
        badges={badges.toReversed()}
        mayOpen={mayOpen}
        external={mayOpen ? external : []}
        now={clock()}
        totals={totalsByUnit(ledger)}
        ledger={mayRead ? ledger : undefined}
      />,
    );
  });
};
