import { type Language, localeOf } from './language.ts';

/** Formatters kept at a time; making one costs a hundred times what using it does, and each takes some memory. */
const KEPT = 500;

/** Makes a formatter once for each name, and keeps it. */
const keeping = <Formatter>(
  make: (language: Language, rest: string) => Formatter,
): ((language: Language, rest?: string) => Formatter) => {
  const kept = new Map<string, Formatter>();
  return (language, rest = '') => {
    const name = `${language} ${rest}`;
    const known = kept.get(name);
    if (known) return known;
    if (kept.size >= KEPT) kept.clear();
    const made = make(language, rest);
    kept.set(name, made);
    return made;
  };
};

const lists = keeping((language) => new Intl.ListFormat(localeOf(language), { type: 'conjunction' }));

const percents = keeping((language) => new Intl.NumberFormat(localeOf(language), { style: 'percent' }));

/** As many digits as an amount of credit has. */
const amounts = keeping(
  (language) => new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 20 }),
);

const moments = keeping(
  (language, timeZone) =>
    new Intl.DateTimeFormat(localeOf(language), {
      timeZone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
    }),
);

const days = keeping(
  (language, year) =>
    new Intl.DateTimeFormat(localeOf(language), {
      timeZone: 'UTC',
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      ...(year === 'year' && { year: 'numeric' }),
    }),
);

/** `A, B and C`. */
export const listOf = (language: Language, parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : lists(language).format(parts);

/** A percentage of 0 to 100: `60%`. */
export const percentOf = (language: Language, percent: number): string =>
  percents(language).format(percent / 100);

/** A number with all its digits: `2.5`. */
export const amountOf = (language: Language, amount: number): string => amounts(language).format(amount);

/** An instant as a zone's wall clock shows it: `Monday 16 November at 07:00`. */
export const momentOf = (language: Language, timeZone: string, instant: string): string =>
  moments(language, timeZone).format(new Date(instant));

/** A calendar date (`YYYY-MM-DD`): `Friday 13 March`; with its year where that is not the year of `now` (in UTC). */
export const dayOf = (language: Language, date: string, now: Date): string =>
  days(language, date.startsWith(`${now.getUTCFullYear()}-`) ? '' : 'year').format(new Date(date));
