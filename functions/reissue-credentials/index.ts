import { SQSClient } from '@aws-sdk/client-sqs';
import { createIssueAgain } from '../../shared/awards/issue-again.ts';
import { createAwardsStore } from '../../shared/awards/store.ts';
import { createCredentialsStore } from '../../shared/badges/store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { randomIds } from '../../shared/platform/ids.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';

const settings = readSettings();
const client = createTableClient();
const community = { client, name: settings.COMMUNITY_TABLE };
const table = { client, name: settings.CREDENTIALS_TABLE };

/** The function as Lambda calls it. */
export const handler = createHandler({
  credentials: createCredentialsStore(table),
  again: createIssueAgain({
    awards: createAwardsStore(community, table),
    members: createMembersStore(community),
    clock: systemClock,
    ids: randomIds,
  }),
  clock: systemClock,
  deadLetters: {
    client: new SQSClient({}),
    queueUrl: settings.DEAD_LETTER_QUEUE_URL,
    maxReceives: settings.MAX_RECEIVES,
  },
  observer: createObserver('reissue-credentials'),
});
