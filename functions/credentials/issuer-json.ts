import { achievementTerms } from '../../shared/badges/achievement-terms.ts';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from '../../shared/badges/contexts.ts';
import { achievementUrl } from '../../shared/badges/credential.ts';
import { issuerDid, organizationUrl } from '../../shared/badges/keys/did-document.ts';
import type { Achievement } from '../../shared/badges/model.ts';
import type { Organization } from '../../shared/communities/model.ts';

const context = [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT];

/** An organization as an Open Badges 3.0 Profile (§B.1.18). */
export const profileJson = (publicUrl: string, organization: Organization) => ({
  '@context': context,
  id: issuerDid(publicUrl, organization.organization),
  type: ['Profile'],
  name: organization.name,
  url: organization.url,
});

/** An achievement by itself (Open Badges 3.0 §B.1.1), with who offers it. */
export const achievementJson = (publicUrl: string, organization: Organization, achievement: Achievement) => {
  const id = achievementUrl(publicUrl, organization.organization, achievement.achievement);
  return {
    '@context': context,
    ...achievementTerms(achievement, id, `${id}/image.png`),
    creator: {
      id: issuerDid(publicUrl, organization.organization),
      type: ['Profile'],
      name: organization.name,
      url: organizationUrl(publicUrl, organization.organization),
    },
  };
};
