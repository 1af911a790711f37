import type { GroupedUpdate } from '../../shared/engagement/group-updates.ts';
import type { Applied } from '../../shared/engagement/store.ts';
import type { MessageFailure } from '../../shared/platform/queue-consumer.ts';

/** What became of the events of a batch, each told by where it stands in it. */
export interface Tally {
  /** Events that were added to at least one record, each once. */
  readonly recorded: number;
  /** Events that were known already, to their records or earlier in the batch. */
  readonly duplicates: number;
  /** The events that an update failed for, each with the first reason. */
  readonly failed: ReadonlyMap<number, unknown>;
}

/**
 * Counts a batch's outcome by event, and says which events must come again.
 *
 * An event with several members fails where one of its records does; it counts as recorded only when its last
 * record is written, so that a retry that completes it does not count it twice.
 *
 * @param total - how many events the updates were grouped from.
 * @param outcomes - one per update, in their order.
 */
export const tallyOf = (
  total: number,
  updates: readonly GroupedUpdate[],
  outcomes: readonly PromiseSettledResult<Applied>[],
): Tally => {
  const failed = new Map<number, unknown>();
  const added = new Set<string>();
  const incomplete = new Set<string>();
  for (const [i, { update, positions }] of updates.entries()) {
    const outcome = outcomes[i];
    if (outcome?.status === 'fulfilled') {
      for (const id of outcome.value.recorded) added.add(id);
      continue;
    }
    for (const { id } of update.entries) incomplete.add(id);
    for (const position of positions) {
      if (!failed.has(position)) failed.set(position, outcome?.reason);
    }
  }
  const recorded = [...added].filter((id) => !incomplete.has(id)).length;
  return { recorded, duplicates: total - failed.size - recorded, failed };
};

/** The messages that must come again, each with the reason; `failed` knows them by where they stand. */
export const failuresOf = (
  messages: readonly Pick<MessageFailure, 'messageId'>[],
  failed: Tally['failed'],
): MessageFailure[] =>
  messages.flatMap(({ messageId }, i) => (failed.has(i) ? [{ messageId, error: failed.get(i) }] : []));
