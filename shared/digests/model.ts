import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';

/** How often a member gets a digest. */
export const Frequency = z.enum(['daily', 'weekly', 'none']);
/** @see Frequency */
export type Frequency = z.output<typeof Frequency>;

/** The name of an IANA time zone that this runtime knows. An offset (`+05:30`) is none: it has no daylight saving. */
export const TimeZone = z.string().refine((zone) => {
  // ECMA-402 §6.5 takes an offset for a zone; only those begin with a sign.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}, 'is no time zone of the IANA database');

/** What a member chooses: when, in their own local time. */
export const DigestPreferences = z.strictObject({
  frequency: Frequency,
  timeZone: TimeZone,
  /** Local hour, 0 to 23. */
  hour: z.number().int().min(0).max(23),
  /** ISO weekday of a weekly digest, 1 (Monday) to 7. */
  weekday: z.number().int().min(1).max(7),
});
/** @see DigestPreferences */
export type DigestPreferences = z.output<typeof DigestPreferences>;

/** A member's digest: what was chosen, what has been told, when the next is due. */
export const DigestSchedule = DigestPreferences.extend({
  organization: Identifier,
  member: Identifier,
  /** Everything posted before this instant has been told (or deliberately not). */
  coveredUntil: Instant,
  /** When the next digest is due; absent where the frequency is `none`. */
  dueAt: Instant.optional(),
  /** The capability in this member's unsubscribe link. */
  unsubscribeToken: z.string().min(20).max(64),
});
/** @see DigestSchedule */
export type DigestSchedule = z.output<typeof DigestSchedule>;

/** What the planner tells the sender: whose digest was found due. The sender decides anew from the schedule. */
export const DigestDue = z.strictObject({ organization: Identifier, member: Identifier, dueAt: Instant });
/** @see DigestDue */
export type DigestDue = z.output<typeof DigestDue>;

/** That a digest for a member's window was taken in hand, and what became of it. */
export const DigestClaim = z.strictObject({
  organization: Identifier,
  member: Identifier,
  from: Instant,
  until: Instant,
  /**
   * SENDING is set before SES is called: what stays there was perhaps sent, and is never sent again by itself.
   * RETURNED: SES certainly did not take it, and the window was given back to the schedule to be claimed anew.
   */
  status: z.enum(['SENDING', 'SENT', 'SUPPRESSED', 'RETURNED']),
  items: z.number().int().nonnegative(),
  at: Instant,
  /** Why nothing was sent, where nothing was. */
  reason: z.string().max(200).optional(),
  /** The identifier SES gave the mail, to which its bounces and complaints refer. */
  messageId: z.string().max(200).optional(),
});
/** @see DigestClaim */
export type DigestClaim = z.output<typeof DigestClaim>;
