import type { Timers } from '../../../local/system/timers.ts';

/** Timers that stand still until a test advances them. */
export interface ManualTimers extends Timers {
  /** Moves time on and runs what has become due, in order, what it set off included. */
  advance(milliseconds: number): void;
  /** How many appointments are outstanding. */
  waiting(): number;
}

/** Makes timers that begin at an instant in epoch milliseconds. */
export const manualTimers = (start = 1_000_000): ManualTimers => {
  let now = start;
  let appointments: { at: number; work: () => void }[] = [];
  return {
    now: () => now,
    waiting: () => appointments.length,
    after: (milliseconds, work) => {
      const appointment = { at: now + milliseconds, work };
      appointments.push(appointment);
      return () => {
        appointments = appointments.filter((other) => other !== appointment);
      };
    },
    advance: (milliseconds) => {
      const end = now + milliseconds;
      for (;;) {
        const next = appointments.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        appointments = appointments.filter((other) => other !== next);
        now = Math.max(now, next.at);
        next.work();
      }
      now = end;
    },
  };
};
