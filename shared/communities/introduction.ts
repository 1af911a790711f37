import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';

/** Longest introduction, in characters: what somebody reads before the rest of a mail. */
export const MAX_INTRODUCTION = 1000;

/** What a community's facilitator says at the head of its members' digests: of every one built from `from` until before `until`. */
export const Introduction = z
  .strictObject({
    organization: Identifier,
    community: Identifier,
    /** The facilitator whose words they are. */
    by: Identifier,
    text: z.string().min(1).max(MAX_INTRODUCTION),
    from: Instant,
    until: Instant,
  })
  .refine(({ from, until }) => Date.parse(from) < Date.parse(until), {
    path: ['until'],
    error: 'must be after it begins',
  });
/** @see Introduction */
export type Introduction = z.output<typeof Introduction>;

/** Whether an introduction is told in a digest that is built now. */
export const isTold = ({ from, until }: Pick<Introduction, 'from' | 'until'>, now: Date): boolean =>
  Date.parse(from) <= now.getTime() && now.getTime() < Date.parse(until);
