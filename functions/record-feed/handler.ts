import { feedItemOf } from '../../shared/discussions/feed-item.ts';
import type { FeedStore } from '../../shared/discussions/feed-store.ts';
import { parseBusMessage } from '../../shared/events/parse-event.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters } from '../../shared/platform/queue-consumer.ts';
import { sideBySide } from '../../shared/platform/side-by-side.ts';
import { type Communities, createCommunityCheck } from './known-communities.ts';

/** Writes under way at once; the SDK keeps 50 connections. */
const CONCURRENCY = 40;

/** What this function needs. */
export interface Dependencies {
  readonly feed: Pick<FeedStore, 'add'>;
  readonly communities: Communities;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
}

/** Adds every post, from here or from another system, to the feed once. */
export const createHandler = ({ feed, communities, deadLetters, observer }: Dependencies) => {
  const check = createCommunityCheck(communities);
  return createQueueConsumer({
    deadLetters,
    observer,
    handle: async (messages) => {
      const outcomes = await sideBySide(messages, CONCURRENCY, async ({ body }) => {
        const item = feedItemOf(parseBusMessage(body));
        await check(item.organization, item.community);
        observer.counter.count((await feed.add(item)) === 'added' ? 'PostsAdded' : 'PostsKnown');
      });
      return messages.flatMap(({ messageId }, i) => {
        const outcome = outcomes[i];
        return outcome?.status === 'rejected' ? [{ messageId, error: outcome.reason as unknown }] : [];
      });
    },
  });
};
