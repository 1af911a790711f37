import * as z from 'zod';

/** The languages mail is written in (BCP 47); Arabic is written from right to left. */
export const Language = z.enum(['en', 'es', 'fr', 'ar']);
/** @see Language */
export type Language = z.output<typeof Language>;

/** The direction in which a language is written, as HTML's `dir` has it. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');
