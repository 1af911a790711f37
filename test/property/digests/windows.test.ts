import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDue, nextDue } from '../../../shared/digests/due.ts';
import { wallClock } from '../../../shared/digests/local-time.ts';
import type { DigestPreferences, DigestSchedule } from '../../../shared/digests/model.ts';
import {
  changePreferences,
  moveSchedule,
  SETTLE,
  startSchedule,
  windowAt,
} from '../../../shared/digests/window.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const zone = fc.constantFrom(
  ...Intl.supportedValuesOf('timeZone'),
  // Those with the oddest clocks, more often.
  ...['Australia/Lord_Howe', 'Pacific/Chatham', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Africa/Casablanca'],
);
const preferences = (frequencies: readonly ('daily' | 'weekly' | 'monthly')[]) =>
  fc.record<DigestPreferences>({
    frequency: fc.constantFrom(...frequencies),
    timeZone: zone,
    hour: fc.integer({ min: 0, max: 23 }),
    weekday: fc.integer({ min: 1, max: 7 }),
    monthday: fc.integer({ min: 1, max: 31 }),
  });
/** Days between two at most; a month whose last day is the chosen one, after one whose was not. */
const period = { daily: 1, weekly: 7, monthly: 31, none: 0 } as const;
const chosenByAny = preferences(['daily', 'weekly', 'monthly']);
const wanted = preferences(['daily', 'weekly']);
const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2031, 0, 1) });

const start = (chosen: DigestPreferences, at: number): DigestSchedule =>
  startSchedule({
    organization: 'maths',
    member: 'ana',
    preferences: chosen,
    since: new Date(at).toISOString(),
    now: new Date(at),
    unsubscribeToken: 'abcdefghijklmnopqrstuv',
  });

describe('due instants', () => {
  it('come once for each local day or chosen weekday, at the chosen hour or what a gap makes of it', () => {
    fc.assert(
      fc.property(wanted, instant, (chosen, at) => {
        const due = nextDue(chosen, new Date(at))?.getTime() ?? Number.NaN;
        const after = nextDue(chosen, new Date(due))?.getTime() ?? Number.NaN;
        expect(due).toBeGreaterThan(at);
        const local = new Date(wallClock(chosen.timeZone, due));
        const late = local.getTime() - (Math.floor(local.getTime() / DAY) * DAY + chosen.hour * HOUR);
        // Since 2020 no zone has skipped more than two hours (Troll, in Antarctica).
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThanOrEqual(2 * HOUR);
        if (chosen.frequency === 'weekly') expect(local.getUTCDay() || 7).toBe(chosen.weekday);
        const days = chosen.frequency === 'weekly' ? 7 : 1;
        expect(
          Math.floor(wallClock(chosen.timeZone, after) / DAY) -
            Math.floor(wallClock(chosen.timeZone, due) / DAY),
        ).toBe(days);
      }),
    );
  });

  it('are the same looked for forwards and backwards', () => {
    fc.assert(
      fc.property(wanted, instant, (chosen, at) => {
        const due = nextDue(chosen, new Date(at)) ?? new Date(Number.NaN);
        expect(lastDue(chosen, due)).toEqual(due);
        const before = lastDue(chosen, new Date(due.getTime() - 1)) ?? new Date(Number.NaN);
        expect(before.getTime()).toBeLessThanOrEqual(at);
        expect(nextDue(chosen, before)).toEqual(due);
      }),
    );
  });
});

/**
 * What happens to a schedule: time passes, for as long as the system is down, and the planner runs; the digest is sent,
 * or the mail service does not take it; or its member chooses anew.
 */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 40 * 24 * 60 }), taken: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 3 * 24 * 60 }), choose: chosenByAny }),
  },
);

describe('windows', () => {
  it('tile time from joining on, whatever the zone, the choices and the times at which the planner runs', () => {
    fc.assert(
      fc.property(chosenByAny, instant, fc.array(step, { maxLength: 30 }), (chosen, joined, steps) => {
        let now = joined;
        let schedule = start(chosen, joined);
        let covered = new Date(joined).toISOString();
        for (const taken of steps) {
          now += taken.wait * 60_000;
          if ('choose' in taken) schedule = changePreferences(schedule, taken.choose, new Date(now));
          const decision = windowAt(schedule, new Date(now));
          if (decision.kind === 'not-due') continue;
          const { from, until } = decision.window;
          expect(from).toBe(covered);
          expect(until > from).toBe(true);
          expect(Date.parse(until)).toBeLessThanOrEqual(now - SETTLE);
          expect(Date.parse(decision.nextDueAt ?? '')).toBeGreaterThan(now - SETTLE);
          if ('taken' in taken && !taken.taken) {
            schedule = moveSchedule(schedule, from, new Date(now).toISOString());
            continue;
          }
          schedule = moveSchedule(schedule, until, decision.nextDueAt);
          expect(windowAt(schedule, new Date(now)).kind).toBe('not-due');
          covered = until;
        }
        expect(schedule.coveredUntil).toBe(covered);
      }),
    );
  });

  it('leave out no instant but of a time in which the member had deliberately none, and that they did not take back', () => {
    const pause = fc.record({
      wait: fc.integer({ min: 1, max: 3 * 24 * 60 }),
      away: fc.integer({ min: 0, max: 40 * 24 * 60 }),
      undo: fc.boolean(),
    });
    const life = fc.array(fc.oneof(step, pause), { maxLength: 30 });
    fc.assert(
      fc.property(chosenByAny, instant, life, (chosen, joined, steps) => {
        let now = joined;
        let schedule = start(chosen, joined);
        let covered = schedule.coveredUntil;
        for (const taken of steps) {
          now += taken.wait * 60_000;
          if ('choose' in taken) schedule = changePreferences(schedule, taken.choose, new Date(now));
          if ('away' in taken) {
            const { frequency } = schedule;
            schedule = changePreferences(schedule, { ...schedule, frequency: 'none' }, new Date(now));
            expect(windowAt(schedule, new Date(now)).kind).toBe('not-due');
            now += taken.away * 60_000;
            const how = taken.undo ? 'undo' : 'choice';
            schedule = changePreferences(schedule, { ...schedule, frequency }, new Date(now), how);
            const isLong = taken.away * 60_000 > (taken.undo ? 30 : 1) * DAY;
            // A window begins where the last one ended, or with the return from a long time without any.
            if (isLong) covered = new Date(Math.max(now, Date.parse(covered))).toISOString();
          }
          expect(schedule.coveredUntil).toBe(covered);
          const decision = windowAt(schedule, new Date(now));
          if (decision.kind === 'not-due') continue;
          expect(decision.window.from).toBe(covered);
          schedule = moveSchedule(schedule, decision.window.until, decision.nextDueAt);
          covered = decision.window.until;
        }
      }),
    );
  });

  it('leave nothing untold longer than a period once the planner runs', () => {
    fc.assert(
      fc.property(chosenByAny, instant, fc.integer({ min: 0, max: 400 * DAY }), (chosen, joined, later) => {
        const now = joined + later;
        const decision = windowAt(start(chosen, joined), new Date(now));
        const told = decision.kind === 'due' ? Date.parse(decision.window.until) : joined;
        expect(now - told).toBeLessThan(period[chosen.frequency] * DAY + 3 * HOUR);
      }),
    );
  });

  it('put each post into exactly one, or leave it for the next', () => {
    const waits = fc.array(fc.integer({ min: 1, max: 20 * 24 * 60 }), { minLength: 1, maxLength: 20 });
    const ages = fc.array(fc.integer({ min: 0, max: 200 * DAY }), { maxLength: 30 });
    fc.assert(
      fc.property(wanted, instant, waits, ages, (chosen, joined, pauses, posts) => {
        let now = joined;
        let schedule = start(chosen, joined);
        const told = posts.map(() => 0);
        for (const pause of pauses) {
          now += pause * 60_000;
          const decision = windowAt(schedule, new Date(now));
          if (decision.kind === 'not-due') continue;
          const { from, until } = decision.window;
          for (const [i, age] of posts.entries()) {
            const at = new Date(joined + age).toISOString();
            if (at >= from && at < until) told[i] = (told[i] ?? 0) + 1;
          }
          schedule = moveSchedule(schedule, until, decision.nextDueAt);
        }
        for (const [i, age] of posts.entries()) {
          expect(told[i]).toBe(joined + age < Date.parse(schedule.coveredUntil) ? 1 : 0);
        }
      }),
    );
  });
});
