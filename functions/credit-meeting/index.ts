import { SQSClient } from '@aws-sdk/client-sqs';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createProgramsStore } from '../../shared/credits/programs-store.ts';
import { createLedgerStore } from '../../shared/credits/store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
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
  communities: createCommunitiesStore(community),
  members: createMembersStore(community),
  programs: createProgramsStore(community),
  ledger: createLedgerStore({ client, name: settings.CREDENTIALS_TABLE }),
  deadLetters: {
    client: new SQSClient({}),
    queueUrl: settings.DEAD_LETTER_QUEUE_URL,
    maxReceives: settings.MAX_RECEIVES,
  },
  observer: createObserver('credit-meeting'),
  clock: systemClock,
});
