import { type Language, localeOf } from './language.ts';

/**
 * Formatters and texts of a kind kept at a time: two instants of each of 400 zones in two languages, and some over.
 * Making a formatter costs a hundred times what using it does.
 */
const KEPT = 2000;

/** Makes a formatter, or what one says, once for each name, and keeps it. */
const keeping = <Made>(
  make: (language: Language, rest: string) => Made,
): ((language: Language, rest?: string) => Made) => {
  const kept = new Map<string, Made>();
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

const zoneDays = keeping(
  (language, timeZone) =>
    new Intl.DateTimeFormat(localeOf(language), { timeZone, weekday: 'long', day: 'numeric', month: 'long' }),
);

const zoneTimes = keeping(
  (language, timeZone) =>
    new Intl.DateTimeFormat(localeOf(language), {
      timeZone,
      // Twelve hours and their half of the day, as Arabic has them, are said without a nought.
      hour: language === 'ar' ? 'numeric' : '2-digit',
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

const percentTexts = keeping((language, percent) => percents(language).format(Number(percent) / 100));

/** A percentage of 0 to 100: `60%`. */
export const percentOf = (language: Language, percent: number): string =>
  percentTexts(language, String(percent));

/** A number with all its digits: `2.5`. */
export const amountOf = (language: Language, amount: number): string => amounts(language).format(amount);

/** An instant as a wall clock shows it: `Monday 16 November`, `07:00`, and whether the hour is said in the singular. */
export type Moment = Readonly<{ day: string; time: string; hour: 'one' | 'other' }>;

/** Thousands are mailed at the same hour what happened since the same hour: an instant is said once in each zone. */
const moments = keeping((language, place): Moment => {
  const [instant = '', timeZone = ''] = place.split(' ');
  const date = new Date(instant);
  const time = zoneTimes(language, timeZone).format(date);
  const hour = /^0?1:/.test(time) ? 'one' : 'other';
  return { day: zoneDays(language, timeZone).format(date), time, hour };
});

/** An instant as a zone's wall clock shows it. */
export const momentOf = (language: Language, timeZone: string, instant: string): Moment =>
  moments(language, `${instant} ${timeZone}`);

const dayTexts = keeping((language, dated) => {
  const [date = '', year = ''] = dated.split(' ');
  return days(language, year).format(new Date(date));
});

/** A calendar date (`YYYY-MM-DD`): `Friday 13 March`; with its year where that is not the year of `now` (in UTC). */
export const dayOf = (language: Language, date: string, now: Date): string =>
  dayTexts(language, `${date} ${date.startsWith(`${now.getUTCFullYear()}-`) ? '' : 'year'}`);
