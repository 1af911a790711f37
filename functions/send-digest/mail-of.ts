import type { Digest } from '../../shared/digests/compose.ts';
import { renderHtml } from '../../shared/digests/render-html.ts';
import { renderText } from '../../shared/digests/render-text.ts';
import { listHeaders, senderOf } from '../../shared/mail/list-headers.ts';
import type { Member } from '../../shared/members/model.ts';
import type { Mail } from '../../shared/platform/mail.ts';

/** Where the system is reached and whom its mail is from. */
export interface MailPlace {
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly mailFrom: string;
}

/** The mail that carries a digest, with the headers that let its reader end it in one click. */
export const mailOf = (
  digest: Digest,
  { organization, member, email }: Member,
  unsubscribeToken: string,
  { publicUrl, mailFrom }: MailPlace,
): Mail => ({
  from: senderOf(digest.organizationName, mailFrom),
  to: email,
  subject: digest.subject,
  html: renderHtml(digest),
  text: renderText(digest),
  headers: listHeaders({
    organization,
    publicUrl,
    mailFrom,
    unsubscribeToken,
    unsubscribeUrl: digest.unsubscribeUrl,
  }),
  tags: { organization, member },
});
