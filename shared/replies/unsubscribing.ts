import { readUnsubscribeSubject, UNSUBSCRIBE } from '../mail/list-headers.ts';
import type { IncomingMail } from './incoming-mail.ts';

/**
 * What a mail to the address in `List-Unsubscribe` ends (RFC 2369 §3.2): the token in its subject is the capability, so
 * that it may come from anybody's program. `unreadable` where its subject names nothing; undefined where the mail was
 * sent elsewhere.
 */
export const unsubscribingIn = (
  { recipients, subject }: Pick<IncomingMail, 'recipients' | 'subject'>,
  replyDomain: string,
): ReturnType<typeof readUnsubscribeSubject> | 'unreadable' =>
  recipients.includes(`${UNSUBSCRIBE}@${replyDomain.toLowerCase()}`)
    ? (readUnsubscribeSubject(subject) ?? 'unreadable')
    : undefined;
