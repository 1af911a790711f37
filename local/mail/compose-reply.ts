import MailComposer from 'nodemailer/lib/mail-composer';
import { addressParser } from 'postal-mime';
import { InvalidInput } from '../../shared/platform/errors.ts';
import type { Mail } from './model.ts';

const headerOf = ({ headers }: Pick<Mail, 'headers'>, name: string): string | undefined =>
  headers.find((header) => header.name.toLowerCase() === name)?.value;

/** Where a mail asks to be answered, if it does. */
export const replyToOf = (mail: Pick<Mail, 'headers'>): string | undefined =>
  addressParser(headerOf(mail, 'reply-to') ?? '', { flatten: true })[0]?.address;

/**
 * The answer that a mail program would send: from whom the mail was to, with what it said quoted below.
 *
 * @throws {InvalidInput} where the mail does not say where it is answered.
 */
export const composeReply = async (mail: Mail, text: string, now: Date): Promise<Uint8Array> => {
  const to = replyToOf(mail);
  if (to === undefined) throw new InvalidInput('This mail cannot be answered: it has no Reply-To.');
  const id = headerOf(mail, 'message-id');
  const quoted = (mail.text ?? '').trimEnd().replace(/^/gm, '> ');
  const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' });
  return new MailComposer({
    from: headerOf(mail, 'to') ?? '',
    to,
    subject: mail.subject.replace(/^(?!re:)/i, 'Re: '),
    ...(id !== undefined && { inReplyTo: id, references: id }),
    date: now,
    text: `${text}\n\nOn ${when.format(new Date(mail.at))}, <${to}> wrote:\n\n${quoted}\n`,
  })
    .compile()
    .build();
};
