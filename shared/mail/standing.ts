import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';
import { sha256Hex } from '../platform/ids.ts';

/**
 * Why no mail goes to a member's address: it does not exist (`bounced`), its owner reported a mail as unwanted
 * (`complained`), or it could not take mail several times of late (`unreachable`).
 */
export const SuppressionReason = z.enum(['bounced', 'complained', 'unreachable']);
/** @see SuppressionReason */
export type SuppressionReason = z.output<typeof SuppressionReason>;

/** How an address of a member stands with the mail of their organization. It holds no address. */
export const MailStanding = z.strictObject({
  organization: Identifier,
  member: Identifier,
  /** {@link addressMark} of the address that this is about. */
  address: z.string().regex(/^[0-9a-f]{64}$/),
  /** Nothing is sent any more, until staff lift it or the address is another. */
  stopped: z.strictObject({ reason: z.enum(['bounced', 'complained']), since: Instant }).optional(),
  /** Nothing is sent for a time. */
  paused: z.strictObject({ since: Instant, until: Instant }).optional(),
  /** Bounces for the time being, weighed by their age, as they stood at `scoreAt`. */
  score: z.number().min(0).max(1000),
  scoreAt: Instant,
  /** Goes up with every change; a change names the one it saw. */
  revision: z.number().int().positive(),
});
/** @see MailStanding */
export type MailStanding = z.output<typeof MailStanding>;

/** That staff let mail go to a member's address again: who, when and why, and not which address. */
export const MailLifting = z.strictObject({
  organization: Identifier,
  member: Identifier,
  /** The staff member who lifted it. */
  by: Identifier,
  at: Instant,
  reason: z.string().trim().min(1).max(500),
});
/** @see MailLifting */
export type MailLifting = z.output<typeof MailLifting>;

/** Why no mail goes to an address, and since when. */
export interface Suppression {
  readonly reason: SuppressionReason;
  readonly since: string;
  /** When it ends by itself; absent where it does not. */
  readonly until?: string | undefined;
}

/** Days in which half of the weight of a bounce is forgotten. */
const HALF_LIFE_DAYS = 14;
/** The weight at which sending pauses. */
const PAUSE_AT = 3;
/** Days of a pause: one half-life, after which two more bounces are needed to pause again. */
const PAUSE_DAYS = 14;

const DAY = 24 * 60 * 60 * 1000;

/** Stands for an address without telling it: a hash that differs between members and organizations. */
export const addressMark = (organization: string, member: string, address: string): string =>
  sha256Hex(`${organization}#${member}#${address.trim().toLowerCase()}`);

/**
 * A standing's weight of bounces at an instant. A bounce weighs 1, and half of that after each 14 days: a mailbox that
 * is full on four days running comes to 3.7 and is paused; one that bounces every weekly digest comes to 3 with the
 * seventh; one that bounces once a month never gets beyond 1.3, and has had a month in which to be emptied.
 */
export const scoreAt = ({ score, scoreAt: at }: Pick<MailStanding, 'score' | 'scoreAt'>, now: Date): number =>
  score * 0.5 ** (Math.max(0, now.getTime() - Date.parse(at)) / (HALF_LIFE_DAYS * DAY));

/** Why an address gets no mail now, with the dates; undefined where it does, or where the standing is another's. */
export const suppressionAt = (
  standing: MailStanding | undefined,
  address: string,
  now: Date,
): Suppression | undefined => {
  if (!standing || standing.address !== addressMark(standing.organization, standing.member, address))
    return undefined;
  if (standing.stopped) return standing.stopped;
  const { paused } = standing;
  return paused && now.getTime() < Date.parse(paused.until)
    ? { reason: 'unreachable', ...paused }
    : undefined;
};

/** Why a member's address gets no mail now, or undefined where it does. @see suppressionAt */
export const suppressionOf = (
  standing: MailStanding | undefined,
  address: string,
  now: Date,
): SuppressionReason | undefined => suppressionAt(standing, address, now)?.reason;

/** What a standing is of before anything became known of an address. */
const unknown = (
  organization: string,
  member: string,
  address: string,
  now: Date,
): Omit<MailStanding, 'revision'> => ({
  organization,
  member,
  address: addressMark(organization, member, address),
  score: 0,
  scoreAt: now.toISOString(),
});

/** What came back from an address. */
export type Setback = 'bounced' | 'complained' | 'returned';

/**
 * A standing after a mail came back: `bounced` and `complained` stop the mail, and the first of them is kept;
 * `returned` (undeliverable for the time being) adds to the score and, from 3 on, pauses the mail for 14 days.
 * What was known of another address is forgotten.
 */
export const afterSetback = (
  standing: MailStanding | undefined,
  of: { readonly organization: string; readonly member: string; readonly address: string },
  setback: Setback,
  now: Date,
): MailStanding => {
  const blank = unknown(of.organization, of.member, of.address, now);
  const { revision: seen, ...known } = standing ?? { revision: 0, ...blank };
  const before = known.address === blank.address ? known : blank;
  const revision = seen + 1;
  const since = now.toISOString();
  if (setback !== 'returned') {
    return { ...before, stopped: before.stopped ?? { reason: setback, since }, revision };
  }
  const score = Math.min(1000, scoreAt(before, now) + 1);
  const until = new Date(now.getTime() + PAUSE_DAYS * DAY).toISOString();
  return {
    ...before,
    score,
    scoreAt: since,
    ...(score >= PAUSE_AT && { paused: { since, until } }),
    revision,
  };
};

/** A standing after staff let mail go to the address again: nothing is held against it. */
export const afterLifting = (
  { organization, member, address, revision }: MailStanding,
  now: Date,
): MailStanding => ({
  organization,
  member,
  address,
  score: 0,
  scoreAt: now.toISOString(),
  revision: revision + 1,
});
