import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';

/** The seven steps of a cycle of inquiry, in their order. */
export const steps = [
  'Review data and identify a problem',
  'Study and discuss it',
  'Select strategies',
  'Plan, with a metric of success',
  'Implement, and record successes and challenges',
  'Analyse the outcomes',
  'Reflect and modify',
] as const;

/** A cycle of inquiry of a community. `completed[i]` says who completed step `i + 1`, and when. */
export const Cycle = z.strictObject({
  organization: Identifier,
  community: Identifier,
  cycle: Identifier,
  title: z.string().min(1).max(300),
  /** Everybody who takes part; the completion counts for each. */
  members: z.array(Identifier).min(1).max(100),
  startedAt: Instant,
  completed: z
    .array(z.strictObject({ by: Identifier, at: Instant, note: z.string().max(2000) }))
    .max(steps.length),
  /** The day by which the next step is to be done, as every member's own calendar has it; absent where none was set. */
  nextDueOn: z.iso.date().optional(),
  /** Goes up with every change; a change names the one it saw, so that two people cannot both complete a step. */
  revision: z.number().int().nonnegative(),
});
/** @see Cycle */
export type Cycle = z.output<typeof Cycle>;

/** What a member set out to reach. `percent` is the owner's own estimate, 0 to 100. */
export const Goal = z.strictObject({
  organization: Identifier,
  community: Identifier,
  member: Identifier,
  goal: Identifier,
  title: z.string().min(1).max(300),
  /** How the member will know that it is met. */
  measure: z.string().max(1000),
  setAt: Instant,
  percent: z.number().int().min(0).max(100),
  metAt: Instant.optional(),
  /** The day by which the member wants to have met it. */
  dueOn: z.iso.date().optional(),
  revision: z.number().int().nonnegative(),
});
/** @see Goal */
export type Goal = z.output<typeof Goal>;
