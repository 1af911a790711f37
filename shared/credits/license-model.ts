import * as z from 'zod';
import { Identifier } from '../events/envelope.ts';

/** A professional licence, as a roster of CE Broker names it. Personal: it is never logged and rides on no event. */
export const License = z.strictObject({
  /** As the board printed it. */
  number: z.string().min(1).max(40),
  profession: z.string().min(1).max(80),
  /** Two capital letters, as the United States Postal Service has them. */
  state: z.string().regex(/^[A-Z]{2}$/),
});
/** @see License */
export type License = z.output<typeof License>;

/** Most licences a member can enter. */
export const MAX_LICENSES = 5;

/** The licences a member has entered themselves. */
export const MemberLicenses = z.strictObject({
  organization: Identifier,
  member: Identifier,
  licenses: z.array(License).max(MAX_LICENSES),
});
/** @see MemberLicenses */
export type MemberLicenses = z.output<typeof MemberLicenses>;
