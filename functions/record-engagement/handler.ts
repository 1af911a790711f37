import { groupUpdates } from '../../shared/engagement/group-updates.ts';
import type { EngagementStore } from '../../shared/engagement/store.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters } from '../../shared/platform/queue-consumer.ts';
import { sideBySide } from '../../shared/platform/side-by-side.ts';
import { createAcceptance } from './accept-messages.ts';
import type { Places } from './known-places.ts';
import { tallyOf } from './tally.ts';

/** Writes under way at once; the SDK keeps 50 connections. */
const CONCURRENCY = 40;

/** What this function needs. */
export interface Dependencies {
  readonly engagement: Pick<EngagementStore, 'apply'>;
  readonly places: Places;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
}

/** Adds what the events of a batch say members did to the members' records of the day, exactly once. */
export const createHandler = ({ engagement, places, deadLetters, observer }: Dependencies) => {
  const accept = createAcceptance(places);
  return createQueueConsumer({
    deadLetters,
    observer,
    handle: async (messages) => {
      const { accepted, refused } = await accept(messages);
      const updates = groupUpdates(accepted.map(({ event }) => event));
      const outcomes = await sideBySide(updates, CONCURRENCY, ({ update }) => engagement.apply(update));
      const { recorded, duplicates, failed } = tallyOf(accepted.length, updates, outcomes);
      observer.counter.count('EventsRecorded', recorded);
      observer.counter.count('EventsDuplicate', duplicates);
      const failures = accepted.flatMap(({ messageId }, i) =>
        failed.has(i) ? [{ messageId, error: failed.get(i) }] : [],
      );
      return [...refused, ...failures];
    },
  });
};
