import { achievementVersion } from '../achievement-version.ts';
import { achievementUrl } from '../credential.ts';
import type { Achievement, Alignment } from '../model.ts';
import { badgeClassUrl, issuerProfileUrl, OB2_CONTEXT, versionImageUrl } from './addresses.ts';

const text = (value: string): string => value.toWellFormed();

/** What of an alignment Open Badges 2.0 has a term for. */
const alignmentObject = (alignment: Alignment) => ({
  type: 'AlignmentObject',
  targetName: text(alignment.targetName),
  targetUrl: alignment.targetUrl,
  ...(alignment.targetDescription !== undefined && { targetDescription: text(alignment.targetDescription) }),
  ...(alignment.targetFramework !== undefined && { targetFramework: text(alignment.targetFramework) }),
  ...(alignment.targetCode !== undefined && { targetCode: text(alignment.targetCode) }),
});

/** Where and by whom an achievement is offered. */
export interface Offer {
  readonly publicUrl: string;
  readonly organization: string;
  /** The key of the assertions that lead here, where they are signed. */
  readonly key?: string;
}

/** An achievement as it was issued, as a BadgeClass (Open Badges 2.0, BadgeClass). It never changes. */
export const badgeClass = ({ publicUrl, organization, key }: Offer, achievement: Achievement) => {
  const version = { achievement: achievement.achievement, version: achievementVersion(achievement) };
  const tags = new Set([
    ...(achievement.tags ?? []),
    ...(achievement.level === undefined ? [] : [achievement.level]),
  ]);
  return {
    '@context': OB2_CONTEXT,
    id: badgeClassUrl(publicUrl, organization, version, key),
    type: 'BadgeClass',
    name: text(achievement.name),
    description: text(achievement.description),
    image: versionImageUrl(publicUrl, organization, version),
    criteria: {
      id: achievementUrl(publicUrl, organization, achievement.achievement),
      narrative: text(achievement.criteria),
    },
    issuer: issuerProfileUrl(publicUrl, organization, key),
    ...(achievement.alignment && { alignment: achievement.alignment.map(alignmentObject) }),
    ...(tags.size > 0 && { tags: [...tags].map(text) }),
    ...(key !== undefined && { related: badgeClassUrl(publicUrl, organization, version) }),
  };
};
