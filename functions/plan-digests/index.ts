import { SQSClient } from '@aws-sdk/client-sqs';
import { createDigestsStore } from '../../shared/digests/store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { enqueue } from '../../shared/platform/queue.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { elapsed } from '../../shared/platform/wait.ts';
import { readSettings } from './config.ts';
import { createHandler, RUN_LIMITS } from './handler.ts';

const settings = readSettings();
const client = new SQSClient({});
const digests = { client, url: settings.DIGEST_QUEUE_URL };
const notifications = { client, url: settings.NOTIFY_QUEUE_URL };

/** The function as Lambda calls it. */
export const handler = createHandler({
  digests: createDigestsStore({ client: createTableClient(), name: settings.COMMUNITY_TABLE }),
  sendDigests: (due) => enqueue(digests, due),
  sendNotifications: (due) => enqueue(notifications, due),
  clock: systemClock,
  elapsed,
  limits: RUN_LIMITS,
  observer: createObserver('plan-digests'),
});
