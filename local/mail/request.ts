import * as z from 'zod';
import { readAddress } from './address.ts';
import { SesError } from './ses-error.ts';

/** Most recipients of one call, To, Cc and Bcc together (SES service quota). */
const MAX_RECIPIENTS = 50;

/** Headers that SES writes itself from the other fields of the request, so that a caller may not. */
const ownHeaders = new Set([
  'bcc',
  'cc',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'reply-to',
  'return-path',
  'sender',
  'subject',
  'to',
]);

const Content = z.object({ Data: z.string(), Charset: z.string().optional() });

const Header = z.object({
  Name: z
    .string()
    .min(1)
    .max(126)
    .regex(/^[!-9;-~]+$/, 'must be printable ASCII without a colon')
    .refine((name) => !ownHeaders.has(name.toLowerCase()), 'is a header that SES sets by itself'),
  Value: z
    .string()
    .min(1)
    .max(870)
    .regex(/^[ -~]*$/, 'must be printable ASCII'),
});

const Simple = z.object({
  Subject: Content.refine(({ Data }) => Data.trim().length > 0, 'must not be empty').refine(
    ({ Data }) => !/[\r\n]/.test(Data),
    'must be one line',
  ),
  Body: z
    .object({ Text: Content.optional(), Html: Content.optional() })
    .refine(({ Text, Html }) => Text !== undefined || Html !== undefined, 'must have Text, Html or both'),
  // Up to 15 headers per message (SES API v2, Message.Headers).
  Headers: z.array(Header).max(15).default([]),
  Attachments: z.array(z.unknown()).max(0, 'attachments are not offered on the local machine').optional(),
});

const Base64 = z.base64().min(1);

const addresses = z.array(z.string()).default([]);

const SendEmail = z.object({
  FromEmailAddress: z.string().optional(),
  Destination: z
    .object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses })
    .default({ ToAddresses: [], CcAddresses: [], BccAddresses: [] }),
  ReplyToAddresses: addresses,
  Content: z
    .object({
      Simple: Simple.optional(),
      Raw: z.object({ Data: Base64 }).optional(),
      Template: z.unknown().optional(),
    })
    .refine(({ Template }) => Template === undefined, 'templates are not offered on the local machine')
    .refine(
      ({ Simple: simple, Raw }) => (simple === undefined) !== (Raw === undefined),
      'must have Simple or Raw, and not both',
    ),
  EmailTags: z.array(z.object({ Name: z.string().min(1).max(256), Value: z.string().max(256) })).default([]),
  ConfigurationSetName: z.string().min(1).optional(),
});
/** A `SendEmail` request whose shape and addresses were checked. */
export type SendEmailRequest = z.output<typeof SendEmail>;

const checkAddresses = (field: string, values: readonly string[]): void => {
  values.forEach((value, i) => readAddress(value, `${field}[${i}]`));
};

const checked = <Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> => {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  throw new SesError('BadRequestException', `${field || 'body'}: ${issue?.message ?? 'is wrong'}`);
};

/**
 * Reads a request's body.
 *
 * @throws {SesError} `BadRequestException` naming the field and the rule it breaks; the value itself is not repeated,
 *   because it may be personal.
 */
export const readBody = <Shape extends z.ZodType>(shape: Shape, body: string): z.output<Shape> => {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (cause) {
    throw new SesError('BadRequestException', `The body is not JSON: ${String(cause)}`);
  }
  return checked(shape, json);
};

const checkRequest = (request: SendEmailRequest): SendEmailRequest => {
  const { ToAddresses, CcAddresses, BccAddresses } = request.Destination;
  if (request.FromEmailAddress === undefined && request.Content.Simple) {
    throw new SesError(
      'BadRequestException',
      'FromEmailAddress: is missing; a Simple message has no other sender',
    );
  }
  if (request.FromEmailAddress !== undefined) readAddress(request.FromEmailAddress, 'FromEmailAddress');
  checkAddresses('Destination.ToAddresses', ToAddresses);
  checkAddresses('Destination.CcAddresses', CcAddresses);
  checkAddresses('Destination.BccAddresses', BccAddresses);
  checkAddresses('ReplyToAddresses', request.ReplyToAddresses);
  const recipients = ToAddresses.length + CcAddresses.length + BccAddresses.length;
  if (recipients > MAX_RECIPIENTS) {
    throw new SesError(
      'BadRequestException',
      `Destination: ${recipients} recipients are more than the ${MAX_RECIPIENTS} of one call; make several calls`,
    );
  }
  if (recipients === 0 && request.Content.Simple) {
    throw new SesError('BadRequestException', 'Destination: names no recipient');
  }
  return request;
};

/** Reads the body of `POST /v2/email/outbound-emails`. @throws {SesError} as {@link readBody}. */
export const readSendEmail = (body: string): SendEmailRequest => checkRequest(readBody(SendEmail, body));

/** As {@link readSendEmail}, of a request that was put together here. @throws {SesError} */
export const checkSendEmail = (request: unknown): SendEmailRequest =>
  checkRequest(checked(SendEmail, request));
