import { MAX_BODY, type Post } from '../discussions/model.ts';
import type { Member } from '../members/model.ts';
import { asksToEnd } from './asks-to-end.ts';
import { automaticBy, type ReplyDomains } from './automatic.ts';
import type { IncomingMail, MailFile } from './incoming-mail.ts';
import type { ReplyAddress } from './model.ts';
import { ownWords } from './own-words.ts';
import { type ReadHtml, readHtml } from './text-of-html.ts';
import { tokenIn } from './token.ts';
import { disprovedBy } from './verdicts.ts';

/** Why nothing is done, and nobody told: whoever wrote is a program, or cannot be told from a stranger. */
export type Silence =
  | `automatic-${string}`
  | 'no-address'
  | 'virus'
  | 'spam'
  | 'sender-disproved'
  | 'address-unknown'
  | 'sender-unknown';

/** Why an answer is not posted; its author is told. */
export type Refusal =
  | 'too-late'
  | 'left'
  | 'topic-gone'
  | 'files'
  | 'empty'
  | 'asks-to-end'
  | 'own-links'
  | 'too-long'
  | 'too-many';

/** What somebody wrote that was not posted, as far as it was looked at, so that it is not lost. */
export interface Unposted {
  /** Empty where they wrote nothing. */
  readonly text: string;
  /** How many characters stand after it, quotations included. */
  readonly missing: number;
  /** False where the mail is longer than was read of it, so that still more may be missing. */
  readonly wholeRead: boolean;
}

/** What becomes of a mail that was read. */
export type ReplyDecision =
  | { readonly kind: 'ignored'; readonly because: Silence }
  | ({ readonly kind: 'refused'; readonly because: Refusal } & Unposted)
  /** `topic`: what the post becomes part of. */
  | { readonly kind: 'accepted'; readonly body: string; readonly topic: Pick<Post, 'title'> };

/** What is known of the address that was answered. */
export interface Answered {
  readonly address: ReplyAddress;
  /** The member as they are now; undefined where they are gone. */
  readonly member: Pick<Member, 'email'> | undefined;
  readonly belongs: boolean;
  /** Whether the time to answer is over. */
  readonly isLate: boolean;
  /** The topic, where it is one of the community, written here. */
  readonly topic: Pick<Post, 'title'> | undefined;
}

/** Most characters of a mail's text, quotations included, that are looked through for its author's own words. */
const MAX_LOOKED_THROUGH = 60_000;

/** Most characters of a mail's HTML that are made into text. */
const MAX_HTML = 1_000_000;

/** The largest picture below what signs a mail that is taken for a part of the signature, in bytes. */
const SIGNATURE_PICTURE = 65_536;

/** Most addresses of this system that a mail is looked for under; a person answers one. */
const MAX_TOKENS = 3;

/** A link of a mail that opens its reader's own choices to whoever has it. */
const OWN_LINK = /\/(?:preferences|unsubscribe|feeds)\/[\w-]{20,}/;

/** What signs a mail and holds nothing to read. */
const SIGNATURES = new Set([
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
  'application/pgp-signature',
]);

/**
 * Which addresses a mail answers, by their tokens, or why it is not looked at any further. Decided before anything is
 * read from the table: what programs and strangers send costs nothing more.
 */
export const tokensOf = (
  mail: IncomingMail,
  domains: ReplyDomains,
):
  | { readonly kind: 'ignored'; readonly because: Silence }
  | { readonly kind: 'answers'; tokens: string[] } => {
  const ignored = (because: Silence) => ({ kind: 'ignored', because }) as const;
  const program = automaticBy(mail, domains);
  if (program !== undefined) return ignored(`automatic-${program}`);
  const disproved = disprovedBy(mail);
  if (disproved !== undefined) return ignored(disproved === 'sender' ? 'sender-disproved' : disproved);
  const tokens = mail.recipients.flatMap((address) => tokenIn(address, domains.replyDomain) ?? []);
  return tokens.length === 0
    ? ignored('no-address')
    : { kind: 'answers', tokens: [...new Set(tokens)].slice(0, MAX_TOKENS) };
};

/**
 * Whether a file is part of how a mail looks or is signed, and not something its author sent along: what signs it
 * (RFC 8551, RFC 3156), a picture that the HTML shows in what is left out of it as a signature or a quotation, and a
 * picture of at most 64 KB below the words that end a mail and a name. Any other picture is something that its author shows.
 */
const isDecoration = (
  { type, bytes, contentId }: MailFile,
  html: string,
  { pictures }: ReadHtml,
): boolean => {
  if (SIGNATURES.has(type)) return true;
  if (!type.startsWith('image/') || contentId === undefined || !html.includes(`cid:${contentId}`))
    return false;
  const shown = pictures.get(contentId);
  return shown === undefined || (shown.isSigned && bytes <= SIGNATURE_PICTURE);
};

/** What a mail's author wrote, of its plain text or where it has none, of its HTML; too long to look through, its beginning. */
const wordsOf = ({ text = '', html = '', whole }: IncomingMail, read: ReadHtml): Unposted => {
  const isPlain = text.trim() !== '';
  const written = (isPlain ? text : read.text).trim();
  const missing = Math.max(0, written.length - MAX_LOOKED_THROUGH);
  const beginning = written.slice(0, MAX_LOOKED_THROUGH);
  return {
    text: missing === 0 ? ownWords(written) : beginning,
    missing,
    wholeRead: whole && (isPlain || html.length <= MAX_HTML),
  };
};

/** Whether a mail was written by somebody: from their address, and from no other beside it. */
export const isFrom = <Known extends Pick<Member, 'email'>>(
  { from }: Pick<IncomingMail, 'from'>,
  member: Known | undefined,
): member is Known => from.length === 1 && member?.email.toLowerCase() === from[0];

/**
 * What becomes of a mail that answers an address, in this order: nothing is said to whoever is not the member that the
 * address was opened for; a member who left, who answers too late, whose topic is gone, who sent files, or wrote nothing
 * or too much is told so, with what they wrote; so is whose answer holds a link that is for them alone, because a program
 * quoted the mail and marked none of it. Anything else becomes a post.
 *
 * With a file the text is refused too, because it may speak of the file; see {@link isDecoration} for what is none.
 */
export const decideReply = (mail: IncomingMail, answered: Answered | undefined): ReplyDecision => {
  if (answered === undefined) return { kind: 'ignored', because: 'address-unknown' };
  if (!isFrom(mail, answered.member)) return { kind: 'ignored', because: 'sender-unknown' };
  const html = (mail.html ?? '').slice(0, MAX_HTML);
  const read = readHtml(html);
  const words = wordsOf(mail, read);
  const refused = (because: Refusal) => ({ kind: 'refused', because, ...words }) as const;
  if (!answered.belongs) return refused('left');
  if (answered.isLate) return refused('too-late');
  if (!answered.topic) return refused('topic-gone');
  if (mail.files.some((file) => !isDecoration(file, html, read))) return refused('files');
  const { text, missing, wholeRead } = words;
  if (!wholeRead || missing > 0 || text.length > MAX_BODY) return refused('too-long');
  if (asksToEnd(text)) return refused('asks-to-end');
  if (OWN_LINK.test(text)) return refused('own-links');
  return text === '' ? refused('empty') : { kind: 'accepted', body: text, topic: answered.topic };
};
