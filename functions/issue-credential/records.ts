import type { Grant } from '../../shared/awards/model.ts';
import type { CommunitiesStore } from '../../shared/communities/store.ts';
import type { MembersStore } from '../../shared/members/store.ts';
import type { Found } from './award-of-grant.ts';

/** Finds what a grant of a badge is about. */
export interface Records {
  find(organization: string, member: string): Promise<Found>;
}

/** The stores that records are found in, as far as they are asked. */
export interface Stores {
  readonly communities: Pick<CommunitiesStore, 'getOrganization'>;
  readonly members: Pick<MembersStore, 'getMember'>;
  readonly awards: { grantsOf(organization: string, member: string): Promise<readonly Grant[]> };
}

/** Asks the three stores side by side. */
export const createRecords = ({ communities, members, awards }: Stores): Records => ({
  find: async (o, m) => {
    const [organization, member, grants] = await Promise.all([
      communities.getOrganization(o),
      members.getMember(o, m),
      awards.grantsOf(o, m),
    ]);
    return { organization, member, grants };
  },
});
