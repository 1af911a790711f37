import { hash } from 'node:crypto';
import type { Organization } from '../communities/model.ts';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from './contexts.ts';
import { issuerDid, organizationUrl } from './did-document.ts';
import type { Achievement, StatusPlace } from './model.ts';

/** Everything a credential says, before it is written as one. */
export interface Award {
  /** The identifier the credential is issued under. */
  readonly credential: string;
  readonly organization: Organization;
  readonly recipient: { readonly member: string; readonly email: string };
  readonly achievement: Achievement;
  /** What the award was decided on, in words; empty where nothing is known. */
  readonly evidence: string;
  readonly awardedAt: string;
  readonly issuedAt: string;
  /** From then on the credential is expired; without it, it is valid for ever. */
  readonly validUntil?: string;
  /** Its bit in the organization's status lists. */
  readonly status?: StatusPlace;
  /** What staff say of how it was earned. */
  readonly narrative?: string;
  /** What was made or done, to be looked at. */
  readonly artifacts?: readonly { readonly url: string; readonly name?: string }[];
  /** By the achievement's result descriptions. */
  readonly results?: readonly { readonly result: string; readonly value: string }[];
  readonly creditsEarned?: number;
  /** Keeps the hash of the e-mail address from being looked up in a table; fresh for each credential. */
  readonly salt: string;
}

/** An OpenBadgeCredential 3.0 without its proof, as this system writes it. */
export type UnsignedCredential = ReturnType<typeof buildCredential>;

const sha256 = (text: string): Buffer => hash('sha256', text, 'buffer');

/** An instant without fractions of a second: what a proof's `created` is written with, too. */
export const toSecond = (instant: string | Date): string =>
  `${new Date(instant).toISOString().slice(0, 19)}Z`;

/** Text as it can be written in UTF-8: half of a surrogate pair would be hashed by one stack and refused by another. */
const text = (value: string): string => value.toWellFormed();

/**
 * A pseudonym of a member that stays the same over all their credentials and tells nothing about them: a UUID
 * version 8 (RFC 9562 §5.8) of the member's place in this system.
 */
export const subjectId = (publicUrl: string, organization: string, member: string): string => {
  const bytes = sha256(`${organizationUrl(publicUrl, organization)}/members/${member}`).subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `urn:uuid:${parts.join('-')}`;
};

/** Where a credential is shown and read. */
export const credentialUrl = (publicUrl: string, credential: string): string =>
  `${publicUrl}/credentials/${credential}`;

/** Where an achievement is described. */
export const achievementUrl = (publicUrl: string, organization: string, achievement: string): string =>
  `${organizationUrl(publicUrl, organization)}/achievements/${achievement}`;

/**
 * Writes an award as an OpenBadgeCredential (Open Badges 3.0 §B.1.2) without a proof. Sets are arrays, nothing is
 * null or empty. The e-mail address appears as a salted hash alone (§B.1.10 IdentityObject), so that whoever knows
 * the address can recognise its owner, and nobody else can.
 */
export const buildCredential = (publicUrl: string, award: Award) => {
  const { organization: issuer, achievement } = award;
  const id = credentialUrl(publicUrl, award.credential);
  const identity = sha256(award.recipient.email.toLowerCase() + award.salt).toString('hex');
  return {
    '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: text(achievement.name),
    description: text(achievement.description),
    issuer: {
      id: issuerDid(publicUrl, issuer.organization),
      type: ['Profile'],
      name: text(issuer.name),
      url: issuer.url,
    },
    validFrom: toSecond(award.issuedAt),
    awardedDate: toSecond(award.awardedAt),
    credentialSubject: {
      id: subjectId(publicUrl, issuer.organization, award.recipient.member),
      type: ['AchievementSubject'],
      identifier: [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: `sha256$${identity}`,
          identityType: 'emailAddress',
          salt: award.salt,
        },
      ],
      achievement: {
        id: achievementUrl(publicUrl, issuer.organization, achievement.achievement),
        type: ['Achievement'],
        name: text(achievement.name),
        description: text(achievement.description),
        criteria: { narrative: text(achievement.criteria) },
        // Beneath the credential, which is kept for ever, and not beneath the rule, which may be withdrawn.
        image: { id: `${id}/image.png`, type: 'Image', caption: text(`The badge “${achievement.name}”`) },
      },
    },
    ...(award.evidence !== '' && {
      evidence: [
        { type: ['Evidence'], name: 'What the award was decided on', narrative: text(award.evidence) },
      ],
    }),
  };
};
