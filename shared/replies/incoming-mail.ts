/** A part of a mail that is a file. */
export interface MailFile {
  /** Lower-case MIME type. */
  readonly type: string;
  readonly bytes: number;
  /** Its `Content-ID` without angle brackets, by which the HTML may show it (RFC 2392). */
  readonly contentId?: string | undefined;
}

/** A mail that came in, as far as anything here is decided by it. Written by whoever sent it: nothing of it is trusted. */
export interface IncomingMail {
  /** Every header in its order from the top, names in lower case. What SES adds stands above what came with the mail. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Every address of `From`, in lower case. */
  readonly from: readonly string[];
  /** Where it was sent: the envelope as SES tells it, then what the headers name; in lower case. */
  readonly recipients: readonly string[];
  readonly subject: string;
  /** `Message-ID` as it was written, with its angle brackets. */
  readonly messageId?: string | undefined;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly files: readonly MailFile[];
  /** False where the mail is longer than was read of it: its end is not here. */
  readonly whole: boolean;
}

/** The values of a header, from the top of the mail. */
export const headerOf = ({ headers }: Pick<IncomingMail, 'headers'>, name: string): string[] =>
  headers.filter((header) => header.name === name).map(({ value }) => value);
