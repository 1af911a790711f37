import { SQSClient } from '@aws-sdk/client-sqs';
import { createFeedbackStore } from '../../shared/mail/feedback-store.ts';
import { createMailStandingsStore } from '../../shared/mail/standing-store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import { randomIds } from '../../shared/platform/ids.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';

const settings = readSettings();
const community = { client: createTableClient(), name: settings.COMMUNITY_TABLE };

/** The function as Lambda calls it. */
export const handler = createHandler({
  members: createMembersStore(community),
  standings: createMailStandingsStore(community),
  feedback: createFeedbackStore(community),
  ids: randomIds,
  deadLetters: {
    client: new SQSClient({}),
    queueUrl: settings.DEAD_LETTER_QUEUE_URL,
    maxReceives: settings.MAX_RECEIVES,
  },
  observer: createObserver('record-mail-feedback'),
});
