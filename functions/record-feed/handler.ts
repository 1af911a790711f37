import type { FeedChange } from '../../shared/discussions/feed-change.ts';
import type { FeedStore } from '../../shared/discussions/feed-store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters } from '../../shared/platform/queue-consumer.ts';
import { sideBySide } from '../../shared/platform/side-by-side.ts';
import { createAcceptance } from './accept-event.ts';
import type { Communities } from './known-communities.ts';

/** Writes under way at once; the SDK keeps 50 connections. */
const CONCURRENCY = 40;

/** What this function needs. */
export interface Dependencies {
  readonly feed: Pick<FeedStore, 'add' | 'addNews' | 'remove'>;
  readonly communities: Communities;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
  readonly clock: Clock;
}

/** Makes a change, and says under which name it is counted. */
const commit = async (feed: Dependencies['feed'], change: FeedChange, now: Date): Promise<string> => {
  switch (change.kind) {
    case 'post':
      return (await feed.add(change.item)) === 'added' ? 'PostsAdded' : 'PostsKnown';
    case 'news':
      return (await feed.addNews(change.item)) === 'added' ? 'NewsAdded' : 'NewsKnown';
    case 'removal':
      await feed.remove(change.removal, now);
      return 'PostsRemoved';
  }
};

/** Keeps every post and piece of news, from here or from another system, in the feed once; and takes posts out. */
export const createHandler = ({ feed, communities, deadLetters, observer, clock }: Dependencies) => {
  const accept = createAcceptance(communities, clock);
  return createQueueConsumer({
    deadLetters,
    observer,
    handle: async (messages) => {
      const outcomes = await sideBySide(messages, CONCURRENCY, async ({ body }) => {
        observer.counter.count(await commit(feed, await accept(body), clock()));
      });
      return messages.flatMap(({ messageId }, i) => {
        const outcome = outcomes[i];
        return outcome?.status === 'rejected' ? [{ messageId, error: outcome.reason as unknown }] : [];
      });
    },
  });
};
