import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime, { type Address } from 'postal-mime';
import { readAddress } from './address.ts';
import type { MailEnvelope } from './model.ts';
import type { SendEmailRequest } from './request.ts';
import { SesError } from './ses-error.ts';

/** A message ready to leave: the bytes, for whom, and what a list shows of it. */
export interface Outgoing {
  readonly raw: Buffer;
  readonly envelope: MailEnvelope;
  readonly subject: string;
}

/** What SES adds to a message of its own accord. */
export interface Stamp {
  readonly messageId: string;
  readonly date: Date;
}

/** The `Message-ID` that SES writes, whatever the caller wrote. */
const messageIdHeader = ({ messageId }: Stamp): string => `<${messageId}@email.amazonses.com>`;

/** Longest line of a header field that is folded: that of one with an encoded word (RFC 2047 §2). */
const LINE = 76;

/**
 * A header field as its caller wrote it, folded at its own spaces. nodemailer would write its name in capitals of its
 * own, and put a value that has a quotation mark or an encoded word whole into another one: a `List-Id` would lose its
 * identifier (RFC 2919 §3, RFC 2047 §5).
 */
const fieldOf = ({ Name, Value }: { readonly Name: string; readonly Value: string }): string => {
  let field = `${Name}:`;
  let length = field.length;
  for (const word of ` ${Value}`.match(/ +[^ ]+/g) ?? []) {
    const fits = length + word.length <= LINE;
    field += fits ? word : `\r\n${word}`;
    length = word.length + (fits ? length : 0);
  }
  return `${field}\r\n`;
};

/**
 * Builds the message of a `Simple` request: quoted-printable parts (both under `multipart/alternative` where there
 * are two), the caller's headers exactly as given, `\r\n` throughout. `Bcc` is in the envelope alone.
 */
export const composeSimple = async (
  request: SendEmailRequest,
  simple: NonNullable<SendEmailRequest['Content']['Simple']>,
  stamp: Stamp,
): Promise<Outgoing> => {
  const from = request.FromEmailAddress ?? '';
  const { ToAddresses, CcAddresses, BccAddresses } = request.Destination;
  const { Text, Html } = simple.Body;
  // A name that its caller has encoded already is kept so; nodemailer would quote it, and nobody read it (RFC 2047 §5).
  const isEncoded = /^[ -~]*$/.test(from);
  const given = [...(isEncoded ? [{ Name: 'From', Value: from }] : []), ...simple.Headers];
  const message = await new MailComposer({
    ...(!isEncoded && { from }),
    to: ToAddresses,
    cc: CcAddresses,
    ...(request.ReplyToAddresses.length > 0 && { replyTo: request.ReplyToAddresses }),
    subject: simple.Subject.Data,
    ...(Text && { text: Text.Data }),
    ...(Html && { html: Html.Data }),
    messageId: messageIdHeader(stamp),
    date: stamp.date,
    encoding: 'quoted-printable',
    textEncoding: 'Q',
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  return {
    raw: Buffer.concat([Buffer.from(given.map(fieldOf).join('')), message]),
    subject: simple.Subject.Data,
    envelope: {
      from: readAddress(from, 'FromEmailAddress'),
      to: [...ToAddresses, ...CcAddresses, ...BccAddresses].map((address) =>
        readAddress(address, 'Destination'),
      ),
    },
  };
};

/** The header block's end: the first empty line. */
const HEADER_END = /\r?\n\r?\n/;

/** The lines of a header block, each with its continuation lines. */
const headerFields = (block: string): string[] => block.split(/\r?\n(?![ \t])/);

const mailboxes = (list: Address | readonly Address[] | undefined): string[] =>
  [list ?? []]
    .flat()
    .flatMap((entry) => ('group' in entry && entry.group ? entry.group : [entry]))
    .map(({ address }) => address);

/**
 * Takes a `Raw` message as its caller built it. As SES does, it drops `Bcc` and replaces `Message-ID`, adds a `Date`
 * where there is none, and leaves every other byte alone. `Destination` and `FromEmailAddress` of the request rule
 * the envelope; without them the message's own headers do.
 *
 * @throws {SesError} `BadRequestException` where there is no header block, no `From` or no recipient, and
 *   `MessageRejected` where the message is not MIME that can be read.
 */
export const takeRaw = async (request: SendEmailRequest, data: string, stamp: Stamp): Promise<Outgoing> => {
  const given = Buffer.from(data, 'base64');
  // latin1 keeps every byte one character, so that positions in the text are positions in the bytes.
  const text = given.toString('latin1');
  const end = HEADER_END.exec(text);
  if (!end) {
    throw new SesError('BadRequestException', 'Content.Raw.Data: has no empty line between headers and body');
  }
  const parsed = await PostalMime.parse(given).catch((cause: unknown) => {
    throw new SesError('MessageRejected', `Content.Raw.Data: cannot be read as MIME: ${String(cause)}`);
  });
  const from = request.FromEmailAddress ?? mailboxes(parsed.from)[0];
  if (from === undefined) {
    throw new SesError('BadRequestException', "Content.Raw.Data: Missing required header 'From'.");
  }
  const { ToAddresses, CcAddresses, BccAddresses } = request.Destination;
  const named = [...ToAddresses, ...CcAddresses, ...BccAddresses];
  const recipients =
    named.length > 0 ? named : [...mailboxes(parsed.to), ...mailboxes(parsed.cc), ...mailboxes(parsed.bcc)];
  if (recipients.length === 0) {
    throw new SesError(
      'BadRequestException',
      'Destination: names no recipient, and the message has no To, Cc or Bcc',
    );
  }
  const fields = headerFields(text.slice(0, end.index));
  const kept = fields.filter((field) => !/^(bcc|message-id)\s*:/i.test(field));
  const added = [`Message-ID: ${messageIdHeader(stamp)}`];
  if (!fields.some((field) => /^date\s*:/i.test(field))) {
    added.push(`Date: ${stamp.date.toUTCString().replace(/GMT$/, '+0000')}`);
  }
  return {
    raw: Buffer.concat([
      Buffer.from(`${[...added, ...kept].join('\r\n')}\r\n\r\n`, 'latin1'),
      given.subarray(end.index + end[0].length),
    ]),
    subject: parsed.subject ?? '',
    envelope: {
      from: readAddress(from, 'From'),
      to: recipients.map((address) => readAddress(address, 'Destination')),
    },
  };
};
