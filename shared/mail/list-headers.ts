import { MailList } from '../digests/lists.ts';
import type { OutgoingHeader } from '../platform/mail-port.ts';
import { addressOf } from './address.ts';
import { type Links, linksAt } from './links.ts';
import { clip, oneLine } from './plain.ts';

/** Bytes of UTF-8 that fit one encoded word of 75 characters in base64 (RFC 2047 §2). */
const ENCODED_BYTES = 45;

/** A display name or list name as it may stand before an address: quoted, or in encoded words (RFC 5322, RFC 2047). */
export const phrase = (text: string): string => {
  const line = oneLine(text);
  if (/^[ -~]*$/.test(line)) return `"${line.replace(/["\\]/g, '\\$&')}"`;
  const words: string[] = [];
  let word = '';
  let room = ENCODED_BYTES;
  for (const character of line) {
    const bytes = Buffer.byteLength(character);
    if (bytes > room) {
      words.push(word);
      word = '';
      room = ENCODED_BYTES;
    }
    word += character;
    room -= bytes;
  }
  return [...words, word].map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ');
};

/** The sender under an organization's name: `"Maths Association" <digests@example.org>`. */
export const senderOf = (organizationName: string, mailFrom: string): string =>
  `${phrase(organizationName)} <${addressOf(mailFrom)}>`;

/** What the headers of a mail are made from. */
export interface ListHeaders {
  /** What the mail belongs to, that a member can end by itself. */
  readonly list: MailList;
  readonly organization: string;
  readonly organizationName: string;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly unsubscribeToken: string;
  /** Where the stage receives mail; empty or absent where it receives none. */
  readonly replyDomain?: string | undefined;
}

/** The local part of the address at the reply domain that ends a list by mail. */
export const UNSUBSCRIBE = 'unsubscribe';

/** Longest name of an organization beside a list's identifier, so that the header stays in its bounds. */
const LIST_NAME = 60;

/** The address that ends a list in one click; a GET of it changes nothing (RFC 8058 §3.2). */
const unsubscribeUrlOf = (links: Links, list: MailList, token: string): string =>
  list === 'digests' ? links.unsubscribe(token) : links.unsubscribe(token, list);

/**
 * The headers by which mail programs recognise what a member is mailed and offer to end it: `List-Id` (RFC 2919),
 * `List-Unsubscribe` with an address of the web and, where the stage receives mail, one of mail, `List-Help` with the page where all of it is chosen
 * (RFC 2369 §3.1, §3.2), `List-Unsubscribe-Post` for one click (RFC 8058 §3.1), `Auto-Submitted` so that nothing
 * answers by itself (RFC 3834 §5). The mail names the token and, for a notification, its list in its subject:
 * `unsubscribe <token>` or `unsubscribe <token> <list>`. Each value is printable ASCII of at most the 870 characters
 * that SES takes.
 */
export const listHeaders = (of: ListHeaders): OutgoingHeader[] => {
  const { list, organization, unsubscribeToken: token } = of;
  const links = linksAt(of.publicUrl);
  const host = new URL(of.publicUrl).hostname.replace(/[^A-Za-z0-9.-]/g, '') || 'localhost';
  const subject = encodeURIComponent(['unsubscribe', token, ...(list === 'digests' ? [] : [list])].join(' '));
  const byMail = of.replyDomain ? `, <mailto:${UNSUBSCRIBE}@${of.replyDomain}?subject=${subject}>` : '';
  return [
    {
      name: 'List-Id',
      value: `${phrase(clip(of.organizationName, LIST_NAME))} <${organization}.${list}.${host}>`,
    },
    { name: 'List-Unsubscribe', value: `<${unsubscribeUrlOf(links, list, token)}>${byMail}` },
    { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
    { name: 'List-Help', value: `<${links.preferences(token)}>` },
    { name: 'Auto-Submitted', value: 'auto-generated' },
  ];
};

/** Reads the subject of a mail to the address in `List-Unsubscribe`; undefined where it is no such mail. */
export const readUnsubscribeSubject = (
  subject: string,
): { readonly token: string; readonly list: MailList } | undefined => {
  const [, token, named] =
    /^\s*unsubscribe\s+([A-Za-z0-9_-]{20,64})(?:\s+([a-z]+))?\s*$/i.exec(subject) ?? [];
  if (token === undefined) return undefined;
  const list =
    named === undefined ? 'digests' : MailList.exclude(['digests']).safeParse(named.toLowerCase()).data;
  return list && { token, list };
};
