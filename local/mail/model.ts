/** Whom a mail goes to and from, as SES was told: the SMTP envelope, not the headers. */
export interface MailEnvelope {
  readonly from: string;
  readonly to: readonly string[];
}

/** What a list of the outbox shows of a mail. */
export interface MailSummary {
  /** SES's message id, as `SendEmail` answered it. */
  readonly id: string;
  /** When it was accepted; RFC 3339 in UTC, by the local clock. */
  readonly at: string;
  readonly envelope: MailEnvelope;
  readonly subject: string;
  /** The configuration set it was sent through, where one was named. */
  readonly configurationSet: string | undefined;
}

/** One header line, unfolded and decoded; names keep their spelling, repeated headers keep their order. */
export interface MailHeader {
  readonly name: string;
  readonly value: string;
}

/** A mail as a person would see it, and the bytes it was made of. */
export interface Mail extends MailSummary {
  readonly headers: readonly MailHeader[];
  readonly html: string | undefined;
  readonly text: string | undefined;
  /** The whole RFC 5322 message, byte for byte as it would leave SES. */
  readonly raw: Uint8Array;
}
