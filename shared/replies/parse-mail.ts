import PostalMime, { type Address, type Attachment, addressParser, type Email } from 'postal-mime';
import type { IncomingMail, MailFile } from './incoming-mail.ts';

/** Most levels of parts within parts, and of mails within mails; people's programs write three. */
const MAX_NESTING = 20;

/** Most bytes of headers, all parts together. */
const MAX_HEADERS = 256 * 1024;

/** Most lines that could begin a part; people's mails have a dozen. The library's time grows with the square of it. */
const MAX_PARTS = 500;

/**
 * Most lines of a mail whose text was broken by its program (RFC 3676): the library joins them in time that grows with
 * the square of their number, and a post of the greatest length has a few hundred. Beyond it they stay as they are.
 */
const MAX_FLOWED_LINES = 4000;

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

const read = (raw: Uint8Array | string): Promise<Email | undefined> =>
  PostalMime.parse(raw, {
    maxNestingDepth: MAX_NESTING,
    maxHeadersSize: MAX_HEADERS,
    // A mail that was forwarded along is a file, not what its sender wrote.
    rfc822Attachments: true,
    // The library throws where a limit is reached, and nowhere else.
  }).catch(() => undefined);

/** Whether a text has more than so many matches of a global pattern; looked for no further. */
const hasMoreThan = (text: string, pattern: RegExp, most: number): boolean => {
  for (let count = 0; count <= most; count += 1) if (!pattern.test(text)) return false;
  return true;
};

/** A mail as the library may be given it without costing more than a moment; undefined where no person wrote it. */
const affordable = (raw: Uint8Array): Uint8Array | string | undefined => {
  // One character for each byte, so that the library is given the very same bytes again.
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1');
  if (hasMoreThan(text, /\n--[^\s-]/g, MAX_PARTS)) return undefined;
  if (!/format\s*=\s*"?flowed/i.test(text) || !hasMoreThan(text, /\n/g, MAX_FLOWED_LINES)) return raw;
  return Buffer.from(text.replace(/format(\s*=\s*"?)flowed/gi, 'format$1fixed'), 'latin1');
};

/** Where a mail's own headers end; the whole where they do not. */
const headOf = (raw: Uint8Array): Uint8Array => {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, MAX_HEADERS));
  const ends = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter((at) => at >= 0);
  return ends.length === 0 ? bytes : bytes.subarray(0, Math.min(...ends) + 2);
};

const mailOf = (mail: Email, whole: boolean): IncomingMail => ({
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
});

/**
 * Reads a mail's own headers and nothing below them: who sent it, whereto, and what is held against it are decided by
 * these, so that a stranger's mail costs no more, whatever is in it.
 */
export const parseHead = async (raw: Uint8Array): Promise<IncomingMail | undefined> => {
  const mail = await read(headOf(raw));
  return mail && mailOf(mail, false);
};

/**
 * Reads a mail from its bytes (RFC 5322, MIME), whatever somebody put into it: what is damaged is read as far as it goes.
 *
 * @param raw - the mail from its beginning.
 * @param whole - whether that is all of it.
 * @returns undefined where the mail has more headers, parts or levels of parts than any mail program writes.
 */
export const parseMail = async (raw: Uint8Array, whole: boolean): Promise<IncomingMail | undefined> => {
  const given = affordable(raw);
  const mail = given === undefined ? undefined : await read(given);
  return mail && mailOf(mail, whole);
};
