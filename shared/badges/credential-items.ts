import type { EventOf } from '../events/catalogue.ts';
import { afterChange, type StandingEvent } from './life.ts';
import {
  type CredentialChange,
  CredentialSummary,
  type IssuedCredential,
  type StatusPlace,
} from './model.ts';

/** A profile's partition, as every subject of the table `credentials` keys a member. */
export const profilePk = (organization: string, member: string): string =>
  `ORG#${organization}#MEMBER#${member}`;

/** What every credential of a profile is sorted behind. */
export const PROFILE_PREFIX = 'CREDENTIAL#';

/** What every change of a credential is sorted behind. */
export const CHANGE_PREFIX = 'CHANGE#';

/** The partition of a credential: itself, its changes, its other forms. */
export const credentialPk = (credential: string): string => `CREDENTIAL#${credential}`;

/** Where a credential lies. */
export const credentialKey = (credential: string) => ({ pk: credentialPk(credential), sk: 'CREDENTIAL' });

/** Where a credential's summary lies in its member's profile. */
export const summaryKey = ({
  organization,
  member,
  issuedAt,
  credential,
}: Pick<IssuedCredential, 'organization' | 'member' | 'issuedAt' | 'credential'>) => ({
  pk: profilePk(organization, member),
  sk: `${PROFILE_PREFIX}${issuedAt}#${credential}`,
});

/** A list's number as it stands in keys, so that they sort by it. */
export const listNumber = (list: number): string => String(list).padStart(4, '0');

/** The partition of the bits of a status list. */
export const bitsPk = (organization: string, list: number): string =>
  `ORG#${organization}#STATUS#${listNumber(list)}`;

/** Where the bit of a place lies, once it was set. */
const bitKey = (organization: string, { list, index }: StatusPlace) => ({
  pk: bitsPk(organization, list),
  sk: `INDEX#${String(index).padStart(6, '0')}`,
});

/** A new credential and its summary, as the table holds them; the event rides on the credential. */
export const issuedItems = (issued: IssuedCredential, event: EventOf<'credential.issued'>) => ({
  credential: { ...issued, ...credentialKey(issued.credential), event },
  summary: { ...CredentialSummary.strip().parse(issued), ...summaryKey(issued) },
});

/** The change as the audit trail holds it; the event, where there is one, rides on it. */
export const changeItem = (change: CredentialChange, event: StandingEvent | undefined) => ({
  ...change,
  pk: credentialPk(change.credential),
  sk: `${CHANGE_PREFIX}${String(change.change).padStart(5, '0')}`,
  ...(event && { event }),
});

/** What the bit of a credential is after a change of its standing; undefined where neither it nor a place changed. */
export const bitItem = (issued: IssuedCredential, change: CredentialChange) => {
  const { standing } = afterChange(issued, change.kind);
  if (issued.status === undefined || standing === issued.standing) return undefined;
  return {
    ...bitKey(issued.organization, issued.status),
    ...issued.status,
    organization: issued.organization,
    credential: issued.credential,
    standing,
    at: change.at,
    reason: change.reason,
  };
};
