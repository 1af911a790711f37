import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';
import { parse, parseJson } from '../platform/parse.ts';
import { claimSortKeyOf } from './mail-id.ts';

/**
 * What can become of a mail once SES has it. `bounced`: the address does not take mail, for good. `returned`: it took
 * none this time, and SES gave up. `delayed`: SES is still trying. `rejected`: it was refused for what is
 * in it or how it was made, by SES or by the mailbox; that is our fault, and held against no address.
 */
export const MailFate = z.enum([
  'sent',
  'delivered',
  'opened',
  'bounced',
  'returned',
  'complained',
  'rejected',
  'delayed',
]);
/** @see MailFate */
export type MailFate = z.output<typeof MailFate>;

/** When each of them became of a mail, as its claim keeps it; the first time of each. */
export const mailFates = {
  sentAt: Instant.optional(),
  deliveredAt: Instant.optional(),
  openedAt: Instant.optional(),
  bouncedAt: Instant.optional(),
  returnedAt: Instant.optional(),
  complainedAt: Instant.optional(),
  rejectedAt: Instant.optional(),
  delayedAt: Instant.optional(),
} satisfies Record<`${MailFate}At`, z.ZodType>;

/** What SES tells of one mail of ours. */
export interface Feedback {
  readonly organization: string;
  readonly member: string;
  /** The sort key of the claim on the mail. */
  readonly claim: string;
  readonly fate: MailFate;
  /** When, in milliseconds of UTC. */
  readonly at: string;
  /** The day (UTC) on which the mail was sent; what becomes of it is counted under this day. */
  readonly day: string;
  /** Where the mail went: personal, for comparing with the member's address and for nothing else. */
  readonly address: string;
}

const recipients = z.array(
  z.looseObject({ emailAddress: z.string(), action: z.string().optional(), status: z.string().optional() }),
);
const timed = z.looseObject({ timestamp: Instant }).optional();

/** The parts that are read of an event ("Contents of event data" in the SES Developer Guide). */
const SesEvent = z.looseObject({
  source: z.literal('aws.ses'),
  detail: z.looseObject({
    eventType: z.string(),
    mail: z.looseObject({
      timestamp: Instant,
      destination: z.array(z.string()),
      tags: z.record(z.string(), z.array(z.string())).default({}),
    }),
    delivery: timed,
    open: timed,
    deliveryDelay: timed,
    bounce: z
      .looseObject({
        timestamp: Instant,
        bounceType: z.string(),
        bounceSubType: z.string(),
        bouncedRecipients: recipients,
      })
      .optional(),
    complaint: z.looseObject({ timestamp: Instant, complaintFeedbackType: z.string().optional() }).optional(),
  }),
});
type Detail = z.output<typeof SesEvent>['detail'];

/** What a mailbox does not take for the mail's own sake; any other mail it may (SES Developer Guide, "Bounce types"). */
const ofTheMail = new Set(['MessageTooLarge', 'ContentRejected', 'AttachmentRejected']);

/**
 * What a bounce says of an address. An automatic answer ("out of office") comes as a bounce that names no failure:
 * somebody is there, and nothing is held against their address.
 */
const fateOfBounce = ({ bounce }: Detail): MailFate | undefined => {
  if (!bounce) return undefined;
  if (ofTheMail.has(bounce.bounceSubType)) return 'rejected';
  if (bounce.bounceType === 'Permanent') return 'bounced';
  const failed = bounce.bouncedRecipients.some(
    ({ action, status }) => action === 'failed' || (status !== undefined && /^[45]\./.test(status)),
  );
  return failed || !['General', 'Undetermined'].includes(bounce.bounceSubType) ? 'returned' : undefined;
};

const fateOf = (detail: Detail): MailFate | undefined => {
  switch (detail.eventType) {
    case 'Send':
      return 'sent';
    case 'Delivery':
      return 'delivered';
    case 'Open':
      return 'opened';
    case 'Bounce':
      return fateOfBounce(detail);
    case 'Complaint':
      // The one report that is a good one: a reader who takes mail out of the spam folder (RFC 5965 §7.3).
      return detail.complaint?.complaintFeedbackType === 'not-spam' ? undefined : 'complained';
    case 'Reject':
    case 'Rendering Failure':
      return 'rejected';
    case 'DeliveryDelay':
      return 'delayed';
    default:
      return undefined;
  }
};

/** A tag's one value, where it is an identifier. */
const tagOf = ({ mail }: Detail, name: string): string | undefined =>
  Identifier.safeParse(mail.tags[name]?.[0]).data;

/**
 * What an event of SES, as a rule on the default bus hands it on, tells of a mail of ours; undefined where it tells of
 * none that has a claim (a test mail), or nothing that counts.
 *
 * @throws {InvalidInput} naming the field, and never its value: no JSON, or no event of SES.
 */
export const readFeedback = (body: string): Feedback | undefined => {
  const { detail } = parse(SesEvent, parseJson(body), 'message');
  const fate = fateOf(detail);
  const organization = tagOf(detail, 'organization');
  const member = tagOf(detail, 'member');
  const claim = claimSortKeyOf(detail.mail.tags['mail']?.[0] ?? '');
  const [address] = detail.mail.destination;
  if (fate === undefined || !organization || !member || !claim || address === undefined) return undefined;
  const { delivery, open, bounce, complaint, deliveryDelay, mail } = detail;
  const { timestamp } = delivery ?? open ?? bounce ?? complaint ?? deliveryDelay ?? mail;
  return {
    organization,
    member,
    claim,
    fate,
    at: new Date(timestamp).toISOString(),
    day: new Date(mail.timestamp).toISOString().slice(0, 10),
    address,
  };
};
