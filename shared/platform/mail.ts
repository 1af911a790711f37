import { SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { type AppError, Defect, InvalidInput, Unavailable } from './errors.ts';

/** The way mail leaves: the client and the configuration set under which SES reports what became of it. */
export interface Mailer {
  readonly client: SESv2Client;
  readonly configurationSet: string;
}

/** One mail to one person, in both forms. Header values are printable ASCII of at most 870 characters. */
export interface Mail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Where an answer goes, if not to `from`. */
  readonly replyTo?: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Come back with every bounce and complaint; letters, digits, `_`, `-`, `.`, `@`; never personal. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * What became of a mail. `refused`: SES will not take this mail, now or later. `unavailable`: it was certainly not
 * taken, and may be later. `unknown`: the connection broke or SES failed in the midst of it; perhaps it was taken.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly messageId: string }
  | { readonly kind: 'refused' | 'unavailable' | 'unknown'; readonly error: AppError };

/**
 * A client that tries once. SES has no idempotency token, so that a retry inside the SDK after a broken connection
 * would mail twice; and a fresh connection per mail, because one kept alive over a pause of the function breaks at
 * its next use, which looks like a mail perhaps sent.
 */
export const createMailClient = (): SESv2Client =>
  new SESv2Client({
    maxAttempts: 1,
    requestHandler: {
      httpAgent: { keepAlive: false },
      httpsAgent: { keepAlive: false },
      connectionTimeout: 3_000,
      requestTimeout: 20_000,
      throwOnRequestTimeout: true,
    },
  });

/** SES's words for a mail that it will never take (SES API v2, SendEmail, Errors). */
const refusals = new Set(['MessageRejected', 'BadRequestException']);

/** Node's words for a connection that was never made. */
const unconnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** True where nothing can have been sent: no connection, or no credentials to sign a request with. */
const wasNeverSent = (cause: Error & { readonly code?: unknown; readonly syscall?: unknown }): boolean =>
  cause.name === 'CredentialsProviderError' ||
  cause.syscall === 'connect' ||
  unconnected.has(String(cause.code)) ||
  // The SDK's own limit on connecting has no code; should its words change, the mail counts as perhaps sent.
  cause.message.includes('did not establish a connection');

const failureOf = (cause: unknown): SendOutcome => {
  const name = cause instanceof Error ? cause.name : 'unknown';
  if (cause instanceof SESv2ServiceException) {
    const status = cause.$metadata.httpStatusCode ?? 500;
    if (refusals.has(name)) {
      const error = new InvalidInput(`the mail service refused the mail for good: ${name}`, { cause });
      return { kind: 'refused', error };
    }
    if (status >= 400 && status < 500) {
      const error = new Unavailable(`the mail service did not take the mail: ${name}`, { cause });
      return { kind: 'unavailable', error };
    }
  }
  if (cause instanceof Error && wasNeverSent(cause)) {
    const error = new Unavailable(`the mail service was not reached: ${name}`, { cause });
    return { kind: 'unavailable', error };
  }
  return {
    kind: 'unknown',
    error: new Defect(`the mail service broke off, and may have taken the mail: ${name}`, { cause }),
  };
};

/** Sends a mail, once. Never throws: what can become of it is in {@link SendOutcome}. */
export const sendMail = async ({ client, configurationSet }: Mailer, mail: Mail): Promise<SendOutcome> => {
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  try {
    const { MessageId = '' } = await client.send(
      new SendEmailCommand({
        FromEmailAddress: mail.from,
        Destination: { ToAddresses: [mail.to] },
        ...(mail.replyTo !== undefined && { ReplyToAddresses: [mail.replyTo] }),
        ConfigurationSetName: configurationSet,
        Content: {
          Simple: {
            Subject: utf8(mail.subject),
            Body: { Html: utf8(mail.html), Text: utf8(mail.text) },
            Headers: mail.headers.map(({ name, value }) => ({ Name: name, Value: value })),
          },
        },
        EmailTags: Object.entries(mail.tags).map(([Name, Value]) => ({ Name, Value })),
      }),
    );
    return { kind: 'accepted', messageId: MessageId };
  } catch (cause) {
    return failureOf(cause);
  }
};
