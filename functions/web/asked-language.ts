import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { Language } from '../../shared/mail/language.ts';

/**
 * The language that a browser asks for most (RFC 9110 §12.5.4) of those that mail is written in, whatever the region;
 * English where it asks for none of them. For pages of nobody: a member has chosen their own.
 */
export const askedLanguage = (c: Context): Language =>
  Language.catch('en').parse(
    accepts(c, {
      header: 'Accept-Language',
      supports: [...Language.options],
      default: 'en',
      match: (asked, { default: none }) =>
        asked
          .toSorted((one, other) => other.q - one.q)
          .map(({ type }) => type.toLowerCase().split('-')[0] ?? '')
          .find((language) => Language.safeParse(language).success) ?? none,
    }),
  );
