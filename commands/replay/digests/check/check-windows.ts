import type { Complain, Told } from './read-mail.ts';

/** What a wall clock in a zone shows at an instant: `2012-01-02 07:00:00`. */
const shownIn = (zone: string): ((instant: number) => string) => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (instant) => format.format(instant);
};

/** A calendar day later, the hour as it was. */
const dayAfter = (shown: string): string => {
  const day = new Date(`${shown.slice(0, 10)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return `${day.toISOString().slice(0, 10)}${shown.slice(10)}`;
};

/** Whether all windows are days from seven to seven in a zone; only the first of all begins when its member joined. */
const areDaysIn = (zone: string, windows: readonly Told[], joinedAt: number): boolean => {
  const shown = shownIn(zone);
  return windows.every(
    ({ from, until }, i) =>
      shown(until).endsWith(' 07:00:00') &&
      ((i === 0 && from === joinedAt) || dayAfter(shown(from)) === shown(until)),
  );
};

const zones = Intl.supportedValuesOf('timeZone');

/** Holds a member's windows, in their order, against their own days. */
export const checkWindows = (
  member: string,
  windows: readonly Told[],
  joinedAt: number,
  complain: Complain,
): void => {
  if (zones.some((zone) => areDaysIn(zone, windows, joinedAt))) return;
  const most = zones
    .map((zone) => windows.filter((window) => areDaysIn(zone, [window], joinedAt)))
    .reduce((best, fits) => (fits.length > best.length ? fits : best), []);
  const odd = windows.filter((window) => !most.includes(window)).map(({ file }) => file);
  complain(`member ${member}: the windows are not days from seven to seven of one zone: ${odd.join(', ')}`);
};
