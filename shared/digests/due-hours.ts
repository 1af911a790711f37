/** An hour, in ms. */
export const HOUR = 3_600_000;

/** The UTC hour of an instant as the due index names it: `2026-11-22T07`. */
export const hourOf = (instant: Date): string => instant.toISOString().slice(0, 13);

/** When an hour of the due index begins, in ms since 1970. */
export const startOf = (hour: string): number => Date.parse(`${hour}:00:00.000Z`);

/** Every hour from one to another, both inclusive, oldest first; none where `since` is the later. */
export function* hoursBetween(since: string, through: string): Generator<string> {
  for (let at = startOf(since); at <= startOf(through); at += HOUR) yield hourOf(new Date(at));
}
