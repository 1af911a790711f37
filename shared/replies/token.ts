import { randomBytes } from 'node:crypto';

/** RFC 4648 §6 in lower case: mail systems may change the case of an address on its way (RFC 5321 §2.4). */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Characters of a token: 160 bits at five a character. */
const LENGTH = 32;

/** Before the token in the local part of an address; with it 38 octets of the 64 allowed (RFC 5321 §4.5.3.1.1). */
const PREFIX = 'reply+';

/** A capability that cannot be guessed, for the local part of an address: 160 random bits in lower-case base32. */
export const newReplyToken = (): string =>
  // 256 is a multiple of 32, so that every character is as likely as any other.
  Array.from(randomBytes(LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');

/** The address that a token is answered at. */
export const replyAddress = (token: string, replyDomain: string): string =>
  `${PREFIX}${token}@${replyDomain}`;

/** The token within an address of the reply domain, whatever its case; undefined where there is none of its form. */
export const tokenIn = (address: string, replyDomain: string): string | undefined => {
  const lower = address.trim().toLowerCase();
  const end = `@${replyDomain.toLowerCase()}`;
  if (!lower.startsWith(PREFIX) || !lower.endsWith(end)) return undefined;
  const token = lower.slice(PREFIX.length, -end.length);
  return /^[a-z2-7]{32}$/.test(token) ? token : undefined;
};
