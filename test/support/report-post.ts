import { SQSClient } from '@aws-sdk/client-sqs';
import { createHandler } from '../../functions/record-feed/handler.ts';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createFeedStore } from '../../shared/discussions/feed-store.ts';
import type { Table } from '../../shared/platform/table.ts';
import { busMessage, eventOf } from './events.ts';
import { context, queueBatch } from './invocations.ts';
import { keepingObserver } from './observer.ts';

/** A topic as another system reports it. */
export interface ReportedPost {
  readonly organization: string;
  readonly community: string;
  readonly member: string;
  readonly post: string;
  readonly postedAt: string;
}

/** Tells record-feed, as Lambda calls it, of a topic; it arrives at `at`. @throws where it was not taken. */
export const reportPost = async (table: Table, reported: ReportedPost, at: string): Promise<void> => {
  const { organization, community, member, post, postedAt } = reported;
  const data = {
    member,
    community,
    post,
    topic: post,
    kind: 'topic',
    title: `About ${post}`,
    excerpt: '',
  } as const;
  const event = eventOf('post.created', data, { organization, id: `event-of-${post}`, time: postedAt });
  const { observer, lines } = keepingObserver();
  const recorder = createHandler({
    feed: createFeedStore(table),
    communities: createCommunitiesStore(table),
    deadLetters: {
      client: new SQSClient({ region: 'eu-west-1' }),
      queueUrl: 'https://queue.example.org/dead',
      maxReceives: 5,
    },
    observer,
    clock: () => new Date(at),
  });
  const { batchItemFailures } = await recorder(queueBatch([busMessage(event)]), context);
  if (batchItemFailures.length > 0) throw new Error(`the post was not taken: ${JSON.stringify(lines)}`);
};
