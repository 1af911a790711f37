import { SQSClient } from '@aws-sdk/client-sqs';
import { mailRoutes } from '../../shared/mail/mail-route.ts';
import { createTurns } from '../../shared/mail/pace.ts';
import { sendBulkPatiently } from '../../shared/mail/send-bulk-patiently.ts';
import { sendPatiently } from '../../shared/mail/send-patiently.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { createMailClient, sendBulk, sendMail } from '../../shared/platform/mail.ts';
import { createAccountRate } from '../../shared/platform/mail-rate.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { enqueue } from '../../shared/platform/queue.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { elapsed, wait } from '../../shared/platform/wait.ts';
import { createRepliesStore } from '../../shared/replies/store.ts';
import { newReplyToken } from '../../shared/replies/token.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';
import { storesOn } from './stores.ts';

const settings = readSettings();
const table = { client: createTableClient(), name: settings.COMMUNITY_TABLE };
const sqs = new SQSClient({});
const mailer = { client: createMailClient(), ...mailRoutes(settings) };
const rate = createAccountRate(mailer.client, systemClock, settings.MAIL_SENDERS);
const turns = createTurns({
  rate,
  elapsed,
  wait,
});
const replyDomain = settings.REPLY_DOMAIN;

/** The function as Lambda calls it. */
export const handler = createHandler({
  ...storesOn(table),
  send: (mail) => sendPatiently(() => sendMail(mailer, mail), wait),
  sendBulk: (bulk) => sendBulkPatiently((mails) => sendBulk(mailer, mails), bulk, wait),
  pace: turns.one,
  turnsOf: turns.many,
  replies: replyDomain === '' ? undefined : createRepliesStore(table, { replyDomain, tokens: newReplyToken }),
  handOn: (messages) => enqueue({ client: sqs, url: settings.OWN_QUEUE_URL }, messages),
  forward: (page) => enqueue({ client: sqs, url: settings.OWN_QUEUE_URL }, [{ page }]),
  place: { publicUrl: settings.PUBLIC_URL, mailFrom: settings.MAIL_FROM, replyDomain: settings.REPLY_DOMAIN },
  clock: systemClock,
  deadLetters: {
    client: sqs,
    queueUrl: settings.DEAD_LETTER_QUEUE_URL,
    maxReceives: settings.MAX_RECEIVES,
  },
  observer: createObserver('notify'),
});
