import type { Stores } from './dependencies.ts';

/** How many people a notice is for, and how many of them will not get it. */
export interface NoticeReach {
  readonly people: number;
  readonly switchedOff: number;
  /** Who muted every community through which it would reach them, and did not switch notices off. */
  readonly muted: number;
  /** True where there are more than were counted: all figures are lower bounds. */
  readonly atLeast: boolean;
}

/** People counted one by one; an organization has a page's time to be counted in. */
const COUNTED = 2000;

/** Items of a roster that one read looks at. */
const PART = 500;

type Reached = Pick<Stores, 'directory' | 'rosters' | 'digests'>;

/** Those a notice is for, each with the communities it is for in which they were found; none where it is for everybody. */
interface Found {
  readonly found: ReadonlyMap<string, readonly string[]>;
  readonly atLeast: boolean;
}

/** Those of some communities, each once, until more than {@link COUNTED} are found, or as many places were looked at. */
const inCommunities = async (
  { rosters }: Pick<Reached, 'rosters'>,
  organization: string,
  communities: readonly string[],
): Promise<Found> => {
  const found = new Map<string, string[]>();
  let left = COUNTED;
  for (const community of communities) {
    let after: string | undefined;
    do {
      if (left <= 0) return { found, atLeast: true };
      const page = await rosters.rosterPage(organization, community, { after, size: Math.min(PART, left) });
      for (const member of page.members) found.set(member, [...(found.get(member) ?? []), community]);
      left -= Math.max(page.members.length, 1);
      after = page.next;
    } while (after !== undefined);
  }
  return { found, atLeast: false };
};

/**
 * Counts those a notice is for: everybody, or those of some communities, each once. Reads at most 2,000 items of the
 * directory (5 queries) or of rosters (4 queries, and one for each community), one after the other, and as many
 * schedules (20 batches, side by side); where there are more, all figures are lower bounds.
 */
export const readReach = async (
  { directory, rosters, digests }: Reached,
  organization: string,
  communities: readonly string[],
): Promise<NoticeReach> => {
  const everybody = async (): Promise<Found> => {
    const page = await directory.list(organization, { size: COUNTED });
    const found = new Map(page.members.map(({ member }) => [member, []]));
    return { found, atLeast: page.next !== undefined };
  };
  const { found, atLeast } =
    communities.length === 0
      ? await everybody()
      : await inCommunities({ rosters }, organization, communities);
  const schedules = await digests.getSchedules(organization, [...found.keys()]);
  const on = schedules.filter(({ off = [] }) => !off.includes('notice'));
  const muted = on.filter(({ member, communities: levels = {} }) => {
    // Whoever is in more of them than were looked at may hear one of those.
    const through = atLeast ? communities : (found.get(member) ?? []);
    return through.length > 0 && through.every((community) => levels[community] === 'muted');
  });
  return {
    people: found.size,
    switchedOff: schedules.length - on.length,
    muted: muted.length,
    atLeast,
  };
};
