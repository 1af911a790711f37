const HOUR = 3_600_000;

/** How long the planner keeps coming back to an hour in which something stayed due. */
const LOOK_BACK_HOURS = 72;

/** Most hours of an older backlog read in one run (three months), so that a run ends in time however long it stood still. */
const BACKLOG_HOURS = 2_000;

/** The UTC hour of an instant as the due index names it: `2026-11-22T07`. */
export const hourOf = (instant: Date): string => instant.toISOString().slice(0, 13);

const startOf = (hour: string): number => Date.parse(`${hour}:00:00.000Z`);
const hourAt = (time: number): string => hourOf(new Date(time));

/** Every hour from one to another, both inclusive, oldest first; none where `since` is the later. */
export const hoursBetween = (since: string, through: string): string[] => {
  const hours: string[] = [];
  for (let at = startOf(since); at <= startOf(through); at += HOUR) hours.push(hourAt(at));
  return hours;
};

/** A stretch of the due index: from an hour's beginning through an instant. */
export interface DueRange {
  readonly since: string;
  readonly through: Date;
}

const floorOf = (now: Date): string => hourAt(now.getTime() - LOOK_BACK_HOURS * HOUR);

/**
 * What a run reads: from the cursor to now; the last {@link LOOK_BACK_HOURS} where there is no cursor, or one ahead of
 * the clock (which was set back). A cursor that lies further behind adds the oldest {@link BACKLOG_HOURS} of what lies
 * between, so that what is due now is found in every run and what was due long ago in one of the next.
 */
export const rangesToRead = (cursor: string | undefined, now: Date): DueRange[] => {
  const floor = floorOf(now);
  if (cursor === undefined || cursor > hourOf(now)) return [{ since: floor, through: now }];
  if (cursor >= floor) return [{ since: cursor, through: now }];
  const end = Math.min(startOf(cursor) + BACKLOG_HOURS * HOUR, startOf(floor));
  return [
    { since: cursor, through: new Date(end - 1) },
    { since: floor, through: now },
  ];
};

/**
 * Where the cursor goes after a run: on through the backlog, while there is one; else to the earliest hour that still
 * held something due, so that what is lost on its way to the sender is found again, but not further back than
 * {@link LOOK_BACK_HOURS}; to the present hour where nothing was due.
 */
export const nextCursor = (
  ranges: readonly DueRange[],
  earliestDue: string | undefined,
  now: Date,
): string => {
  const floor = floorOf(now);
  const [backlog, recent] = ranges;
  if (backlog && recent) {
    const reached = hourAt(backlog.through.getTime() + 1);
    if (reached < floor) return reached;
  }
  if (earliestDue === undefined) return hourOf(now);
  return earliestDue < floor ? floor : earliestDue;
};
