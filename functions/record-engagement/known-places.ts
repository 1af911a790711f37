import { isActivity } from '../../shared/engagement/activities-of.ts';
import { type ActivityName, type EventOf, isEvent } from '../../shared/events/catalogue.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';

/** Where organizations, communities and members are looked up; `undefined` where there is none of that name. */
export interface Places {
  getOrganization(organization: string): Promise<unknown>;
  getCommunity(organization: string, community: string): Promise<unknown>;
  getMember(organization: string, member: string): Promise<unknown>;
}

/** Most answers kept; a process that has seen more starts over, so that memory stays bounded. */
const MAX_KNOWN = 50_000;

/** Everybody that an activity names as having done it, by the field that names them. */
const membersIn = (event: EventOf<ActivityName>): readonly (readonly [field: string, member: string])[] => [
  ['data.member', event.data.member],
  ...(isEvent(event, 'cycle.completed')
    ? event.data.members.map((member, i) => [`data.members.${i}`, member] as const)
    : []),
];

/**
 * Makes the check that an event's organization exists and, where it tells what members did, that the community and
 * everybody it counts for do.
 *
 * Only positive answers are kept, for the life of the process: none of them is ever removed, and one that is made a
 * moment after an event for it was refused must be found by the next. Questions that are under way are shared.
 */
export const createPlaceCheck = (places: Places) => {
  const known = new Map<string, Promise<boolean>>();
  const exists = (key: string, ask: () => Promise<unknown>): Promise<boolean> => {
    const before = known.get(key);
    if (before) return before;
    if (known.size >= MAX_KNOWN) known.clear();
    const answer = ask().then((found) => found !== undefined);
    known.set(key, answer);
    const forget = () => known.delete(key);
    answer.then((found) => found || forget(), forget);
    return answer;
  };

  /**
   * @throws {InvalidInput} naming `organization`, `data.community`, `data.member` or the place in `data.members`, and
   *   what is unknown about it.
   */
  return async (event: EventOf): Promise<void> => {
    const { organization } = event;
    if (!(await exists(organization, () => places.getOrganization(organization)))) {
      throw new InvalidInput(`event: organization: there is no organization "${organization}" here`, {
        field: 'organization',
      });
    }
    if (!isActivity(event)) return;
    const { community } = event.data;
    if (
      !(await exists(`${organization}#community#${community}`, () =>
        places.getCommunity(organization, community),
      ))
    ) {
      throw new InvalidInput(
        `event: data.community: the organization "${organization}" has no community "${community}"`,
        { field: 'data.community' },
      );
    }
    await Promise.all(
      membersIn(event).map(async ([field, member]) => {
        const isMember = exists(`${organization}#member#${member}`, () =>
          places.getMember(organization, member),
        );
        if (await isMember) return;
        throw new InvalidInput(
          `event: ${field}: the organization "${organization}" has no member "${member}"`,
          {
            field,
          },
        );
      }),
    );
  };
};
