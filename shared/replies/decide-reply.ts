import { MAX_BODY, type Post } from '../discussions/model.ts';
import type { Member } from '../members/model.ts';
import { automaticBy, type ReplyDomains } from './automatic.ts';
import type { IncomingMail, MailFile } from './incoming-mail.ts';
import type { ReplyAddress } from './model.ts';
import { ownWords } from './own-words.ts';
import { textOfHtml } from './text-of-html.ts';
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
export type Refusal = 'too-late' | 'left' | 'topic-gone' | 'files' | 'empty' | 'too-long';

/** What becomes of a mail that was read. */
export type ReplyDecision =
  | { readonly kind: 'ignored'; readonly because: Silence }
  /** `text`: what they wrote, so that it is not lost; empty where they wrote nothing. */
  | { readonly kind: 'refused'; readonly because: Refusal; readonly text: string }
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

/** The largest picture that the HTML shows and that is taken for a part of a signature, in bytes. */
const SIGNATURE_PICTURE = 50_000;

/** Most addresses of this system that a mail is looked for under; a person answers one. */
const MAX_TOKENS = 3;

/** What signs a mail and holds nothing to read (RFC 8551, RFC 3156). */
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

/** Whether a file is part of how a mail looks or is signed, and not something its author sent along. */
const isDecoration = ({ type, bytes, contentId }: MailFile, html: string): boolean =>
  SIGNATURES.has(type) ||
  (type.startsWith('image/') &&
    bytes <= SIGNATURE_PICTURE &&
    contentId !== undefined &&
    html.includes(`cid:${contentId}`));

/** What a mail's author wrote, of its plain text or where it has none, of its HTML; undefined where it is too long to look. */
const wordsOf = ({ text = '', html = '' }: IncomingMail): string | undefined => {
  const written = text.trim() === '' ? textOfHtml(html.slice(0, MAX_HTML)) : text;
  return written.length > MAX_LOOKED_THROUGH ? undefined : ownWords(written);
};

/** Whether a mail was written by somebody: from their address, and from no other beside it. */
export const isFrom = <Known extends Pick<Member, 'email'>>(
  { from }: Pick<IncomingMail, 'from'>,
  member: Known | undefined,
): member is Known => from.length === 1 && member?.email.toLowerCase() === from[0];

/**
 * What becomes of a mail that answers an address, in this order: nothing is said to whoever is not the member that the
 * address was opened for; a member who left, who answers too late, whose topic is gone, who sent files, or wrote nothing or too much is told
 * so, with what they wrote; anything else becomes a post.
 *
 * A picture of at most 50 kB that the HTML shows is part of a signature and left out; any other file is refused, and
 * the text with it, because it may speak of the file.
 */
export const decideReply = (mail: IncomingMail, answered: Answered | undefined): ReplyDecision => {
  if (answered === undefined) return { kind: 'ignored', because: 'address-unknown' };
  if (!isFrom(mail, answered.member)) return { kind: 'ignored', because: 'sender-unknown' };
  const words = wordsOf(mail);
  const text = words ?? (mail.text ?? '').slice(0, MAX_LOOKED_THROUGH);
  const refused = (because: Refusal) => ({ kind: 'refused', because, text }) as const;
  if (!answered.belongs) return refused('left');
  if (answered.isLate) return refused('too-late');
  if (!answered.topic) return refused('topic-gone');
  if (mail.files.some((file) => !isDecoration(file, mail.html ?? ''))) return refused('files');
  if (!mail.whole || words === undefined || text.length > MAX_BODY) return refused('too-long');
  return text === '' ? refused('empty') : { kind: 'accepted', body: text, topic: answered.topic };
};
