import { SQSClient } from '@aws-sdk/client-sqs';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createEngagementStore } from '../../shared/engagement/store.ts';
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
  engagement: createEngagementStore({ client, name: settings.ENGAGEMENT_TABLE }),
  places: { ...createCommunitiesStore(community), getMember: createMembersStore(community).getMember },
  deadLetters: {
    client: new SQSClient({}),
    queueUrl: settings.DEAD_LETTER_QUEUE_URL,
    maxReceives: settings.MAX_RECEIVES,
  },
  observer: createObserver('record-engagement'),
  clock: systemClock,
});
