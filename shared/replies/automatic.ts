import { addressOf } from '../mail/address.ts';
import { headerOf, type IncomingMail } from './incoming-mail.ts';

/** Where this system's own mail comes from and answers go. */
export interface ReplyDomains {
  /** Whom mail comes from: an address, or a name and an address. */
  readonly mailFrom: string;
  readonly replyDomain: string;
}

/** Headers that only programs write, whatever they say. */
const PROGRAM_HEADERS = ['list-id', 'x-auto-response-suppress', 'x-autoreply', 'x-autorespond'];

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/**
 * Why a mail was written by a program and not by a person, or undefined where nothing says so: an answer while away
 * (RFC 3834 §5), a mailing list (RFC 2919), a report of what became of a mail (RFC 3464, whose sender is empty by RFC
 * 5321 §4.5.5), or this system's own. Nothing is answered to any of these, so that no two programs write to each other
 * for ever.
 */
export const automaticBy = (
  mail: Pick<IncomingMail, 'headers' | 'from'>,
  { mailFrom, replyDomain }: ReplyDomains,
): string | undefined => {
  const submitted = headerOf(mail, 'auto-submitted')[0];
  if (submitted !== undefined && !/^\s*no\b/i.test(submitted)) return 'auto-submitted';
  if (headerOf(mail, 'precedence').some((value) => /^\s*(bulk|list|junk|auto_reply)\b/i.test(value))) {
    return 'precedence';
  }
  const written = PROGRAM_HEADERS.find((name) => headerOf(mail, name).length > 0);
  if (written !== undefined) return written;
  if (headerOf(mail, 'return-path')[0]?.trim() === '<>') return 'return-path';
  if (/^\s*multipart\/report\b/i.test(headerOf(mail, 'content-type')[0] ?? '')) return 'report';
  const own = addressOf(mailFrom).toLowerCase();
  const isOwn = (address: string) =>
    address === own || domainOf(address) === replyDomain.toLowerCase() || /^mailer-daemon@/.test(address);
  return mail.from.some(isOwn) ? 'own-address' : undefined;
};
