import { SQSClient } from '@aws-sdk/client-sqs';
import { createAwardsStore } from '../../shared/awards/store.ts';
import { createIssuer } from '../../shared/badges/issue.ts';
import { createCredentialsStore } from '../../shared/badges/store.ts';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { newToken } from '../../shared/platform/ids.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { createSigner } from '../../shared/platform/signer.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';
import { createRecords } from './records.ts';

const settings = readSettings();
const client = createTableClient();
const community = { client, name: settings.COMMUNITY_TABLE };
const credentials = { client, name: settings.CREDENTIALS_TABLE };

/** The function as Lambda calls it. */
export const handler = createHandler({
  records: createRecords({
    communities: createCommunitiesStore(community),
    members: createMembersStore(community),
    awards: createAwardsStore(community, credentials),
  }),
  credentials: createCredentialsStore(credentials),
  issuer: createIssuer({ signer: createSigner(settings.SIGNING_KEY), publicUrl: settings.PUBLIC_URL }),
  salts: newToken,
  clock: systemClock,
  deadLetters: {
    client: new SQSClient({}),
    queueUrl: settings.DEAD_LETTER_QUEUE_URL,
    maxReceives: settings.MAX_RECEIVES,
  },
  observer: createObserver('issue-credential'),
});
