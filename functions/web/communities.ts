import type { Membership } from '../../shared/members/model.ts';
import type { Stores } from './dependencies.ts';

/** The communities of memberships with their names, those alone that are still there; one read each, side by side. */
export const communitiesOf = async (
  { communities }: Pick<Stores, 'communities'>,
  memberships: readonly Pick<Membership, 'organization' | 'community'>[],
): Promise<{ community: string; name: string }[]> => {
  const found = await Promise.all(
    memberships.map(({ organization, community }) => communities.getCommunity(organization, community)),
  );
  return found.flatMap((one) => (one === undefined ? [] : [{ community: one.community, name: one.name }]));
};
