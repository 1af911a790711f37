import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';

/** What a member can be told of at once, each to be switched off by itself. */
export const NotificationKind = z.enum(['reply', 'mention', 'coaching', 'deadline', 'notice']);
/** @see NotificationKind */
export type NotificationKind = z.output<typeof NotificationKind>;

/**
 * What the planner tells of, beside digests, when it falls due: `held`, what quiet hours kept back for a member;
 * `reminder`, the day before a step of a cycle is to be done (`name` is the cycle).
 */
export const NotificationDue = z.strictObject({
  kind: z.enum(['held', 'reminder']),
  organization: Identifier,
  /** The member, or the community and the cycle, as the item's own store names it. */
  name: z.string().min(1).max(200),
  dueAt: Instant,
});
/** @see NotificationDue */
export type NotificationDue = z.output<typeof NotificationDue>;
