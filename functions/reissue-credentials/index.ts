import { SQSClient } from '@aws-sdk/client-sqs';
import { createAwardsStore } from '../../shared/awards/store.ts';
import { createCredentialsStore } from '../../shared/badges/store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { randomIds } from '../../shared/platform/ids.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';

const settings = readSettings();
const client = createTableClient();
const table = { client, name: settings.CREDENTIALS_TABLE };

/** The function as Lambda calls it. */
export const handler = createHandler({
  credentials: createCredentialsStore(table),
  awards: createAwardsStore({ client, name: settings.COMMUNITY_TABLE }, table),
  clock: systemClock,
  ids: randomIds,
  deadLetters: {
    client: new SQSClient({}),
    queueUrl: settings.DEAD_LETTER_QUEUE_URL,
    maxReceives: settings.MAX_RECEIVES,
  },
  observer: createObserver('reissue-credentials'),
});
