import { InvalidInput } from '../../shared/platform/errors.ts';

/** Where organizations and communities are looked up; `undefined` where there is none of that name. */
export interface Communities {
  getOrganization(organization: string): Promise<unknown>;
  getCommunity(organization: string, community: string): Promise<unknown>;
}

/** Most communities remembered; a process that has seen more starts over, so that memory stays bounded. */
const MAX_KNOWN = 50_000;

/**
 * Makes the check that a community exists. Communities are never removed, so that those found are remembered for the
 * life of the process; one that is missing is looked up again each time, because it may be made a moment later.
 */
export const createCommunityCheck = (communities: Communities) => {
  const known = new Set<string>();

  /** @throws {InvalidInput} naming `organization` or `data.community`, whichever is not there. */
  return async (organization: string, community: string): Promise<void> => {
    const key = `${organization}#${community}`;
    if (known.has(key)) return;
    if ((await communities.getCommunity(organization, community)) === undefined) {
      if ((await communities.getOrganization(organization)) === undefined) {
        throw new InvalidInput(`event: organization: there is no organization "${organization}" here`, {
          field: 'organization',
        });
      }
      throw new InvalidInput(
        `event: data.community: the organization "${organization}" has no community "${community}"`,
        { field: 'data.community' },
      );
    }
    if (known.size >= MAX_KNOWN) known.clear();
    known.add(key);
  };
};
