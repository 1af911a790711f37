import { sha256Hex } from '../platform/ids.ts';
import type { AddressChange, Member, Membership } from './model.ts';

/** The partition of a member, with all that belongs to them in the table `community`. */
export const memberPk = (organization: string, member: string): string =>
  `ORG#${organization}#MEMBER#${member}`;

/** The lookup partition of a community's members. */
export const rosterPk = (organization: string, community: string): string =>
  `ORG#${organization}#COMMUNITY#${community}#ROSTER`;

/** The lookup partition of an organization's members. */
export const directoryPk = (organization: string): string => `ORG#${organization}#MEMBERS`;

/** The partition of an address's sign-in, upper and lower case alike; the address itself stands in no key. */
export const signInPk = (email: string): string => `SIGNIN#${sha256Hex(email.trim().toLowerCase())}`;

/** A member as the table holds them. */
export const memberItem = (member: Member) => ({
  ...member,
  pk: memberPk(member.organization, member.member),
  sk: 'MEMBER',
  lookupPk: directoryPk(member.organization),
  lookupSk: member.member,
});

/** Whom an address signs in as, as the table holds it. */
export const signInItem = ({ organization, member, email }: Member) => ({
  organization,
  member,
  pk: signInPk(email),
  sk: 'SIGNIN',
});

/** A membership as the table holds it. */
export const membershipItem = (membership: Membership) => ({
  ...membership,
  pk: memberPk(membership.organization, membership.member),
  sk: `COMMUNITY#${membership.community}`,
  lookupPk: rosterPk(membership.organization, membership.community),
  lookupSk: membership.member,
});

/** The partition of a community's coaches. */
export const coachesPk = (organization: string, community: string): string =>
  `ORG#${organization}#COMMUNITY#${community}#COACHES`;

/** What a membership is found by beside itself: a coach's, among those of the community; nobody else's. */
export const coachItems = ({ organization, community, member, role }: Membership) =>
  role === 'coach' ? [{ pk: coachesPk(organization, community), sk: member }] : [];

/** What every change of a member's address is sorted behind. */
export const ADDRESS_CHANGE_PREFIX = 'ADDRESS-CHANGE#';

/** A change of a member's address as the audit trail holds it. */
export const addressChangeItem = (change: AddressChange) => ({
  ...change,
  pk: memberPk(change.organization, change.member),
  sk: `${ADDRESS_CHANGE_PREFIX}${change.at}`,
});
