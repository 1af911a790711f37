import { SQSClient } from '@aws-sdk/client-sqs';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createFeedStore } from '../../shared/discussions/feed-store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';

const settings = readSettings();
const table = { client: createTableClient(), name: settings.COMMUNITY_TABLE };

/** The function as Lambda calls it. */
export const handler = createHandler({
  feed: createFeedStore(table),
  communities: createCommunitiesStore(table),
  deadLetters: {
    client: new SQSClient({}),
    queueUrl: settings.DEAD_LETTER_QUEUE_URL,
    maxReceives: settings.MAX_RECEIVES,
  },
  observer: createObserver('record-feed'),
  clock: systemClock,
});
