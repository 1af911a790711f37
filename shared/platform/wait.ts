import { setTimeout } from 'node:timers/promises';

/** Waits by the machine's own time. */
export const wait = async (ms: number): Promise<void> => {
  await setTimeout(ms);
};

/** Milliseconds by a clock that nobody sets. */
export const elapsed = (): number => performance.now();
