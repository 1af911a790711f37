/**
 * True where the path carries a capability: an address that a mail brought, or a feed reader keeps, and that opens what
 * it opens to whoever has it. What such a page leads to is not told its address, no search engine keeps it, its forms
 * are taken from anywhere, since the token is all the proof there is, and nothing on it is of whoever is signed in.
 */
export const carriesCapability = (path: string): boolean =>
  /^\/(?:unsubscribe|preferences|feeds)\//.test(path);
