import type { AchievementsStore } from '../badges/achievements-store.ts';
import type { Achievement } from '../badges/model.ts';
import type { Rule } from './model.ts';
import type { AwardsStore } from './store.ts';

/** An achievement that can be had, and from where it is known. */
export interface Offered {
  readonly achievement: Achievement;
  /** The first rule that grants it; absent for one of the catalogue, which staff award by hand. */
  readonly rule?: Rule;
}

/**
 * What an organization offers: the catalogue and what its rules embed, by name. A rule's own words win over the
 * catalogue's for the same identifier, because they are what it grants.
 */
const offeredAchievements = (
  catalogue: readonly Achievement[],
  rules: readonly Rule[],
): readonly Offered[] => {
  const offered = new Map<string, Offered>(
    catalogue.map((achievement) => [achievement.achievement, { achievement }]),
  );
  for (const rule of rules.toReversed()) {
    const { badge } = rule.grants;
    if (badge) offered.set(badge.achievement, { achievement: badge, rule });
  }
  return [...offered.values()].sort((a, b) =>
    a.achievement.name.localeCompare(b.achievement.name, 'en', { sensitivity: 'base' }),
  );
};

/** Reads what an organization offers, by name: two queries side by side. */
export const listAchievements = async (
  stores: {
    readonly achievements: Pick<AchievementsStore, 'list'>;
    readonly awards: Pick<AwardsStore, 'listRules'>;
  },
  organization: string,
): Promise<readonly Offered[]> => {
  const [catalogue, rules] = await Promise.all([
    stores.achievements.list(organization),
    stores.awards.listRules(organization),
  ]);
  return offeredAchievements(
    catalogue.map(({ achievement }) => achievement),
    rules,
  );
};
