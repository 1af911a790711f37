import type { NotificationList } from '../digests/lists.ts';
import { encodedBytes } from './encoded-size.ts';
import { escapeHtml } from './html.ts';

/** Where a mail's links lead; absolute, `publicUrl` without a trailing slash. Identifiers need no escaping. */
export const linksAt = (publicUrl: string) => ({
  home: `${publicUrl}/`,
  community: (community: string) => `${publicUrl}/communities/${community}`,
  topic: (community: string, topic: string) => `${publicUrl}/communities/${community}/topics/${topic}`,
  cycle: (community: string, cycle: string) => `${publicUrl}/communities/${community}/cycles/${cycle}`,
  goals: `${publicUrl}/goals`,
  /** The owner's own page of a badge: its public page is closed until they share it. */
  badge: (member: string, credential: string) => `${publicUrl}/members/${member}/badges/${credential}`,
  profile: (member: string) => `${publicUrl}/members/${member}`,
  settings: `${publicUrl}/settings/digest`,
  /** Ends the digests, or a list of notifications; by POST alone (RFC 8058). */
  unsubscribe: (token: string, list?: NotificationList) =>
    `${publicUrl}/unsubscribe/${encodeURIComponent(token)}${list === undefined ? '' : `/${list}`}`,
  /** All that a member chooses of their mail, without signing in. */
  preferences: (token: string) => `${publicUrl}/preferences/${encodeURIComponent(token)}`,
});

/** @see linksAt */
export type Links = ReturnType<typeof linksAt>;

/** A web address within a text. */
const ADDRESS = /(https?:\/\/[^\s<>"“”«»]{1,300})/i;

/** What ends a sentence rather than an address. */
const TRAILING = /[.,;:!?'’…)\]}،؛؟]+$/;

/** A text in pieces, in their order: those with a `url` are web addresses ({@link webLink}) as they were written. */
export const addressesIn = (text: string): { readonly text: string; readonly url?: string }[] =>
  text.split(ADDRESS).flatMap((piece, i) => {
    const address = i % 2 === 1 ? piece.replace(TRAILING, '') : '';
    const url = URL.canParse(address) ? webLink(address) : undefined;
    const rest = url === undefined ? piece : piece.slice(url.length);
    return [...(url === undefined ? [] : [{ text: url, url }]), ...(rest === '' ? [] : [{ text: rest }])];
  });

/** Most bytes of a link of others as it stands in the HTML part of a mail that is sent. */
const LONGEST_LINK = 300;

/**
 * The address of something in another system, if it is one a reader's mail program should be sent to; one that would
 * be longer than {@link LONGEST_LINK} is none: its page here leads on.
 */
export const webLink = (link: string | undefined): string | undefined =>
  link !== undefined &&
  link.length <= LONGEST_LINK &&
  /^https?:\/\//i.test(link) &&
  encodedBytes(escapeHtml(link)) <= LONGEST_LINK
    ? link
    : undefined;
