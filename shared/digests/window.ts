import { quarterOf } from '../discussions/tell-at.ts';
import { lastDue, nextDue } from './due.ts';
import { type DigestPreferences, type DigestSchedule, MailPreferences } from './model.ts';

/** A stretch of time that one digest tells of: `from` inclusive, `until` exclusive. */
export interface Window {
  readonly from: string;
  readonly until: string;
}

/** Whether a digest is due, and if so, of which window, and when the one after it is. */
export type WindowDecision =
  | { readonly kind: 'not-due' }
  | { readonly kind: 'due'; readonly window: Window; readonly nextDueAt: string | undefined };

const later = (one: string, other: string): string =>
  new Date(Math.max(Date.parse(one), Date.parse(other))).toISOString();

/**
 * How long, in ms, a window is over before it is told: what was on its way to the feed at its end has arrived by then.
 * A little under the minute after which the planner comes, so that a clock that is seconds behind misses no run.
 */
export const SETTLE = 55_000;

/** The instant up to which digests can be told at `now`: {@link SETTLE} before. */
export const settledAt = (now: Date): Date => new Date(now.getTime() - SETTLE);

/**
 * Which window a schedule has to tell at `now`.
 *
 * A window begins where the last one ended and ends at the last due instant that passed at least {@link SETTLE} ago, so
 * that windows tile time: nothing is told twice, nothing falls between two windows, and whoever was missed for a month
 * (the system was down) gets one digest of all of it. Posts are told by their `tellAt`, which never lies in a quarter
 * of an hour that was over when they arrived, and windows end with a quarter of an hour: so a post that comes late is
 * in the next. Where no due instant of the present preferences has passed since, as after a change of them, the window
 * ends with the quarter before the instant that the schedule itself names.
 */
export const windowAt = (schedule: DigestSchedule, now: Date): WindowDecision => {
  const { dueAt, coveredUntil } = schedule;
  const settled = settledAt(now);
  if (dueAt === undefined || Date.parse(dueAt) > settled.getTime()) return { kind: 'not-due' };
  const from = new Date(coveredUntil).toISOString();
  const ends = [
    lastDue(schedule, settled)?.toISOString() ?? from,
    new Date(quarterOf(Date.parse(dueAt))).toISOString(),
    new Date(dueAt).toISOString(),
  ];
  const until = ends.find((end) => end > from) ?? from;
  return {
    kind: 'due',
    window: { from, until },
    nextDueAt: nextDue(schedule, new Date(Math.max(settled.getTime(), Date.parse(until))))?.toISOString(),
  };
};

/** A schedule moved to what it has covered and when it is due next, if ever. */
export const moveSchedule = (
  schedule: DigestSchedule,
  coveredUntil: string,
  dueAt: string | undefined,
): DigestSchedule => {
  const moved = { ...schedule, coveredUntil };
  if (dueAt === undefined) delete moved.dueAt;
  else moved.dueAt = dueAt;
  return moved;
};

const dueAfter = (preferences: DigestPreferences, instant: string): string | undefined =>
  nextDue(preferences, new Date(instant))?.toISOString();

/** What a schedule starts from. */
export interface ScheduleStart {
  readonly organization: string;
  readonly member: string;
  readonly preferences: MailPreferences;
  /** The first instant to tell of: when the member joined. */
  readonly since: string;
  readonly now: Date;
  readonly unsubscribeToken: string;
}

/** A new member's schedule: the first digest tells of everything since they joined, at the next hour they chose. */
export const startSchedule = (start: ScheduleStart): DigestSchedule => {
  const { organization, member, preferences, unsubscribeToken, now } = start;
  const coveredUntil = new Date(start.since).toISOString();
  return moveSchedule(
    { ...preferences, organization, member, coveredUntil, unsubscribeToken },
    coveredUntil,
    dueAfter(preferences, later(coveredUntil, now.toISOString())),
  );
};

const DAY = 86_400_000;

/**
 * For how long, in ms, whoever ended their digests finds all that was not told when they want them again: for a day by
 * choosing anew, for thirty by taking back the end itself.
 */
const BACK_WITHIN = { choice: DAY, undo: 30 * DAY } as const;

/** How digests that were ended come again: by another choice, or because the end itself is taken back. */
export type Resuming = keyof typeof BACK_WITHIN;

/** Up to when a schedule has told once its member wants digests again: as before, or all until now where they were away for longer. */
const coveredOnReturn = (
  { coveredUntil, offSince }: DigestSchedule,
  resuming: Resuming,
  now: Date,
): string =>
  offSince !== undefined && now.getTime() - Date.parse(offSince) <= BACK_WITHIN[resuming]
    ? coveredUntil
    : later(coveredUntil, now.toISOString());

/** When digests come, as one text: of a choice, what its frequency goes by. */
const rhythmOf = ({ frequency, timeZone, hour, weekday, monthday = 1 }: DigestPreferences): string => {
  const day = { none: [], daily: [], weekly: [weekday], monthly: [monthday] }[frequency];
  return frequency === 'none' ? frequency : [frequency, timeZone, hour, ...day].join(' ');
};

/**
 * When a schedule is due once its member chose anew. A choice that does not say when leaves it as it is, and so does
 * any where the digest is due already and nobody has sent it yet: else who switches something off a few minutes after
 * the hour would not get that digest at all, and of a monthly one only hear a month later. Choosing none ends it.
 */
const dueOnChange = (
  schedule: DigestSchedule,
  chosen: MailPreferences,
  coveredUntil: string,
  now: Date,
): string | undefined => {
  const { dueAt } = schedule;
  const standing = dueAt !== undefined && dueAt > coveredUntil && chosen.frequency !== 'none';
  if (standing && (Date.parse(dueAt) <= now.getTime() || rhythmOf(schedule) === rhythmOf(chosen)))
    return dueAt;
  return dueAfter(chosen, later(coveredUntil, now.toISOString()));
};

/** What a member chooses, without whatever else a schedule that is changed carries. */
const Chosen = MailPreferences.strip();

/**
 * A schedule after its member chose anew: all that was chosen before is gone, what is absent is as everybody has it.
 * What has not been told yet is told at the next hour by the new choice ({@link dueOnChange}). Whoever ended their digests and wants them
 * again soon ({@link BACK_WITHIN}) is told all of it, as though they had never ended; whoever comes back later, or had
 * never had any, from now on, not of the time they did not want to hear of.
 */
export const changePreferences = (
  schedule: DigestSchedule,
  preferences: MailPreferences,
  now: Date,
  resuming: Resuming = 'choice',
): DigestSchedule => {
  const { organization, member, unsubscribeToken, coveredUntil: covered, revision, frequency } = schedule;
  const chosen = Chosen.parse(preferences);
  const instant = now.toISOString();
  const resumed = frequency === 'none' && chosen.frequency !== 'none';
  const coveredUntil = resumed ? coveredOnReturn(schedule, resuming, now) : covered;
  const offSince = frequency === 'none' ? schedule.offSince : instant;
  const kept = {
    organization,
    member,
    unsubscribeToken,
    coveredUntil,
    ...(revision !== undefined && { revision }),
    ...(chosen.frequency === 'none' && offSince !== undefined && { offSince }),
  };
  return moveSchedule({ ...chosen, ...kept }, coveredUntil, dueOnChange(schedule, chosen, coveredUntil, now));
};
