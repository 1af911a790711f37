import { SQSClient } from '@aws-sdk/client-sqs';
import { createDigestRequestsStore } from '../../shared/digests/requests-store.ts';
import { createSources } from '../../shared/digests/sources-store.ts';
import { createDigestsStore } from '../../shared/digests/store.ts';
import { mailRoutes } from '../../shared/mail/mail-route.ts';
import { createPace } from '../../shared/mail/pace.ts';
import { sendInTurn } from '../../shared/mail/send-in-turn.ts';
import { createMailStandingsStore } from '../../shared/mail/standing-store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { randomIds } from '../../shared/platform/ids.ts';
import { createMailClient, sendMail } from '../../shared/platform/mail.ts';
import { createAccountRate } from '../../shared/platform/mail-rate.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { elapsed, wait } from '../../shared/platform/wait.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';

const settings = readSettings();
const client = createTableClient();
const community = { client, name: settings.COMMUNITY_TABLE };
const credentials = { client, name: settings.CREDENTIALS_TABLE };
const mailer = { client: createMailClient(), ...mailRoutes(settings) };
const rate = createAccountRate(mailer.client, systemClock, settings.MAIL_SENDERS);
const pace = createPace({ rate, elapsed, wait });

/** The function as Lambda calls it. */
export const handler = createHandler({
  digests: createDigestsStore(community),
  requests: createDigestRequestsStore(community),
  standings: createMailStandingsStore(community),
  ...createSources(community, credentials),
  send: sendInTurn({ send: (mail) => sendMail(mailer, mail), pace, wait }),
  place: { publicUrl: settings.PUBLIC_URL, mailFrom: settings.MAIL_FROM, replyDomain: settings.REPLY_DOMAIN },
  clock: systemClock,
  ids: randomIds,
  deadLetters: {
    client: new SQSClient({}),
    queueUrl: settings.DEAD_LETTER_QUEUE_URL,
    maxReceives: settings.MAX_RECEIVES,
  },
  observer: createObserver('resend-digest'),
});
