import { oneLine } from './plain.ts';

/** A header of a mail, beside those SES writes itself. */
export interface MailHeader {
  readonly name: string;
  readonly value: string;
}

/** Bytes of UTF-8 that fit one encoded word of 75 characters in base64 (RFC 2047 §2). */
const ENCODED_BYTES = 45;

/** A display name or list name as it may stand before an address: quoted, or in encoded words (RFC 5322, RFC 2047). */
export const phrase = (text: string): string => {
  const line = oneLine(text);
  if (/^[ -~]*$/.test(line)) return `"${line.replace(/["\\]/g, '\\$&')}"`;
  const words: string[] = [];
  let word = '';
  for (const character of line) {
    if (Buffer.byteLength(word + character) > ENCODED_BYTES) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ');
};

/** The bare address of `Name <address>` or of an address alone. */
export const addressOf = (mailbox: string): string => (/<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox).trim();

/** The sender under an organization's name: `"Maths Association" <digests@example.org>`. */
export const senderOf = (organizationName: string, mailFrom: string): string =>
  `${phrase(organizationName)} <${addressOf(mailFrom)}>`;

/** What the headers of a digest are made from. */
export interface ListHeaders {
  readonly organization: string;
  readonly publicUrl: string;
  readonly unsubscribeUrl: string;
  readonly unsubscribeToken: string;
  readonly mailFrom: string;
}

/**
 * The headers by which mail programs recognise a digest and offer to end it: `List-Unsubscribe` with an address of
 * the web and one of mail, `List-Unsubscribe-Post` for one click (RFC 8058 §3.1), `List-Id` (RFC 2919). The click is
 * a POST; a GET of the same address changes nothing. Each value is printable ASCII and far below the 870 characters
 * that SES takes.
 */
export const listHeaders = (of: ListHeaders): MailHeader[] => {
  const host = new URL(of.publicUrl).hostname.replace(/[^A-Za-z0-9.-]/g, '') || 'localhost';
  const subject = encodeURIComponent(`unsubscribe ${of.unsubscribeToken}`);
  return [
    {
      name: 'List-Unsubscribe',
      value: `<${of.unsubscribeUrl}>, <mailto:${encodeURI(addressOf(of.mailFrom))}?subject=${subject}>`,
    },
    { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
    { name: 'List-Id', value: `<${of.organization}.digests.${host}>` },
    { name: 'Auto-Submitted', value: 'auto-generated' },
  ];
};
