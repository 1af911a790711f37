import * as z from 'zod';
import { Instant } from '../events/envelope.ts';
import { SHARDS } from '../platform/due-index.ts';
import { HOUR, hourOf, startOf } from './due-hours.ts';

/*
 * How the planner goes through the due index. What became due since its last run is told at once, in every run. What
 * was told before and stands there still (its message was lost, or no sender works) is told again, in passes at least
 * an hour apart, and the less often the longer it has been due: hourly for a day, every three hours for a week, then
 * daily, for ever. Nothing is passed over: `hour` moves on to the earliest hour in which a whole pass found something,
 * never beyond it, so that what nobody could send for months goes out once somebody can.
 *
 * Cost of a run: four queries of the index for each hour of a pass, an item for each thing due in it, and a tenth of a
 * request of SQS each. A run reads the one or two hours since the last, whatever the backlog; one in four goes over the
 * backlog of a day, one in twelve over that of a week, one in 96 over all of it. Where nothing is left over, `hour` is
 * two hours behind, and that is all the others read. Memory: a page of each of four shards.
 */

const Hour = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}$/);

/** How far something was read: all before the hour, all before the shard of it, and of that shard through a sort key. */
export const Place = z.strictObject({
  hour: Hour,
  shard: z.number().int().min(0).max(SHARDS),
  after: z.string().optional(),
});
/** @see Place */
export type Place = z.output<typeof Place>;

/** A stretch of the due index that is told: `after` exclusive, `through` inclusive. */
export const Pass = z.strictObject({
  after: Instant,
  through: Instant,
  /** How far a run came that stopped before the end. */
  at: Place.optional(),
  /** The earliest hour in which something was found. */
  earliest: Hour.optional(),
});
/** @see Pass */
export type Pass = z.output<typeof Pass>;

/** What the planner remembers from run to run. One of before there were passes has the hour alone. */
export const PlannerCursor = z.strictObject({
  /** The earliest hour in which something may still be due. */
  hour: Hour,
  /** Everything due through this instant was told once; where absent, what was due before the hour began. */
  told: Instant.optional(),
  /** What is told for the first time, where that had to stop. */
  fresh: Pass.optional(),
  /** What is told again, where that had to stop. */
  again: Pass.optional(),
  /** When the last pass over what was told before ended. */
  repeatedAt: Instant.optional(),
  /** What had been told by then, which is what the next such pass goes over. */
  toldBefore: Instant.optional(),
});
/** @see PlannerCursor */
export type PlannerCursor = z.output<typeof PlannerCursor>;

/** What a planner without a cursor takes up, in ms. */
const LOOK_BACK = 72 * HOUR;

/** Least time between two passes over the same things, in ms: an hour, less what a run may begin early. */
const AGAIN_AFTER = HOUR - 5 * 60_000;

/** How far back a pass goes that begins another stretch of so many ms (UTC); the first that fits. */
const depths = [
  { every: 24 * HOUR, back: Number.POSITIVE_INFINITY },
  { every: 3 * HOUR, back: 7 * 24 * HOUR },
  { every: 0, back: 24 * HOUR },
] as const;

const text = (time: number): string => new Date(time).toISOString();

/** The last instant before an hour. */
const before = (hour: string): string => text(startOf(hour) - 1);

const earlier = (one: string, other: string): string => (one < other ? one : other);
const later = (one: string, other: string): string => (one > other ? one : other);

/** Where a run begins: three days back where there is no cursor; also where the clock was set back, lest that hides something. */
export const openCursor = (cursor: PlannerCursor | undefined, now: Date): PlannerCursor => {
  const back = hourOf(new Date(now.getTime() - LOOK_BACK));
  if (cursor === undefined) return { hour: back };
  const ahead = cursor.hour > hourOf(now) || (cursor.told ?? '') > now.toISOString();
  return ahead ? { hour: earlier(cursor.hour, back) } : cursor;
};

/** What a run does next: what is due for the first time, then what is told again. */
export interface Step {
  readonly kind: 'fresh' | 'again';
  readonly pass: Pass;
}

const repetition = ({ hour, repeatedAt, toldBefore }: PlannerCursor, now: Date): Pass | undefined => {
  if (repeatedAt === undefined || toldBefore === undefined) return undefined;
  const last = Date.parse(repeatedAt);
  if (now.getTime() - last < AGAIN_AFTER) return undefined;
  const begun = ({ every }: (typeof depths)[number]): boolean =>
    every === 0 || Math.floor(now.getTime() / every) > Math.floor(last / every);
  const back = depths.find(begun)?.back ?? Number.POSITIVE_INFINITY;
  const all = before(hour);
  return {
    after: back === Number.POSITIVE_INFINITY ? all : later(all, text(now.getTime() - back)),
    through: toldBefore,
  };
};

/** What is to be told next at `now`, which has settled; undefined where a run is over. */
export const nextStep = (cursor: PlannerCursor, now: Date): Step | undefined => {
  if (cursor.fresh) return { kind: 'fresh', pass: cursor.fresh };
  const told = cursor.told ?? before(cursor.hour);
  if (told < now.toISOString()) return { kind: 'fresh', pass: { after: told, through: now.toISOString() } };
  const again = cursor.again ?? repetition(cursor, now);
  return again && { kind: 'again', pass: again };
};

/** The cursor once a pass was told to its end, or (`stopped`) as far as it says itself. */
export const afterStep = (
  { fresh, again, ...cursor }: PlannerCursor,
  { kind, pass }: Step,
  { stopped, now }: { readonly stopped: boolean; readonly now: Date },
): PlannerCursor => {
  if (kind === 'fresh') {
    const kept = { ...cursor, ...(again && { again }) };
    if (stopped) return { ...kept, fresh: pass };
    const { through } = pass;
    // The first time there is nothing to tell again; an hour later there may be.
    return { repeatedAt: now.toISOString(), toldBefore: through, ...kept, told: through };
  }
  const kept = { ...cursor, ...(fresh && { fresh }) };
  if (stopped) return { ...kept, again: pass };
  const { hour, told = pass.through } = cursor;
  const whole = pass.after <= before(hour);
  return {
    ...kept,
    hour: whole ? (pass.earliest ?? later(hour, hourOf(new Date(pass.through)))) : hour,
    repeatedAt: now.toISOString(),
    toldBefore: told,
  };
};
