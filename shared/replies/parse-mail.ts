import PostalMime, { type Address, type Attachment, addressParser, type Email } from 'postal-mime';
import type { IncomingMail, MailFile } from './incoming-mail.ts';

/** Most levels of parts within parts, and of mails within mails; people's programs write three. */
const MAX_NESTING = 20;

/** Most bytes of headers, all parts together. */
const MAX_HEADERS = 256 * 1024;

const mailboxes = (addresses: readonly Address[]): string[] =>
  addresses.flatMap((one) => one.group ?? [one]).map(({ address }) => address.toLowerCase());

const named = ({ headers }: Pick<Email, 'headers'>, name: string): string[] =>
  headers.filter(({ key }) => key === name).flatMap(({ value }) => mailboxes(addressParser(value)));

/** Whom SES received the mail for: the `for` of the topmost `Received`, which SES itself wrote (RFC 5321 §4.4). */
const envelopeOf = ({ headers }: Pick<Email, 'headers'>): string[] => {
  const received = headers.find(({ key }) => key === 'received')?.value ?? '';
  const found = /\sfor\s+<?([^\s<>;]+@[^\s<>;]+)>?/.exec(received)?.[1];
  return found === undefined ? [] : [found.toLowerCase()];
};

const fileOf = ({ mimeType, content, contentId }: Attachment): MailFile => ({
  type: mimeType,
  bytes: typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength,
  ...(contentId !== undefined && { contentId: contentId.replace(/^<|>$/g, '') }),
});

const read = (raw: Uint8Array): Promise<Email | undefined> =>
  PostalMime.parse(raw, {
    maxNestingDepth: MAX_NESTING,
    maxHeadersSize: MAX_HEADERS,
    // A mail that was forwarded along is a file, not what its sender wrote.
    rfc822Attachments: true,
    // The library throws where a limit is reached, and nowhere else.
  }).catch(() => undefined);

/**
 * Reads a mail from its bytes (RFC 5322, MIME), whatever somebody put into it: what is damaged is read as far as it goes.
 *
 * @param raw - the mail from its beginning.
 * @param whole - whether that is all of it.
 * @returns undefined where the mail has more headers or levels of parts than any mail program writes.
 */
export const parseMail = async (raw: Uint8Array, whole: boolean): Promise<IncomingMail | undefined> => {
  const mail = await read(raw);
  if (!mail) return undefined;
  return {
    headers: mail.headers.map(({ key, value }) => ({ name: key, value })),
    from: named(mail, 'from'),
    recipients: [
      ...new Set([
        ...envelopeOf(mail),
        ...['delivered-to', 'x-original-to', 'to', 'cc'].flatMap((name) => named(mail, name)),
      ]),
    ],
    subject: mail.subject ?? '',
    messageId: mail.messageId,
    text: mail.text,
    html: mail.html,
    files: mail.attachments.map(fileOf),
    whole,
  };
};
