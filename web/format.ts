import { type Language, localeOf } from '../shared/mail/language.ts';

/** One English for pages and mails. */
const LOCALE = localeOf('en');

type Style = 'day' | 'time' | 'weekday-time';

const options: Readonly<Record<Style, Intl.DateTimeFormatOptions>> = {
  day: { dateStyle: 'medium' },
  time: { dateStyle: 'medium', timeStyle: 'short' },
  'weekday-time': {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  },
};

/** Most formats that are kept, of some 30 KB each; there are 600 names of zones, in four languages and three styles. */
const MOST = 1000;

// Making a format costs a hundred times what using it does.
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (style: Style, timeZone: string, locale: string): Intl.DateTimeFormat => {
  // ECMA-402 takes a zone in any mixture of upper and lower case.
  const key = `${locale} ${style} ${timeZone.toLowerCase()}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { ...options[style], timeZone });
  const [oldest] = formats.keys();
  if (oldest !== undefined && formats.size >= MOST) formats.delete(oldest);
  formats.set(key, made);
  return made;
};

/** An instant as its reader's calendar and clock show it, in their language. */
export const formatInstant = (
  instant: string,
  timeZone: string,
  style: Style = 'time',
  language: Language = 'en',
): string => formatOf(style, timeZone, localeOf(language)).format(new Date(instant));

/** A day of the week as ISO counts them, 1 (Monday) to 7, by its name in a language. */
export const formatWeekday = (weekday: number, language: Language): string =>
  // The 5th of January 2026 is a Monday.
  new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2026, 0, 4 + weekday),
  );

/** A calendar day (`2026-11-22`) in words; it is the same day wherever it is read. */
export const formatDay = (day: string): string =>
  formatOf('day', 'UTC', LOCALE).format(new Date(`${day}T00:00:00Z`));

const numbers = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 });

/** A number with its thousands apart, two decimals at most. */
export const formatNumber = (value: number): string => numbers.format(value);

const amounts = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 10 });

/** An amount of credit with every decimal that was credited, and a true minus sign. */
export const formatAmount = (value: number): string => amounts.format(value).replace('-', '\u2212');

const plurals = new Intl.PluralRules(LOCALE);

/** `1 reply`, `2 replies`. */
export const countOf = (count: number, one: string, other = `${one}s`): string =>
  `${formatNumber(count)} ${plurals.select(count) === 'one' ? one : other}`;

const characters = new Intl.Segmenter(LOCALE, { granularity: 'grapheme' });

const firstOf = (word = ''): string => characters.segment(word).containing(0)?.segment ?? '';

/** Two letters that stand for a person where there is no picture: the first of the first and last name. */
export const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/);
  return `${firstOf(words[0])}${words.length > 1 ? firstOf(words.at(-1)) : ''}`.toUpperCase();
};
