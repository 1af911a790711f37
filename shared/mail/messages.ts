import { type Formatters, IntlMessageFormat } from 'intl-messageformat';
import type { Language } from './language.ts';

/** What a message's places are filled with. Text of others goes in as it is: it is escaped where it is rendered. */
export type MessageValues = Readonly<Record<string, string | number | Date>>;

/** A catalogue: every message of a part of the mail, in every language, in ICU MessageFormat. */
export type Catalogue<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

/** Says a message of a catalogue in one language. */
export type Say<Key extends string> = (key: Key, values?: MessageValues) => string;

const numbers = new Map<string, Intl.NumberFormat>();
const plurals = new Map<string, Intl.PluralRules>();

/** Gives the same object for the same name; there are as many as languages and kinds, which is few. */
const kept = <Made>(known: Map<string, Made>, name: string, make: () => Made): Made => {
  const made = known.get(name) ?? make();
  known.set(name, made);
  return made;
};

/** What counts and chooses plurals, kept by name: the library's own cache spells its arguments out at every use. */
const formatters: Formatters = {
  getNumberFormat: (locales, options) =>
    kept(
      numbers,
      `${String(locales)} ${options ? JSON.stringify(options) : ''}`,
      () => new Intl.NumberFormat(locales, options),
    ),
  getPluralRules: (locales, options) =>
    kept(
      plurals,
      `${String(locales)} ${options?.type ?? 'cardinal'}`,
      () => new Intl.PluralRules(locales, options),
    ),
  getDateTimeFormat: (locales, options) => new Intl.DateTimeFormat(locales, options),
};

/** The kinds of a parsed message's parts that are put together as they are: text, and a place of plain text. */
const LITERAL = 0;
const ARGUMENT = 1;

/** What says one message: most are text with places, and need none of the library's work at each use. */
const sayingOf = (message: string, language: Language): ((values?: MessageValues) => string) => {
  const parsed = new IntlMessageFormat(message, language, undefined, { ignoreTag: true, formatters });
  const parts = parsed.getAst();
  const simple = parts.flatMap((part) => {
    const kind: number = part.type;
    const isText = kind === LITERAL || kind === ARGUMENT;
    return isText && 'value' in part ? [{ isPlace: kind === ARGUMENT, value: part.value }] : [];
  });
  const format = (values?: MessageValues): string => String(parsed.format(values));
  if (simple.length < parts.length) return format;
  return (values = {}) => {
    let said = '';
    for (const { isPlace, value } of simple) {
      const text = isPlace ? values[value] : value;
      // A number is written by its language, and a missing value is an error: both are the library's.
      if (typeof text !== 'string') return format(values);
      said += text;
    }
    return said;
  };
};

/**
 * Makes what says a catalogue's messages. A message is parsed when it is first said and kept: parsing costs a
 * hundred times what saying does. Markup in a message is plain text.
 */
export const createSayings = <Key extends string>(
  catalogue: Catalogue<Key>,
): ((language: Language) => Say<Key>) => {
  const sayings = new Map<string, (values?: MessageValues) => string>();
  return (language) => (key, values) => {
    const name = `${language} ${key}`;
    const known = sayings.get(name);
    if (known) return known(values);
    const made = sayingOf(catalogue[language][key], language);
    sayings.set(name, made);
    return made(values);
  };
};
