import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { Language } from '../../../shared/mail/language.ts';
import { createSayings, type MessageValues } from '../../../shared/mail/messages.ts';

const inAll = (message: string) => ({
  en: { message },
  es: { message },
  fr: { message },
  ar: { message },
});

const messages = [
  'Nothing to fill in',
  '{name} and {title}, {name}',
  '{count, plural, =0 {none} zero {zero #} one {# one} two {two} few {few #} many {many #} other {# others}} of {name}',
  '{kind, select, a {an A for {name}} toString {odd} other {another, {count, plural, one {# one} other {# more}}}}',
  '{count, plural, offset:1 =1 {only {name}} one {{name} and # other} other {{name} and # others}}',
  '{count, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}',
  '{count, number} and {name}',
  "It''s {name} <b>{title}</b>",
];
const counts = [0, 1, 2, 3, 7, 11, 21, 100, 102, 999, 1000, 1234, 1_000_000, -1, 1.5];

describe('a saying', () => {
  for (const message of messages) {
    it(`is what the library says: ${message}`, () => {
      const sayings = createSayings(inAll(message));
      for (const language of Language.options) {
        const library = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
        for (const count of counts) {
          for (const kind of ['a', 'b', 'toString', 'hasOwnProperty']) {
            const values: MessageValues = { name: 'Ada', title: '“$&”', count, kind };
            expect(sayings(language)('message', values)).toBe(library.format(values));
          }
        }
        expect(sayings(language)('message', { name: 7, title: '', count: 2, kind: 3 })).toBe(
          library.format({ name: 7, title: '', count: 2, kind: 3 }),
        );
      }
    });
  }

  it('is refused where a place is not filled', () => {
    const say = createSayings(inAll('{name}'))('en');
    expect(() => say('message', {})).toThrow('name');
    expect(() => say('message')).toThrow('name');
  });
});
