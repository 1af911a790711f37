const LOCALE = 'en-US';

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

// Making a format costs a hundred times what using it does; there are a few hundred zones at most.
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (style: Style, timeZone: string): Intl.DateTimeFormat => {
  const key = `${style} ${timeZone}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(LOCALE, { ...options[style], timeZone });
  formats.set(key, known);
  return known;
};

/** An instant as its reader's calendar and clock show it. */
export const formatInstant = (instant: string, timeZone: string, style: Style = 'time'): string =>
  formatOf(style, timeZone).format(new Date(instant));

/** A calendar day (`2026-11-22`) in words; it is the same day wherever it is read. */
export const formatDay = (day: string): string => formatOf('day', 'UTC').format(new Date(`${day}T00:00:00Z`));

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
