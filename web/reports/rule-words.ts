import type { Recurrence } from '../../shared/awards/model.ts';

/** How often a rule can be met, in words that end a sentence. */
export const everyWords: Readonly<Record<Recurrence, string>> = {
  once: 'once and for ever',
  yearly: 'anew each year',
  quarterly: 'anew each quarter',
  monthly: 'anew each month',
};
