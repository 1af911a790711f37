import * as z from 'zod';

/** The languages mail is written in (BCP 47); Arabic is written from right to left. */
export const Language = z.enum(['en', 'es', 'fr', 'ar']);
/** @see Language */
export type Language = z.output<typeof Language>;

/** The direction in which a language is written, as HTML's `dir` has it. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

/** The language of a member's mail: their own choice, else the organization's, else English. */
export const languageFor = (
  chosen: { readonly language?: Language | undefined },
  organization: { readonly language?: Language | undefined },
): Language => chosen.language ?? organization.language ?? 'en';

/** What a language's dates, numbers and lists are written by (BCP 47): English as in Britain. */
export const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : language);
