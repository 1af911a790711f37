import { listHeaders, senderOf } from '../mail/list-headers.ts';
import { digestMailId } from '../mail/mail-id.ts';
import type { Member } from '../members/model.ts';
import type { Mail } from '../platform/mail-port.ts';
import type { Digest } from './compose.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';

/** Where the system is reached and whom its mail is from. */
export interface MailPlace {
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly mailFrom: string;
}

/** The mail that carries the digest of the window that ends at `until`, with the headers that let its reader end it in one click. */
export const mailOf = (
  digest: Digest,
  { organization, member, email }: Member,
  { unsubscribeToken, until }: { readonly unsubscribeToken: string; readonly until: string },
  { publicUrl, mailFrom }: MailPlace,
): Mail => ({
  organization,
  from: senderOf(digest.organizationName, mailFrom),
  to: email,
  subject: digest.subject,
  html: renderHtml(digest),
  text: renderText(digest),
  headers: listHeaders({
    list: 'digests',
    organization,
    organizationName: digest.organizationName,
    publicUrl,
    mailFrom,
    unsubscribeToken,
  }),
  tags: { organization, member, mail: digestMailId(until) },
});
