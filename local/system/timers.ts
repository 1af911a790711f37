import { machineNow } from './clock.ts';

/** Takes back what was to happen later; without effect once it has happened. */
export type Cancel = () => void;

/** What waits in the local system waits by this, so that a test advances time instead of sleeping. */
export interface Timers {
  /** Milliseconds since the epoch, by the machine and not by the local clock. */
  now(): number;
  /** Runs the work once, in `milliseconds` at the earliest. */
  after(milliseconds: number, work: () => void): Cancel;
}

/** The longest wait `setTimeout` can hold; a longer one would fire at once. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** Timers by the machine's own time. */
export const machineTimers: Timers = {
  now: machineNow,
  after: (milliseconds, work) => {
    const timer = setTimeout(work, Math.min(Math.max(0, milliseconds), LONGEST_WAIT));
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Waits between tries of the same work, by how often it was tried: 50 ms, then twice as long each time, at most 5 s. */
export const retryWait = (tries: number): number => Math.min(50 * 2 ** Math.max(0, tries - 1), 5_000);

/** A single appointment with the future: setting it again replaces the earlier one. */
export interface Alarm {
  set(at: number): void;
  clear(): void;
}

/** An alarm that runs the work at an instant given in milliseconds of {@link Timers.now}. */
export const createAlarm = (timers: Timers, work: () => void): Alarm => {
  let cancel: Cancel | undefined;
  const clear = (): void => {
    cancel?.();
    cancel = undefined;
  };
  return {
    clear,
    set: (at) => {
      clear();
      cancel = timers.after(at - timers.now(), () => {
        cancel = undefined;
        work();
      });
    },
  };
};
