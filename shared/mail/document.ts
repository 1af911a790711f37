import type { Language } from './language.ts';

/** How an organization looks in its mail. Colours are `#rrggbb`. */
export interface Brand {
  readonly name: string;
  /** Absolute address of a picture that a mail program may show; described as the logo of the name. */
  readonly logo?: string | undefined;
  /** The ground behind the name; the text on it is black or white, whichever reads better. */
  readonly colour?: string | undefined;
  /** Where the organization can be reached by post; one line. */
  readonly postalAddress?: string | undefined;
}

/** A link as a mail shows it; the address is absolute. */
export interface MailLink {
  readonly text: string;
  readonly url: string;
}

/** One thing a mail tells: where to read it, who it is of, and why this member is told. Empty texts are left out. */
export interface MailEntry {
  readonly title: string;
  readonly url: string;
  readonly byline: string;
  readonly excerpt: string;
  readonly reason: string;
}

/** A heading and what stands under it; never empty. */
export interface MailSection {
  readonly heading: string;
  /** Text before the entries, a paragraph each. */
  readonly paragraphs?: readonly string[];
  /** Whether web addresses in those paragraphs are links: what somebody of the community's own wrote. */
  readonly linked?: boolean;
  readonly entries: readonly MailEntry[];
}

/**
 * What a mail says, in the words and the order in which it says it: both of its parts, HTML and plain text, are
 * rendered from this and from nothing else. Every text is in the mail's language and on one line, unescaped.
 */
export interface MailDocument {
  readonly language: Language;
  readonly brand: Brand;
  readonly subject: string;
  /** What a list of mails shows after the subject; seen nowhere else. */
  readonly preheader: string;
  /** The mail's one heading of level 1. */
  readonly heading: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly sections: readonly MailSection[];
  /** What else there is, after the sections. */
  readonly more: readonly MailLink[];
  /** The one thing to do. */
  readonly action?: MailLink | undefined;
  /** Why this mail came, and how to change or end that. */
  readonly footer: { readonly reason: string; readonly links: readonly MailLink[] };
}
