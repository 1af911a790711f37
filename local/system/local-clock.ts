import { createClock, type LocalClock, machineNow } from './clock.ts';
import { type Database, readSetting, writeSetting } from './database.ts';

const OFFSET = 'clock-offset';

/** A clock whose offset outlives the process. */
export interface KeptClock extends LocalClock {
  /** Sets the clock, which then goes on; without an instant it is real time again. */
  set(instant: Date | undefined): void;
}

/** Opens the clock as it was left; `start` sets it anew. */
export const openClock = (database: Database, start: Date | undefined): KeptClock => {
  const clock = createClock(Number(readSetting(database, OFFSET) ?? 0));
  const set = (instant: Date | undefined): void => {
    clock.setOffset(instant === undefined ? 0 : instant.getTime() - machineNow());
    writeSetting(database, OFFSET, String(clock.offset()));
  };
  if (start) set(start);
  return { ...clock, set };
};
