import type { MailDocument } from '../mail/document.ts';
import { listHeaders, senderOf } from '../mail/list-headers.ts';
import { digestMailId } from '../mail/mail-id.ts';
import { renderMail } from '../mail/render-mail.ts';
import type { Member } from '../members/model.ts';
import type { Mail } from '../platform/mail-port.ts';
import type { DigestSchedule } from './model.ts';
import type { Window } from './window.ts';

/** Where the system is reached and whom its mail is from. */
export interface MailPlace {
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly mailFrom: string;
  /** Where the stage receives mail; empty or absent where it receives none. */
  readonly replyDomain?: string | undefined;
}

/**
 * The mail that carries the digest of a window, with the headers that let its reader end it in one click, and the
 * window for programs: `X-Colloquy-Window: <from>/<until>` (RFC 3339, UTC).
 */
export const mailOf = (
  document: MailDocument,
  { organization, member, email }: Member,
  {
    schedule,
    window: { from, until },
  }: { readonly schedule: Pick<DigestSchedule, 'unsubscribeToken'>; readonly window: Window },
  { publicUrl, mailFrom, replyDomain }: MailPlace,
): Mail => ({
  organization,
  from: senderOf(document.brand.name, mailFrom),
  to: email,
  subject: document.subject,
  ...renderMail(document),
  headers: [
    ...listHeaders({
      list: 'digests',
      organization,
      organizationName: document.brand.name,
      publicUrl,
      replyDomain,
      unsubscribeToken: schedule.unsubscribeToken,
    }),
    { name: 'X-Colloquy-Window', value: `${from}/${until}` },
  ],
  tags: { organization, member, mail: digestMailId(until) },
});
