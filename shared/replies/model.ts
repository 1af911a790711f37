import * as z from 'zod';
import { Identifier } from '../events/envelope.ts';

/** How long an answer may be mailed to an address, in seconds from when it was opened: 90 days. */
export const ADDRESS_SECONDS = 90 * 24 * 60 * 60;

/**
 * How long an address is known, in seconds from when it was opened: two years. Whoever answers between is told that it
 * was too late, with what they wrote; nothing is said to whoever answers later still.
 */
export const KNOWN_SECONDS = 2 * 365 * 24 * 60 * 60;

/** How many days a mail stays in the inbox that neither became a post nor went back whole: the bucket's own rule. */
export const KEPT_DAYS = 14;

/**
 * Most answers by mail of one member in one topic that become posts on one day (UTC), so that two programs that write to
 * each other fill no discussion.
 */
export const MOST_POSTS = 20;

/** What an answer by mail becomes part of, and whose address it was opened for. */
export const ReplyAddress = z.strictObject({
  organization: Identifier,
  /** Who may answer here. */
  member: Identifier,
  community: Identifier,
  topic: Identifier,
  /** The post they were told of. */
  post: Identifier,
  /** Until when an answer becomes a post, in epoch seconds; absent where the address was opened before this was kept. */
  answersUntil: z.number().int().positive().optional(),
  /** Epoch seconds; the table forgets the address some time after it. */
  expiresAt: z.number().int().positive(),
});
/** @see ReplyAddress */
export type ReplyAddress = z.output<typeof ReplyAddress>;

/** True where an answer comes after the time in which it becomes a post. */
export const isTooLate = ({ answersUntil, expiresAt }: ReplyAddress, now: Date): boolean =>
  (answersUntil ?? expiresAt) * 1000 <= now.getTime();
