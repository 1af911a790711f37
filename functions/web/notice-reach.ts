import type { Stores } from './dependencies.ts';

/** How many people a notice reaches, and how many of them switched notices off. */
export interface NoticeReach {
  readonly people: number;
  readonly switchedOff: number;
  /** True where there are more than were counted: both figures are lower bounds. */
  readonly atLeast: boolean;
}

/** People counted one by one; an organization has a page's time to be counted in. */
const COUNTED = 2000;

/**
 * Counts those a notice is for: everybody, or those of some communities, each once. Reads at most 2,000 members (5
 * queries, or a roster for each community) and as many schedules (20 batches, side by side).
 */
export const readReach = async (
  { directory, members, digests }: Pick<Stores, 'directory' | 'members' | 'digests'>,
  organization: string,
  communities: readonly string[],
): Promise<NoticeReach> => {
  const everybody = async (): Promise<readonly string[]> => {
    const page = await directory.list(organization, { size: COUNTED + 1 });
    return page.members.map(({ member }) => member);
  };
  const ofCommunities = async (): Promise<readonly string[]> => {
    const rosters = await Promise.all(communities.map((one) => members.listRoster(organization, one)));
    return [...new Set(rosters.flat().map(({ member }) => member))];
  };
  const found = communities.length === 0 ? await everybody() : await ofCommunities();
  const people = found.slice(0, COUNTED);
  const schedules = await digests.getSchedules(organization, people);
  return {
    people: people.length,
    switchedOff: schedules.filter(({ off = [] }) => off.includes('notice')).length,
    atLeast: found.length > people.length,
  };
};
