import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';
import { mailFates } from '../mail/feedback.ts';
import { Language } from '../mail/language.ts';
import { SuppressionReason } from '../mail/standing.ts';
import { NotificationKind } from '../notifications/model.ts';

/** How often a member gets a digest. */
export const Frequency = z.enum(['daily', 'weekly', 'monthly', 'none']);
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
  /** Day of a monthly digest, 1 to 31, the last of a month that is shorter; the first where absent. */
  monthday: z.number().int().min(1).max(31).optional(),
});
/** @see DigestPreferences */
export type DigestPreferences = z.output<typeof DigestPreferences>;

/** Local hours in which no notification is mailed: from the first, inclusive, until the second, over midnight or not. */
export const QuietHours = z
  .strictObject({ from: z.number().int().min(0).max(23), until: z.number().int().min(0).max(23) })
  .refine(({ from, until }) => from !== until, 'begin and end at the same hour');
/** @see QuietHours */
export type QuietHours = z.output<typeof QuietHours>;

/** All that a member chooses of their mail; what is absent is as everybody has it. */
export const MailPreferences = DigestPreferences.extend({
  /** The organization's, or English, where absent. */
  language: Language.optional(),
  /** By community, what is told of it: `mentions` of me and replies to me alone, or nothing; a community that is not here, everything. */
  communities: z.record(Identifier, z.enum(['mentions', 'muted'])).optional(),
  /** What the member switched off. */
  off: z.array(NotificationKind).max(NotificationKind.options.length).optional(),
  quietHours: QuietHours.optional(),
});
/** @see MailPreferences */
export type MailPreferences = z.output<typeof MailPreferences>;

/** A member's digest: what was chosen, what has been told, when the next is due. */
export const DigestSchedule = MailPreferences.extend({
  organization: Identifier,
  member: Identifier,
  /** Everything posted before this instant has been told (or deliberately not). */
  coveredUntil: Instant,
  /** Since when the member has had no digests because they ended them; absent while they have some, and where they never did. */
  offSince: Instant.optional(),
  /** When the next digest is due; absent where the frequency is `none`. */
  dueAt: Instant.optional(),
  /** The capability in this member's unsubscribe link. */
  unsubscribeToken: z.string().min(20).max(64),
  /** Goes up with every change; a change names the one it saw. Absent before the first change. */
  revision: z.number().int().nonnegative().optional(),
});
/** @see DigestSchedule */
export type DigestSchedule = z.output<typeof DigestSchedule>;

/** What the planner tells the sender: whose digest was found due. The sender decides anew from the schedule. */
export const DigestDue = z.strictObject({
  organization: Identifier,
  member: Identifier,
  dueAt: Instant,
  /** The end of the window whose claim is overdue, where it is that which fell due: a mail that got stuck on its way. */
  claim: Instant.optional(),
});
/** @see DigestDue */
export type DigestDue = z.output<typeof DigestDue>;

/**
 * Why a digest was not sent. `nothing-new`: nobody else wrote and nothing was earned; `no-community`: there is nothing
 * the member could be told of; `member-gone`: they, or their organization, are no longer there; `refused`: the mail
 * service will never take this mail; and how the address stands.
 */
export const SkipReason = z.enum([
  'nothing-new',
  'no-community',
  'member-gone',
  'refused',
  ...SuppressionReason.options,
]);
/** @see SkipReason */
export type SkipReason = z.output<typeof SkipReason>;

/** That a digest for a member's window was taken in hand, and what became of it. */
export const DigestClaim = z.strictObject({
  organization: Identifier,
  member: Identifier,
  from: Instant,
  until: Instant,
  /**
   * A digest that is pending has no claim yet: it is the schedule's own entry in the due index.
   * SENDING is set before SES is called: what stays there was perhaps sent, and is never sent again by itself. It
   * stands in the due index meanwhile, so that one whose sender was stopped is found, whatever became of its message.
   * SENT: SES took it, or a person found that it had arrived.
   * SUPPRESSED: nothing was sent, and `skip` says why.
   * IN_DOUBT: it stayed in SENDING, or SES broke off; it waits for a person, in the review list.
   * RETURNED: SES certainly did not take it, and the window was given back to the schedule to be claimed anew; or a
   * person found that it had not arrived (`resolvedBy`), and may have it sent again.
   */
  status: z.enum(['SENDING', 'IN_DOUBT', 'SENT', 'SUPPRESSED', 'RETURNED']),
  items: z.number().int().nonnegative(),
  at: Instant,
  /** Why nothing was sent, where nothing was: for the log and whoever reads it. */
  reason: z.string().max(200).optional(),
  /** The same for pages, which say it in their own words; absent on claims of before there were these. */
  skip: SkipReason.optional(),
  /** Who of the staff said whether it arrived, and when. */
  resolvedBy: Identifier.optional(),
  resolvedAt: Instant.optional(),
  /** The identifier SES gave the mail, to which its bounces and complaints refer. */
  messageId: z.string().max(200).optional(),
  /** What SES told of the mail since; proof that it was sent, where a claim is in doubt. */
  ...mailFates,
});
/** @see DigestClaim */
export type DigestClaim = z.output<typeof DigestClaim>;
