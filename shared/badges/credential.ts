import { hash } from 'node:crypto';
import type { Organization } from '../communities/model.ts';
import { achievementTerms, resultDescriptionId, text } from './achievement-terms.ts';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from './contexts.ts';
import { issuerDid, organizationUrl } from './keys/did-document.ts';
import type { Achievement, StatusPlace } from './model.ts';
import { ENTRY_PURPOSE, statusListUrl } from './status/status-list.ts';

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

const sha256 = (text: string): Buffer => hash('sha256', text, 'buffer');

/** An instant without fractions of a second: what a proof's `created` is written with, too. */
export const toSecond = (instant: string | Date): string =>
  `${new Date(instant).toISOString().slice(0, 19)}Z`;

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
 * What a credential says of one recipient alone, as it is written in it. Everything else is the same for all who
 * earn an achievement in the same way.
 */
export interface Personal {
  readonly id: string;
  readonly validFrom: string;
  readonly validUntil: string | undefined;
  readonly awardedDate: string;
  readonly subject: string;
  readonly identityHash: string;
  readonly salt: string;
  readonly image: string;
  /** What the award was decided on. */
  readonly decision: string | undefined;
  readonly narrative: string | undefined;
  readonly artifacts: readonly { readonly url: string; readonly name: string | undefined }[];
  readonly results: readonly string[];
  readonly status: { readonly id: string; readonly index: string } | undefined;
}

const given = (value: string | undefined): string | undefined =>
  value === undefined || value === '' ? undefined : text(value);

const listOf = (publicUrl: string, { organization }: Organization, { list }: StatusPlace): string =>
  statusListUrl(publicUrl, organization, list, ENTRY_PURPOSE);

/**
 * What a credential for an award says of its recipient. The e-mail address appears as a salted hash alone (Open
 * Badges 3.0 §B.1.10 IdentityObject), so that whoever knows the address can recognise its owner, and nobody else can.
 */
export const personalOf = (publicUrl: string, award: Award): Personal => {
  const { organization, recipient, status } = award;
  const id = credentialUrl(publicUrl, award.credential);
  const identity = hash('sha256', recipient.email.toLowerCase() + award.salt, 'hex');
  return {
    id,
    validFrom: toSecond(award.issuedAt),
    validUntil: award.validUntil === undefined ? undefined : toSecond(award.validUntil),
    awardedDate: toSecond(award.awardedAt),
    subject: subjectId(publicUrl, organization.organization, recipient.member),
    identityHash: `sha256$${identity}`,
    salt: text(award.salt),
    // Beneath the credential, which is kept for ever, and not beneath the rule, which may be withdrawn.
    image: `${id}/image.png`,
    decision: given(award.evidence),
    narrative: given(award.narrative),
    artifacts: (award.artifacts ?? []).map(({ url, name }) => ({
      url: new URL(url).href,
      name: given(name),
    })),
    results: (award.results ?? []).map(({ value }) => text(value)),
    status: status && {
      id: `${listOf(publicUrl, organization, status)}#${status.index}`,
      index: String(status.index),
    },
  };
};

const evidenceTerms = ({ decision, artifacts }: Personal) => [
  ...(decision === undefined
    ? []
    : [{ type: ['Evidence'], name: 'What the award was decided on', narrative: decision }]),
  ...artifacts.map(({ url, name }) => ({ id: url, type: ['Evidence'], ...(name !== undefined && { name }) })),
];

const subjectTerms = (achievementId: string, award: Award, personal: Personal) => ({
  id: personal.subject,
  type: ['AchievementSubject'],
  identifier: [
    {
      type: 'IdentityObject',
      hashed: true,
      identityHash: personal.identityHash,
      identityType: 'emailAddress',
      salt: personal.salt,
    },
  ],
  ...(personal.narrative !== undefined && { narrative: personal.narrative }),
  ...(award.creditsEarned !== undefined && { creditsEarned: award.creditsEarned }),
  ...(personal.results.length > 0 && {
    result: (award.results ?? []).map(({ result }, i) => ({
      type: ['Result'],
      resultDescription: resultDescriptionId(achievementId, result),
      value: personal.results[i],
    })),
  }),
  achievement: achievementTerms(award.achievement, achievementId, personal.image),
});

/**
 * Writes an award as an OpenBadgeCredential (Open Badges 3.0 §B.1.2) without a proof. Sets are arrays, nothing is
 * null or empty; the one status is an object ({@link ENTRY_PURPOSE}).
 */
export const buildCredential = (publicUrl: string, award: Award, personal = personalOf(publicUrl, award)) => {
  const { organization: issuer, achievement } = award;
  const achievementId = achievementUrl(publicUrl, issuer.organization, achievement.achievement);
  const evidence = evidenceTerms(personal);
  return {
    '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT],
    id: personal.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: text(achievement.name),
    description: text(achievement.description),
    issuer: {
      id: issuerDid(publicUrl, issuer.organization),
      type: ['Profile'],
      name: text(issuer.name),
      url: issuer.url,
    },
    validFrom: personal.validFrom,
    ...(personal.validUntil !== undefined && { validUntil: personal.validUntil }),
    awardedDate: personal.awardedDate,
    credentialSubject: subjectTerms(achievementId, award, personal),
    ...(evidence.length > 0 && { evidence }),
    ...(award.status &&
      personal.status && {
        credentialStatus: {
          id: personal.status.id,
          type: 'BitstringStatusListEntry',
          statusPurpose: ENTRY_PURPOSE,
          statusListIndex: personal.status.index,
          statusListCredential: listOf(publicUrl, issuer, award.status),
        },
      }),
  };
};
