import * as z from 'zod';
import { Identifier } from '../events/envelope.ts';
import { explainCounter } from './explain-counter.ts';

/** A calendar day in UTC: `2026-11-22`. Engagement is counted by the day the event itself names. */
export const Day = z.iso.date();

/** What is counted: an activity (`post.created`) or a kind it can have (`post.created/reply`). */
export const CounterName = z.string().superRefine((name, context) => {
  const message = explainCounter(name);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

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
