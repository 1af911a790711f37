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

/** Items of a roster that one read looks at. */
const PART = 500;

type Reached = Pick<Stores, 'directory' | 'rosters' | 'digests'>;

/** Those of some communities, each once, until more than {@link COUNTED} are found, or as many places were looked at. */
const inCommunities = async (
  { rosters }: Pick<Reached, 'rosters'>,
  organization: string,
  communities: readonly string[],
): Promise<{ readonly found: readonly string[]; readonly atLeast: boolean }> => {
  const found = new Set<string>();
  let left = COUNTED;
  for (const community of communities) {
    let after: string | undefined;
    do {
      if (left <= 0) return { found: [...found], atLeast: true };
      const page = await rosters.rosterPage(organization, community, { after, size: Math.min(PART, left) });
      for (const member of page.members) found.add(member);
      left -= Math.max(page.members.length, 1);
      after = page.next;
    } while (after !== undefined);
  }
  return { found: [...found], atLeast: false };
};

/**
 * Counts those a notice is for: everybody, or those of some communities, each once. Reads at most 2,000 items of the
 * directory (5 queries) or of rosters (4 queries, and one for each community), one after the other, and as many
 * schedules (20 batches, side by side); where there are more, both figures are lower bounds.
 */
export const readReach = async (
  { directory, rosters, digests }: Reached,
  organization: string,
  communities: readonly string[],
): Promise<NoticeReach> => {
  const everybody = async () => {
    const page = await directory.list(organization, { size: COUNTED });
    return { found: page.members.map(({ member }) => member), atLeast: page.next !== undefined };
  };
  const { found, atLeast } =
    communities.length === 0
      ? await everybody()
      : await inCommunities({ rosters }, organization, communities);
  const schedules = await digests.getSchedules(organization, found);
  return {
    people: found.length,
    switchedOff: schedules.filter(({ off = [] }) => off.includes('notice')).length,
    atLeast,
  };
};
