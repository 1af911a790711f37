import type { MailDocument } from '../mail/document.ts';
import { listHeaders, senderOf } from '../mail/list-headers.ts';
import { digestMailId } from '../mail/mail-id.ts';
import { renderMailHtml } from '../mail/render-html.ts';
import { renderMailText } from '../mail/render-text.ts';
import type { Member } from '../members/model.ts';
import type { Mail } from '../platform/mail-port.ts';
import type { DigestSchedule } from './model.ts';

/** Where the system is reached and whom its mail is from. */
export interface MailPlace {
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly mailFrom: string;
}

/** The mail that carries the digest of the window that ends at `until`, with the headers that let its reader end it in one click. */
export const mailOf = (
  document: MailDocument,
  { organization, member, email }: Member,
  {
    schedule,
    until,
  }: { readonly schedule: Pick<DigestSchedule, 'unsubscribeToken'>; readonly until: string },
  { publicUrl, mailFrom }: MailPlace,
): Mail => ({
  organization,
  from: senderOf(document.brand.name, mailFrom),
  to: email,
  subject: document.subject,
  html: renderMailHtml(document),
  text: renderMailText(document),
  headers: listHeaders({
    list: 'digests',
    organization,
    organizationName: document.brand.name,
    publicUrl,
    mailFrom,
    unsubscribeToken: schedule.unsubscribeToken,
  }),
  tags: { organization, member, mail: digestMailId(until) },
});
