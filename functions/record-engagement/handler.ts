import { groupUpdates } from '../../shared/engagement/group-updates.ts';
import type { EngagementStore } from '../../shared/engagement/store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters } from '../../shared/platform/queue-consumer.ts';
import { sideBySide } from '../../shared/platform/side-by-side.ts';
import { createAcceptance } from './accept-messages.ts';
import type { Places } from './known-places.ts';
import { failuresOf, tallyOf } from './tally.ts';

/** Writes under way at once; the SDK keeps 50 connections. */
const CONCURRENCY = 40;

/** What this function needs. */
export interface Dependencies {
  readonly engagement: Pick<EngagementStore, 'apply'>;
  readonly places: Places;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
  readonly clock: Clock;
}

/** Adds what the events of a batch say members did to the members' records of the day, exactly once. */
export const createHandler = ({ engagement, places, deadLetters, observer, clock }: Dependencies) => {
  const accept = createAcceptance(places, clock);
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
      return [...refused, ...failuresOf(accepted, failed)];
    },
  });
};
