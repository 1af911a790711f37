const HOUR = 3_600_000;

/** How long the planner keeps coming back to an hour in which something stayed due. */
export const LOOK_BACK_HOURS = 72;

/** The UTC hour of an instant as the due index names it: `2026-11-22T07`. */
export const hourOf = (instant: Date): string => instant.toISOString().slice(0, 13);

const startOf = (hour: string): number => Date.parse(`${hour}:00:00.000Z`);

/** Every hour from one to another, both inclusive, oldest first; none where `since` is the later. */
export const hoursBetween = (since: string, through: string): string[] => {
  const hours: string[] = [];
  for (let at = startOf(since); at <= startOf(through); at += HOUR) hours.push(hourOf(new Date(at)));
  return hours;
};

/**
 * The first hour to read: the cursor's. Without a cursor, or with one ahead of the clock (which was set back),
 * {@link LOOK_BACK_HOURS} before now.
 */
export const firstHour = (cursor: string | undefined, now: Date): string =>
  cursor !== undefined && cursor <= hourOf(now)
    ? cursor
    : hourOf(new Date(now.getTime() - LOOK_BACK_HOURS * HOUR));

/**
 * Where the cursor goes after a run: to the earliest hour that still held something due, so that what is lost on its
 * way to the sender is found again, but not further back than {@link LOOK_BACK_HOURS}; to the present hour where
 * nothing was due.
 */
export const nextCursor = (earliestDue: string | undefined, now: Date): string => {
  const floor = hourOf(new Date(now.getTime() - LOOK_BACK_HOURS * HOUR));
  if (earliestDue === undefined) return hourOf(now);
  return earliestDue < floor ? floor : earliestDue;
};
