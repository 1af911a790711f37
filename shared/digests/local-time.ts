const DAY = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * Making a formatter costs a hundred times what using one does, and there are only some 600 names of zones. ECMA-402
 * takes each in any mixture of upper and lower case, of which there are millions: they share one.
 */
const formatterOf = (timeZone: string): Intl.DateTimeFormat => {
  const name = timeZone.toLowerCase();
  const known = formatters.get(name);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(name, made);
  return made;
};

/**
 * What a wall clock in a zone shows at an instant, as the milliseconds that a clock in UTC showing the same would
 * stand for ("local milliseconds"): calendar arithmetic on it is plain division. Whole seconds.
 */
export const wallClock = (timeZone: string, instant: number): number => {
  // `11/22/2026, 07:00:00`: read from the text, which takes half the time that its parts would.
  const numbers = formatterOf(timeZone).format(instant).split(/\D+/).map(Number);
  const [month = 1, day = 1, year = 0, hour = 0, minute = 0, second = 0] = numbers;
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

const offsetAt = (timeZone: string, instant: number): number => {
  const whole = Math.floor(instant / 1000) * 1000;
  return wallClock(timeZone, whole) - whole;
};

/**
 * The instant at which a zone's wall clock shows `local` (local milliseconds, see {@link wallClock}).
 *
 * Where the clock shows it twice, the first time; where it is skipped, as much after the gap as it would have been
 * after the gap's beginning (ECMA-262 Temporal, disambiguation `compatible`: 02:00 in a gap of an hour is 03:00, in
 * Lord Howe's gap of half an hour 02:30, and on the day that Samoa left out, the same hour of the next).
 */
export const instantShowing = (timeZone: string, local: number): number => {
  // No offset is over a day, so these two lie before and after every reading of `local`.
  const before = offsetAt(timeZone, local - DAY);
  const after = offsetAt(timeZone, local + DAY);
  const candidates = [local - before, local - after].filter(
    (instant) => instant + offsetAt(timeZone, instant) === local,
  );
  return candidates.length > 0 ? Math.min(...candidates) : local - before;
};
