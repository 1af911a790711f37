import type { FeedStore } from '../../shared/discussions/feed-store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters } from '../../shared/platform/queue-consumer.ts';
import { sideBySide } from '../../shared/platform/side-by-side.ts';
import { createAcceptance } from './accept-post.ts';
import type { Communities } from './known-communities.ts';

/** Writes under way at once; the SDK keeps 50 connections. */
const CONCURRENCY = 40;

/** What this function needs. */
export interface Dependencies {
  readonly feed: Pick<FeedStore, 'add'>;
  readonly communities: Communities;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
  readonly clock: Clock;
}

/** Adds every post, from here or from another system, to the feed once. */
export const createHandler = ({ feed, communities, deadLetters, observer, clock }: Dependencies) => {
  const accept = createAcceptance(communities, clock);
  return createQueueConsumer({
    deadLetters,
    observer,
    handle: async (messages) => {
      const outcomes = await sideBySide(messages, CONCURRENCY, async ({ body }) => {
        const item = await accept(body);
        observer.counter.count((await feed.add(item)) === 'added' ? 'PostsAdded' : 'PostsKnown');
      });
      return messages.flatMap(({ messageId }, i) => {
        const outcome = outcomes[i];
        return outcome?.status === 'rejected' ? [{ messageId, error: outcome.reason as unknown }] : [];
      });
    },
  });
};
