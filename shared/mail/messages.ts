import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from './language.ts';

/** What a message's places are filled with. Text of others goes in as it is: it is escaped where it is rendered. */
export type MessageValues = Readonly<Record<string, string | number | Date>>;

/** A catalogue: every message of a part of the mail, in every language, in ICU MessageFormat. */
export type Catalogue<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

/** Says a message of a catalogue in one language. */
export type Say<Key extends string> = (key: Key, values?: MessageValues) => string;

/**
 * Makes what says a catalogue's messages. A message is parsed when it is first said and kept: parsing costs a
 * hundred times what saying does. Markup in a message is plain text.
 */
export const createSayings = <Key extends string>(
  catalogue: Catalogue<Key>,
): ((language: Language) => Say<Key>) => {
  const parsed = new Map<string, IntlMessageFormat>();
  return (language) => (key, values) => {
    const name = `${language} ${key}`;
    const message =
      parsed.get(name) ??
      new IntlMessageFormat(catalogue[language][key], language, undefined, { ignoreTag: true });
    parsed.set(name, message);
    return String(message.format(values));
  };
};
