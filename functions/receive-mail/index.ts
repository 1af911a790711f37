import { SQSClient } from '@aws-sdk/client-sqs';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createDigestsStore } from '../../shared/digests/store.ts';
import { createDiscussionsStore } from '../../shared/discussions/store.ts';
import { createMailCountsStore } from '../../shared/mail/mail-counts-store.ts';
import { mailRoutes } from '../../shared/mail/mail-route.ts';
import { createPace } from '../../shared/mail/pace.ts';
import { sendInTurn } from '../../shared/mail/send-in-turn.ts';
import { createMailStandingsStore } from '../../shared/mail/standing-store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { createMailClient, sendMail } from '../../shared/platform/mail.ts';
import { createAccountRate } from '../../shared/platform/mail-rate.ts';
import { createObjects, createObjectsClient } from '../../shared/platform/objects.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { elapsed, wait } from '../../shared/platform/wait.ts';
import { createReceivedStore } from '../../shared/replies/received-store.ts';
import { createRepliesStore } from '../../shared/replies/store.ts';
import { newReplyToken } from '../../shared/replies/token.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';

const settings = readSettings();
const community = { client: createTableClient(), name: settings.COMMUNITY_TABLE };
const mailer = { client: createMailClient(), ...mailRoutes(settings) };
const rate = createAccountRate(mailer.client, systemClock, settings.MAIL_SENDERS);
const pace = createPace({ rate, elapsed, wait });

/** The function as Lambda calls it. */
export const handler = createHandler({
  replies: createRepliesStore(community, { replyDomain: settings.REPLY_DOMAIN, tokens: newReplyToken }),
  received: createReceivedStore(community),
  members: createMembersStore(community),
  discussions: createDiscussionsStore(community),
  communities: createCommunitiesStore(community),
  digests: createDigestsStore(community),
  standings: createMailStandingsStore(community),
  mailDays: createMailCountsStore(community),
  inbox: createObjects({ client: createObjectsClient(), name: settings.INBOX_BUCKET }),
  domains: { mailFrom: settings.MAIL_FROM, replyDomain: settings.REPLY_DOMAIN },
  place: { publicUrl: settings.PUBLIC_URL, mailFrom: settings.MAIL_FROM },
  send: sendInTurn({ send: (mail) => sendMail(mailer, mail), pace, wait }),
  clock: systemClock,
  deadLetters: {
    client: new SQSClient({}),
    queueUrl: settings.DEAD_LETTER_QUEUE_URL,
    maxReceives: settings.MAX_RECEIVES,
  },
  observer: createObserver('receive-mail'),
});
