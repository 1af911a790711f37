import { createHash } from 'node:crypto';
import { credentialUrl } from '../credential.ts';
import { organizationUrl } from '../keys/did-document.ts';

/** The context of every Open Badges 2.0 document. */
export const OB2_CONTEXT = 'https://w3id.org/openbadges/v2';

/** Where a hosted assertion lies; its id. */
export const hostedAssertionUrl = (publicUrl: string, credential: string): string =>
  `${credentialUrl(publicUrl, credential)}/ob2.json`;

/** The name space of identifiers made from addresses (RFC 9562 §6.6). */
const URL_NAMESPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/**
 * The id of a signed assertion: a UUID version 5 (RFC 9562 §5.5) of the credential's address. It is not the
 * credential's own UUID, because that may be of version 8, and 1EdTech's validator knows the versions 1 to 5 alone.
 */
export const signedAssertionId = (publicUrl: string, credential: string): string => {
  const name = Buffer.from(credentialUrl(publicUrl, credential), 'utf8');
  const bytes = createHash('sha1').update(URL_NAMESPACE).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return `urn:uuid:${bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
};

/**
 * Everything of an issuer that a badge class leads to lies beneath this: the organization itself for hosted
 * assertions, one of its keys for signed ones. 1EdTech's validator takes one `publicKey` of an issuer and no more, so
 * that an issuer with a retired key and a new one would fail with every badge it ever issued.
 */
const issuerPlace = (publicUrl: string, organization: string, key: string | undefined): string =>
  organizationUrl(publicUrl, organization) + (key === undefined ? '' : `/keys/${key}`);

/** Where the Profile of an issuer lies: without a key, of hosted assertions; with one, of those signed with it. */
export const issuerProfileUrl = (publicUrl: string, organization: string, key?: string): string =>
  `${issuerPlace(publicUrl, organization, key)}/ob2.json`;

/** Where a CryptographicKey lies. */
export const cryptographicKeyUrl = (publicUrl: string, organization: string, key: string): string =>
  `${organizationUrl(publicUrl, organization)}/keys/${key}.json`;

/** An achievement as it was once issued. */
export interface AchievementVersion {
  readonly achievement: string;
  readonly version: string;
}

/** Where a BadgeClass lies; with a key, the one of assertions that are signed with it. */
export const badgeClassUrl = (
  publicUrl: string,
  organization: string,
  { achievement, version }: AchievementVersion,
  key?: string,
): string => `${issuerPlace(publicUrl, organization, key)}/achievements/${achievement}/${version}/ob2.json`;

/** The picture of an achievement as it was once issued. */
export const versionImageUrl = (
  publicUrl: string,
  organization: string,
  { achievement, version }: AchievementVersion,
): string => `${organizationUrl(publicUrl, organization)}/achievements/${achievement}/${version}/image.png`;

/** Where an organization lists the assertions it takes back. */
export const revocationListUrl = (publicUrl: string, organization: string): string =>
  `${organizationUrl(publicUrl, organization)}/ob2-revocations.json`;
