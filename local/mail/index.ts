import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import PostalMime from 'postal-mime';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Ids } from '../../shared/platform/ids.ts';
import { readSendBulkEmail } from './bulk.ts';
import { type FeedbackEvent, feedbackOn } from './feedback.ts';
import { identityOf } from './identity.ts';
import { composeSimple, takeRaw } from './mime.ts';
import { headersOf, type Outbox, openOutbox } from './outbox.ts';
import { readSendEmail, type SendEmailRequest } from './request.ts';
import { createSendRate } from './send-rate.ts';
import { SesError, sesErrors } from './ses-error.ts';
import { openWays } from './ways.ts';

/** Most bytes of one message (SES service quota: 40 MB). */
const MAX_MESSAGE_BYTES = 40 * 1024 * 1024;

/** How SES says that there is no quota. */
const UNLIMITED = -1;

const DAY = 24 * 60 * 60 * 1000;

/** What the local mail service needs. */
export interface MailOptions {
  readonly database: DatabaseSync;
  readonly now: Clock;
  readonly ids?: Ids;
  /** Mails taken in a second, after which SES answers `TooManyRequestsException`; no limit where absent. */
  readonly maxSendRate?: number | undefined;
  /** Told what SES would publish through the configuration set, after the mail is kept; its failure fails the send. */
  readonly onFeedback?: (event: FeedbackEvent) => Promise<void> | void;
}

/** An HTTP request as far as SES v2's protocol needs it. `url` is a path, with or without a query. */
export interface MailRequest {
  readonly method: string;
  readonly url: string;
}

/** An HTTP answer: JSON, and SES's error type in a header where it refuses. */
export interface MailResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** SES v2 on one machine: what it takes is kept in the outbox and goes nowhere. */
export interface LocalMail extends Pick<Outbox, 'list' | 'get'> {
  /** The tenants and configuration sets that were made, by what they are called. */
  readonly ways: () => Readonly<Record<string, object>>;
  /** Answers a request of SES API v2 (restJson1); never throws for a request that is wrong. */
  readonly handle: (request: MailRequest, body: string | Uint8Array) => Promise<MailResponse>;
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): MailResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID(), ...headers },
  body: JSON.stringify(body),
});

/** A message id of the form that SES gives: the time in hexadecimal, a UUID, a counter. */
const messageIdAt = (at: Date, ids: Ids): string =>
  `0100${at.getTime().toString(16).padStart(12, '0')}-${ids()}-000000`;

/**
 * Opens SES v2 for one machine over the given database: `SendEmail` with `Simple` or `Raw` content, `SendBulkEmail` with
 * a template of its own, `GetAccount`, `GetEmailIdentity`, `DeleteSuppressedDestination` (there is no such list here:
 * what an address of the simulator answers does not depend on what it answered before), and what makes tenants and
 * configuration sets (`ways.ts`); any other operation is refused by name.
 */
export const openMail = (options: MailOptions): LocalMail => {
  const { database, now, ids = randomUUID, onFeedback } = options;
  const outbox = openOutbox(database);
  const rate = createSendRate(options.maxSendRate);
  const ways = openWays();

  const recipientsOf = ({ Destination: to }: SendEmailRequest): number =>
    to.ToAddresses.length + to.CcAddresses.length + to.BccAddresses.length;

  /** Keeps a mail; its message id. */
  const take = async (request: SendEmailRequest): Promise<string> => {
    const date = now();
    const id = messageIdAt(date, ids);
    const { Simple, Raw } = request.Content;
    const outgoing = Simple
      ? await composeSimple(request, Simple, { messageId: id, date })
      : await takeRaw(request, Raw?.Data ?? '', { messageId: id, date });
    if (outgoing.raw.byteLength > MAX_MESSAGE_BYTES) {
      throw new SesError('MessageRejected', `Message length is more than ${MAX_MESSAGE_BYTES} bytes long`);
    }
    const at = date.toISOString();
    const kept = {
      id,
      at,
      envelope: outgoing.envelope,
      subject: outgoing.subject,
      configurationSet: request.ConfigurationSetName,
    };
    outbox.add({ ...kept, raw: outgoing.raw });
    if (onFeedback) {
      // The headers alone: reading the bodies, too, would cost as much as the rest of taking a mail.
      const end = outgoing.raw.indexOf('\r\n\r\n');
      const headers = headersOf(await PostalMime.parse(outgoing.raw.subarray(0, end + 4)));
      for (const event of feedbackOn({ ...kept, headers, tags: request.EmailTags })) await onFeedback(event);
    }
    return id;
  };

  const send = async (body: string): Promise<MailResponse> => {
    const request = readSendEmail(body);
    rate.admit(recipientsOf(request));
    return json(200, { MessageId: await take(request) });
  };

  const sendBulk = async (body: string): Promise<MailResponse> => {
    const results: object[] = [];
    for (const entry of readSendBulkEmail(body)) {
      if (entry instanceof SesError) results.push({ Status: 'INVALID_PARAMETER', Error: entry.message });
      else if (!rate.takes(recipientsOf(entry))) results.push({ Status: 'ACCOUNT_THROTTLED' });
      else results.push({ Status: 'SUCCESS', MessageId: await take(entry) });
    }
    return json(200, { BulkEmailEntryResults: results });
  };

  const account = (): MailResponse =>
    json(200, {
      DedicatedIpAutoWarmupEnabled: false,
      EnforcementStatus: 'HEALTHY',
      ProductionAccessEnabled: true,
      SendingEnabled: true,
      SendQuota: {
        Max24HourSend: UNLIMITED,
        MaxSendRate: rate.limit ?? UNLIMITED,
        SentLast24Hours: outbox.recipientsSince(new Date(now().getTime() - DAY).toISOString()),
      },
    });

  const route = async ({ method, url }: MailRequest, body: string): Promise<MailResponse> => {
    const operation = `${method} ${url.split('?', 1)[0] ?? ''}`;
    switch (operation) {
      case 'POST /v2/email/outbound-emails':
        return send(body);
      case 'GET /v2/email/account':
        return account();
      case 'POST /v2/email/outbound-bulk-emails':
        return sendBulk(body);
      default:
        if (operation.startsWith('GET /v2/email/identities/')) {
          return json(200, identityOf(decodeURIComponent(operation.split('/').at(-1) ?? '')));
        }
        if (operation.startsWith('DELETE /v2/email/suppression/addresses/')) return json(200, {});
        const answer = ways.answer(operation.replace('/v2/email/', ''), body);
        if (answer) return json(200, answer);
        throw new SesError('NotFoundException', `The local machine has no operation ${operation}`);
    }
  };

  return {
    list: outbox.list,
    get: outbox.get,
    ways: ways.made,
    async handle(request, body) {
      try {
        return await route(request, typeof body === 'string' ? body : Buffer.from(body).toString('utf8'));
      } catch (error) {
        if (!(error instanceof SesError)) throw error;
        return json(sesErrors[error.type], { message: error.message }, { 'x-amzn-errortype': error.type });
      }
    },
  };
};
