import * as z from 'zod';
import { steps } from '../../shared/inquiry/model.ts';
import { dayFrom, wholeNumber } from './forms.ts';

/** Completing a step: what came of it, and by when the next is to be done; the last only where it is meant to be. */
export const stepForm = (today: string) =>
  z
    .object({
      step: wholeNumber(1, steps.length, 'Reload the page and try again.'),
      note: z.string().max(2000, 'Shorten the note to 2,000 characters.').default(''),
      final: z.literal('yes').optional(),
      nextDueOn: dayFrom(today),
    })
    .refine(({ step, final }) => step < steps.length || final === 'yes', {
      path: ['final'],
      error: 'Tick "This is final" to complete the cycle; it cannot be taken back.',
    })
    .transform(({ step, note, nextDueOn }) => ({ step, note, nextDueOn }));

/** Starting a cycle. */
export const cycleForm = (today: string) =>
  z.object({
    title: z
      .string({ error: 'Say what the cycle is about.' })
      .trim()
      .min(1, 'Say what the cycle is about.')
      .max(300, 'Shorten this to 300 characters.'),
    nextDueOn: dayFrom(today),
  });

/** Moving or removing the deadline of the next step, of the cycle as it was seen. */
export const deadlineForm = (today: string) =>
  z.object({
    dueOn: dayFrom(today),
    revision: wholeNumber(0, 999_999_999, 'Reload the page and try again.'),
  });
