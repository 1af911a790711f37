import type { Recurrence } from './model.ts';

/** Everything, as the period of a rule that is met once. */
export const EVER = 'ever';

/**
 * The period that a UTC day lies in: `ever`, `2026`, `2026-Q4` or `2026-11`. Those of one recurrence sort by time.
 *
 * @param day - `2026-11-22`.
 */
export const periodOf = (day: string, every: Recurrence): string => {
  switch (every) {
    case 'once':
      return EVER;
    case 'yearly':
      return day.slice(0, 4);
    case 'quarterly':
      return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
    case 'monthly':
      return day.slice(0, 7);
  }
};

/** The first day of the period that a day lies in; undefined for {@link EVER}, which has none. */
export const firstDayOf = (day: string, every: Recurrence): string | undefined => {
  switch (every) {
    case 'once':
      return undefined;
    case 'yearly':
      return `${day.slice(0, 4)}-01-01`;
    case 'quarterly':
      return `${day.slice(0, 4)}-${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
    case 'monthly':
      return `${day.slice(0, 7)}-01`;
  }
};
