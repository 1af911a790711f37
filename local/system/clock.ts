/** The clock of the local machine: real time plus an offset that the process and every worker thread share. */
export interface LocalClock {
  /** Holds the offset; handed to worker threads, which see a change at once. */
  readonly shared: SharedArrayBuffer;
  /** Milliseconds ahead of the machine's own time; negative: behind. */
  readonly offset: () => number;
  readonly setOffset: (milliseconds: number) => void;
  readonly now: () => Date;
}

// Kept from the start, so that the offset is never added twice however often `Date` is replaced.
const MachineDate = globalThis.Date;

/**
 * Milliseconds since the epoch by the machine, whatever the local clock says.
 *
 * What waits (visibility, retries, windows, timeouts) is measured by it: a clock set a week ahead must not make a
 * message that is being worked on visible a second time.
 */
export const machineNow = (): number => MachineDate.now();

/** Makes a clock, `offset` milliseconds ahead of the machine's time. */
export const createClock = (offset: number): LocalClock => {
  const shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const cell = new BigInt64Array(shared);
  const setOffset = (milliseconds: number): void => {
    Atomics.store(cell, 0, BigInt(Math.round(milliseconds)));
  };
  setOffset(offset);
  const read = (): number => Number(Atomics.load(cell, 0));
  return { shared, setOffset, offset: read, now: () => new MachineDate(MachineDate.now() + read()) };
};

/**
 * Replaces `Date` in this thread by one that follows the shared offset: `new Date()`, `Date.now()` and `Date()` tell
 * the local time, everything else is the platform's own. So the code that is deployed needs no branch for it.
 *
 * @returns what puts the former `Date` back.
 */
export const replaceDate = (shared: SharedArrayBuffer): (() => void) => {
  const cell = new BigInt64Array(shared);
  const now = (): number => MachineDate.now() + Number(Atomics.load(cell, 0));
  const former = globalThis.Date;
  globalThis.Date = new Proxy(MachineDate, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget) as object,
    apply: () => new MachineDate(now()).toString(),
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  });
  return () => {
    globalThis.Date = former;
  };
};
