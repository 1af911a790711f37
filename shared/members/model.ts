import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';

/** What a person may be in the organization as a whole. */
export const OrganizationRole = z.enum(['member', 'staff', 'administrator']);
/** @see OrganizationRole */
export type OrganizationRole = z.output<typeof OrganizationRole>;

/** What a person may be in one community; the facilitator rotates. */
export const CommunityRole = z.enum(['member', 'facilitator', 'coach']);
/** @see CommunityRole */
export type CommunityRole = z.output<typeof CommunityRole>;

/** A person in an organization. `name` and `email` are personal: never in a log, a key or a URL. */
export const Member = z.strictObject({
  organization: Identifier,
  member: Identifier,
  name: z.string().min(1).max(120),
  email: z.email(),
  role: OrganizationRole,
  joinedAt: Instant,
});
/** @see Member */
export type Member = z.output<typeof Member>;

/** That a member belongs to a community, and as what. */
export const Membership = z.strictObject({
  organization: Identifier,
  member: Identifier,
  community: Identifier,
  role: CommunityRole,
  joinedAt: Instant,
});
/** @see Membership */
export type Membership = z.output<typeof Membership>;

/** That staff gave a member another address: who, when and why, and neither address. */
export const AddressChange = z.strictObject({
  organization: Identifier,
  member: Identifier,
  /** The staff member who changed it. */
  by: Identifier,
  at: Instant,
  reason: z.string().min(1).max(500),
});
/** @see AddressChange */
export type AddressChange = z.output<typeof AddressChange>;
