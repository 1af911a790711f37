/** Where a digest's links lead; absolute, `publicUrl` without a trailing slash. Identifiers need no escaping. */
export const linksAt = (publicUrl: string) => ({
  home: `${publicUrl}/`,
  community: (community: string) => `${publicUrl}/communities/${community}`,
  topic: (community: string, topic: string) => `${publicUrl}/communities/${community}/topics/${topic}`,
  /** The owner's own page of a badge: its public page is closed until they share it. */
  badge: (member: string, credential: string) => `${publicUrl}/members/${member}/badges/${credential}`,
  profile: (member: string) => `${publicUrl}/members/${member}`,
  settings: `${publicUrl}/settings/digest`,
  unsubscribe: (token: string) => `${publicUrl}/unsubscribe/${encodeURIComponent(token)}`,
});

/** @see linksAt */
export type Links = ReturnType<typeof linksAt>;

/** The address of a post in another system, if it is one a reader's mail program should be sent to. */
export const webLink = (link: string | undefined): string | undefined =>
  link !== undefined && /^https?:\/\//i.test(link) ? link : undefined;
