import { type BulkEmailEntryResult, SESv2ServiceException } from '@aws-sdk/client-sesv2';
import { Defect, InvalidInput, Unavailable } from './errors.ts';
import type { SendOutcome } from './mail-port.ts';

/** SES's words for a mail that it will never take (SES API v2, SendEmail, Errors). */
const refusals = new Set(['MessageRejected', 'BadRequestException']);

/** HTTP's "Too Many Requests" (RFC 6585 §4). */
const TOO_MANY = 429;

/** Node's words for a connection that was never made. */
const unconnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** True where nothing can have been sent: no connection, or no credentials to sign a request with. */
const wasNeverSent = (cause: Error & { readonly code?: unknown; readonly syscall?: unknown }): boolean =>
  cause.name === 'CredentialsProviderError' ||
  cause.syscall === 'connect' ||
  unconnected.has(String(cause.code)) ||
  // The SDK's own limit on connecting has no code; should its words change, the mail counts as perhaps sent.
  cause.message.includes('did not establish a connection');

/** What a call that threw says of the mail, or of each mail, that it carried. */
export const failureOf = (cause: unknown): Exclude<SendOutcome, { kind: 'accepted' }> => {
  const name = cause instanceof Error ? cause.name : 'unknown';
  if (cause instanceof SESv2ServiceException) {
    const status = cause.$metadata.httpStatusCode ?? 500;
    if (refusals.has(name)) {
      const error = new InvalidInput(`the mail service refused the mail for good: ${name}`, { cause });
      return { kind: 'refused', error };
    }
    if (status >= 400 && status < 500) {
      const error = new Unavailable(`the mail service did not take the mail: ${name}`, { cause });
      return { kind: 'unavailable', error, throttled: status === TOO_MANY || name.startsWith('Throttl') };
    }
  }
  if (cause instanceof Error && wasNeverSent(cause)) {
    const error = new Unavailable(`the mail service was not reached: ${name}`, { cause });
    return { kind: 'unavailable', error, throttled: false };
  }
  return {
    kind: 'unknown',
    error: new Defect(`the mail service broke off, and may have taken the mail: ${name}`, { cause }),
  };
};

/** What is of the entry itself, and would be the same again. */
const refusedEntries = new Set(['MESSAGE_REJECTED', 'INVALID_PARAMETER']);

/** What is of the account, of its settings or of the moment: the mail was not taken, and may be later. */
const postponedEntries = new Set([
  'ACCOUNT_DAILY_QUOTA_EXCEEDED',
  'ACCOUNT_SENDING_PAUSED',
  'ACCOUNT_SUSPENDED',
  'ACCOUNT_THROTTLED',
  'CONFIGURATION_SET_NOT_FOUND',
  'CONFIGURATION_SET_SENDING_PAUSED',
  'FAILED',
  'INVALID_SENDING_POOL_NAME',
  'MAIL_FROM_DOMAIN_NOT_VERIFIED',
  'TEMPLATE_NOT_FOUND',
  'TRANSIENT_FAILURE',
]);

/** What SES's status of one entry of a bulk mail means (SES API v2, BulkEmailEntryResult). */
export const outcomeOfEntry = (result: BulkEmailEntryResult | undefined): SendOutcome => {
  const status = result?.Status ?? 'no status';
  if (status === 'SUCCESS') return { kind: 'accepted', messageId: result?.MessageId ?? '' };
  if (refusedEntries.has(status)) {
    return {
      kind: 'refused',
      error: new InvalidInput(`the mail service refused the mail for good: ${status}`),
    };
  }
  if (postponedEntries.has(status)) {
    const error = new Unavailable(`the mail service did not take the mail: ${status}`);
    return { kind: 'unavailable', error, throttled: status === 'ACCOUNT_THROTTLED' };
  }
  return {
    kind: 'unknown',
    error: new Defect(`the mail service did not say whether it took the mail: ${status}`),
  };
};
