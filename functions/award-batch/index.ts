import { SQSClient } from '@aws-sdk/client-sqs';
import { createBatchesStore } from '../../shared/awards/batches-store.ts';
import { createAwardsStore } from '../../shared/awards/store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';

const settings = readSettings();
const client = createTableClient();
const community = { client, name: settings.COMMUNITY_TABLE };

/** The function as Lambda calls it. */
export const handler = createHandler({
  batches: createBatchesStore(community),
  awards: createAwardsStore(community, { client, name: settings.CREDENTIALS_TABLE }),
  clock: systemClock,
  deadLetters: {
    client: new SQSClient({}),
    queueUrl: settings.DEAD_LETTER_QUEUE_URL,
    maxReceives: settings.MAX_RECEIVES,
  },
  observer: createObserver('award-batch'),
});
