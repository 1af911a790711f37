import * as z from 'zod';
import { activityNames } from '../events/catalogue.ts';
import { Identifier } from '../events/envelope.ts';

/** A calendar day in UTC: `2026-11-22`. Engagement is counted by the day the event itself names. */
export const Day = z.iso.date();

/** What is counted: an activity (`post.created`) or a kind of one (`post.created/reply`). */
export const CounterName = z
  .string()
  .refine((name) => (activityNames as string[]).includes(name.split('/', 1)[0] ?? ''), 'is no activity');

/** What one member did in one community on one day. */
export const DayRecord = z.strictObject({
  organization: Identifier,
  member: Identifier,
  community: Identifier,
  day: Day,
  /** How often, by {@link CounterName}; an activity's own counter includes all its kinds. */
  counts: z.record(CounterName, z.number().int().positive()),
});
/** @see DayRecord */
export type DayRecord = z.output<typeof DayRecord>;
