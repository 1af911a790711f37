import { IntlMessageFormat } from 'intl-messageformat';
import { compileMessage } from './compile-message.ts';
import type { Language } from './language.ts';

/** What a message's places are filled with. Text of others goes in as it is: it is escaped where it is rendered. */
export type MessageValues = Readonly<Record<string, string | number | Date>>;

/** A catalogue: every message of a part of the mail, in every language, in ICU MessageFormat. */
export type Catalogue<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

/** Says a message of a catalogue in one language. */
export type Say<Key extends string> = (key: Key, values?: MessageValues) => string;

/** What says one message: the library, or what it was compiled to where it has none of the library's own kinds. */
const sayingOf = (message: string, language: Language): ((values?: MessageValues) => string) => {
  const parsed = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
  const library = (values?: MessageValues): string => String(parsed.format(values));
  return compileMessage(parsed.getAst(), language, library) ?? library;
};

/**
 * Makes what says a catalogue's messages. A message is parsed when it is first said and kept: parsing costs a
 * hundred times what saying does. Markup in a message is plain text.
 */
export const createSayings = <Key extends string>(
  catalogue: Catalogue<Key>,
): ((language: Language) => Say<Key>) => {
  const inLanguage = (language: Language): Say<Key> => {
    const sayings = new Map<Key, (values?: MessageValues) => string>();
    return (key, values) => {
      const known = sayings.get(key);
      if (known) return known(values);
      const made = sayingOf(catalogue[language][key], language);
      sayings.set(key, made);
      return made(values);
    };
  };
  const kept = new Map<Language, Say<Key>>();
  return (language) => {
    const known = kept.get(language);
    if (known) return known;
    const made = inLanguage(language);
    kept.set(language, made);
    return made;
  };
};
