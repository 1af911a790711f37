import type { AwardsStore } from '../../shared/awards/store.ts';
import type { CredentialsStore } from '../../shared/badges/store.ts';
import type { CommunitiesStore } from '../../shared/communities/store.ts';
import type { EventOf } from '../../shared/events/catalogue.ts';
import type { MembersStore } from '../../shared/members/store.ts';
import type { Found } from './award-of-grant.ts';

/** Finds what a granted badge is about. */
export interface Records {
  find(event: EventOf<'badge.granted'>): Promise<Found>;
}

/** The stores that records are found in, as far as they are asked. */
export interface Stores {
  readonly communities: Pick<CommunitiesStore, 'getOrganization'>;
  readonly members: Pick<MembersStore, 'getMember'>;
  readonly awards: Pick<AwardsStore, 'grantsAt'>;
  readonly credentials: Pick<CredentialsStore, 'get'>;
}

/** Asks three stores side by side, and for a grant that replaces or renews a credential then for that. */
export const createRecords = ({ communities, members, awards, credentials }: Stores): Records => ({
  find: async ({ organization: o, data }) => {
    const [organization, member, [grant]] = await Promise.all([
      communities.getOrganization(o),
      members.getMember(o, data.member),
      awards.grantsAt(o, [data]),
    ]);
    const followed = grant?.replaces ?? grant?.renews;
    const before = followed === undefined ? undefined : await credentials.get(followed);
    return { organization, member, grant, before };
  },
});
