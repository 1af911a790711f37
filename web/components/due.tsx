import { countOf, formatDay } from '../format.ts';

const DAY = 24 * 3_600_000;

/** How far off a day is, from today: `today`, `in 5 days`, `2 days ago`. */
const howFar = (day: string, today: string): string => {
  const days = Math.round((Date.parse(day) - Date.parse(today)) / DAY);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${countOf(days, 'day')}` : `${countOf(-days, 'day')} ago`;
};

/** By when something is to be done: the day, how far off it is, and whether it has passed. */
export const Due = ({ day, today }: { readonly day: string; readonly today: string }) => (
  <span class={day < today ? 'tag tag-bad' : 'tag'}>
    {day < today ? 'Was due' : 'Due'} <time datetime={day}>{formatDay(day)}</time>, {howFar(day, today)}
  </span>
);
