import type { TakePlaces } from '../../shared/badges/status/status-places.ts';
import type { Work, Worked } from '../../shared/platform/work-through.ts';
import type { GrantedAward } from './award-of-grant.ts';

/** Gives each award of a batch its place in its organization's status lists: one write for each organization. */
export const placeAll = async (
  work: readonly Work<GrantedAward>[],
  take: TakePlaces,
): Promise<Worked<GrantedAward>> => {
  const groups = [...Map.groupBy(work, ({ item }) => item.award.organization.organization)];
  const placed = await Promise.all(
    groups.map(async ([organization, group]): Promise<Worked<GrantedAward>> => {
      try {
        const places = await take(organization, group.length);
        const done = group.flatMap(({ messageId, item }, i) => {
          const status = places[i];
          return status ? [{ messageId, item: { ...item, award: { ...item.award, status } } }] : [];
        });
        return { done, failures: [] };
      } catch (error) {
        return { done: [], failures: group.map(({ messageId }) => ({ messageId, error })) };
      }
    }),
  );
  return {
    done: placed.flatMap(({ done }) => done),
    failures: placed.flatMap(({ failures }) => failures),
  };
};
