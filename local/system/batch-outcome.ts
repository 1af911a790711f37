import * as z from 'zod';
import type { Outcome } from './function-messages.ts';

const BatchResponse = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

/** What of a batch was not done: nothing, some items by identifier, or all of it with the reason. */
export type BatchOutcome =
  | { readonly failed: 'none' }
  | { readonly failed: 'some'; readonly items: ReadonlySet<string>; readonly reason: string }
  | { readonly failed: 'all'; readonly reason: string };

/**
 * Reads a function's answer to a batch, as Lambda does with `ReportBatchItemFailures`: an answer of nothing is success
 * of all, an identifier that was not in the batch makes the whole batch a failure, as does an answer of another shape.
 */
export const batchOutcome = (outcome: Outcome, given: readonly string[], partial: boolean): BatchOutcome => {
  if (!outcome.ok) return { failed: 'all', reason: `${outcome.errorType}: ${outcome.errorMessage}` };
  if (!partial || outcome.value === null) return { failed: 'none' };
  const answer = BatchResponse.safeParse(outcome.value);
  if (!answer.success) {
    const empty = JSON.stringify(outcome.value) === '{}';
    return empty ? { failed: 'none' } : { failed: 'all', reason: 'the answer names no batchItemFailures' };
  }
  const items = new Set(answer.data.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  if (items.size === 0) return { failed: 'none' };
  const known = new Set(given);
  for (const item of items) {
    if (!known.has(item))
      return {
        failed: 'all',
        reason: `the answer names ${item || 'an empty identifier'}, which was not given`,
      };
  }
  return { failed: 'some', items, reason: 'the function reported it as failed' };
};
