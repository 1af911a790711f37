import type { AppError } from './errors.ts';

/** The way an organization's mail takes through the mail service. */
export interface MailRoute {
  /** The configuration set under which SES reports what became of a mail. */
  readonly configurationSet: string;
  /** The organization's tenant, whose reputation and suppressed addresses are its own; none where it has none yet. */
  readonly tenant?: string | undefined;
}

/** A header beside those SES writes itself: printable ASCII of at most 870 characters. */
export interface OutgoingHeader {
  readonly name: string;
  readonly value: string;
}

/** One mail to one person, in both forms. */
export interface Mail {
  /** Whose mail it is; chooses, with `ownMail`, the {@link MailRoute}. */
  readonly organization: string;
  /** True where the organization has a way of its own; absent where it shares everybody's. */
  readonly ownMail?: boolean;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Where an answer goes, if not to `from`. */
  readonly replyTo?: string;
  readonly headers: readonly OutgoingHeader[];
  /** Come back with every bounce and complaint; letters, digits, `_`, `-`, `.`, `@`; never personal. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What is of one person's own in a mail that goes to many. */
export interface BulkEntry {
  readonly to: string;
  /** By the name of a place, what stands there; put in AS IT IS: whatever goes into HTML is escaped before. */
  readonly values: Readonly<Record<string, string>>;
  readonly headers: readonly OutgoingHeader[];
  /** As in {@link Mail}. */
  readonly tags: Readonly<Record<string, string>>;
}

/** One mail to many people, its body sent to the service once. */
export interface BulkMail {
  readonly organization: string;
  /** As in {@link Mail}. */
  readonly ownMail?: boolean;
  readonly from: string;
  /** Each part may hold places, `{{name}}` of letters, digits and `_`; what people wrote belongs into the values. */
  readonly template: { readonly subject: string; readonly html: string; readonly text: string };
  /** At most 50. */
  readonly entries: readonly BulkEntry[];
}

/**
 * What became of a mail. `refused`: SES will not take this mail, now or later. `unavailable`: it was certainly not
 * taken, and may be later; `throttled` where only for coming too fast. `unknown`: the connection broke or SES failed
 * in the midst of it; perhaps it was taken.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly messageId: string }
  | { readonly kind: 'refused' | 'unknown'; readonly error: AppError }
  | { readonly kind: 'unavailable'; readonly error: AppError; readonly throttled?: boolean };
