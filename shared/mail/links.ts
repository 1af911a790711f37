import type { NotificationKind } from '../notifications/model.ts';

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
  /** Ends the digests, or one kind of notification; by POST alone (RFC 8058). */
  unsubscribe: (token: string, kind?: NotificationKind) =>
    `${publicUrl}/unsubscribe/${encodeURIComponent(token)}${kind === undefined ? '' : `/${kind}`}`,
  /** All that a member chooses of their mail, without signing in. */
  preferences: (token: string) => `${publicUrl}/preferences/${encodeURIComponent(token)}`,
});

/** @see linksAt */
export type Links = ReturnType<typeof linksAt>;

/** The address of a post in another system, if it is one a reader's mail program should be sent to. */
export const webLink = (link: string | undefined): string | undefined =>
  link !== undefined && /^https?:\/\//i.test(link) ? link : undefined;
