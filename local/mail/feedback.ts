import type { MailEnvelope, MailHeader } from './model.ts';

/** What SES tells of a message it took: the `mail` object of every event it publishes. */
interface MailObject {
  readonly timestamp: string;
  readonly messageId: string;
  readonly source: string;
  readonly sendingAccountId: string;
  readonly destination: readonly string[];
  readonly headersTruncated: boolean;
  readonly headers: readonly MailHeader[];
  readonly commonHeaders: {
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly subject: string;
  };
  readonly tags: Readonly<Record<string, readonly string[]>>;
}

interface Bounce {
  readonly bounceType: 'Permanent' | 'Transient';
  readonly bounceSubType: 'General' | 'Suppressed' | 'MailboxFull';
  readonly bouncedRecipients: readonly {
    readonly emailAddress: string;
    readonly action?: 'failed';
    readonly status?: string;
    readonly diagnosticCode?: string;
  }[];
  readonly timestamp: string;
  readonly feedbackId: string;
  readonly reportingMTA: string;
}

/**
 * An event in the shape in which SES publishes it (SES Developer Guide, "Contents of event data"): an `eventType`,
 * the `mail` object, and an object named for the type.
 */
export type FeedbackEvent = { readonly mail: MailObject } & (
  | { readonly eventType: 'Send'; readonly send: Readonly<Record<string, never>> }
  | {
      readonly eventType: 'Delivery';
      readonly delivery: {
        readonly timestamp: string;
        readonly processingTimeMillis: number;
        readonly recipients: readonly string[];
        readonly smtpResponse: string;
        readonly reportingMTA: string;
      };
    }
  | { readonly eventType: 'Bounce'; readonly bounce: Bounce }
  | {
      readonly eventType: 'Complaint';
      readonly complaint: {
        readonly complainedRecipients: readonly { readonly emailAddress: string }[];
        readonly timestamp: string;
        readonly feedbackId: string;
        readonly complaintFeedbackType: 'abuse';
        readonly userAgent: string;
        readonly arrivalDate: string;
      };
    }
);

/** A message that was taken, as far as its feedback depends on it. */
export interface Taken {
  readonly id: string;
  readonly at: string;
  readonly envelope: MailEnvelope;
  readonly subject: string;
  readonly headers: readonly MailHeader[];
  readonly configurationSet: string | undefined;
  readonly tags: readonly { readonly Name: string; readonly Value: string }[];
}

const REPORTING_MTA = 'dns; simulator.amazonses.com';

/** What becomes of mail to an address of the simulator. */
type Fate = 'delivered' | 'bounced' | 'suppressed' | 'complained' | 'absent' | 'full';

const fates: Readonly<Record<string, Fate>> = {
  bounce: 'bounced',
  suppressionlist: 'suppressed',
  complaint: 'complained',
  ooto: 'absent',
  softbounce: 'full',
};

/**
 * The mailbox simulator's behaviour for an address; labels (`bounce+7@…`) are ignored, as SES does. `softbounce` is
 * this machine's own: SES's simulator has no address whose mailbox is full, and a bounce for the time being has to be
 * seen somewhere. On AWS, mail to it is delivered like any other.
 */
const fateOf = (address: string): Fate => {
  const at = address.lastIndexOf('@');
  if (address.slice(at + 1).toLowerCase() !== 'simulator.amazonses.com') return 'delivered';
  const local = address.slice(0, at).toLowerCase().split('+', 1)[0] ?? '';
  return fates[local] ?? 'delivered';
};

/** The bounces as SES tells of them; an automatic answer comes as one that names no failure. */
const bounces = {
  bounced: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    why: { action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
  },
  suppressed: {
    bounceType: 'Permanent',
    bounceSubType: 'Suppressed',
    why: {
      action: 'failed',
      status: '5.1.1',
      diagnosticCode:
        'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address',
    },
  },
  absent: { bounceType: 'Transient', bounceSubType: 'General', why: {} },
  full: {
    bounceType: 'Transient',
    bounceSubType: 'MailboxFull',
    why: { action: 'failed', status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 mailbox full' },
  },
} as const;

const bounceOf = (
  kind: keyof typeof bounces,
  recipients: readonly string[],
  at: string,
  id: string,
): Bounce => ({
  bounceType: bounces[kind].bounceType,
  bounceSubType: bounces[kind].bounceSubType,
  bouncedRecipients: recipients.map((emailAddress) => ({ emailAddress, ...bounces[kind].why })),
  timestamp: at,
  feedbackId: `${id}-${kind}`,
  reportingMTA: REPORTING_MTA,
});

/**
 * The events SES would publish for a message, in their order: `Send`, then `Delivery` to whom it reached, `Bounce`
 * and `Complaint` for the simulator's addresses. Nothing where no configuration set was named, because there is then
 * no event destination.
 */
export const feedbackOn = (taken: Taken): readonly FeedbackEvent[] => {
  if (taken.configurationSet === undefined) return [];
  const { at, envelope, id } = taken;
  const mail: MailObject = {
    timestamp: at,
    messageId: id,
    source: envelope.from,
    sendingAccountId: '000000000000',
    destination: envelope.to,
    headersTruncated: false,
    headers: taken.headers,
    commonHeaders: { from: [envelope.from], to: envelope.to, subject: taken.subject },
    tags: {
      'ses:configuration-set': [taken.configurationSet],
      'ses:from-domain': [envelope.from.slice(envelope.from.lastIndexOf('@') + 1)],
      ...Object.fromEntries(taken.tags.map(({ Name, Value }) => [Name, [Value]])),
    },
  };
  const byFate = Object.groupBy(envelope.to, fateOf);
  const events: FeedbackEvent[] = [{ eventType: 'Send', mail, send: {} }];
  const reached = (['delivered', 'complained', 'absent'] as const).flatMap((fate) => byFate[fate] ?? []);
  if (reached.length > 0) {
    events.push({
      eventType: 'Delivery',
      mail,
      delivery: {
        timestamp: at,
        processingTimeMillis: 0,
        recipients: reached,
        smtpResponse: '250 2.0.0 kept in the local outbox',
        reportingMTA: REPORTING_MTA,
      },
    });
  }
  for (const kind of ['bounced', 'suppressed', 'absent', 'full'] as const) {
    const recipients = byFate[kind];
    if (recipients) events.push({ eventType: 'Bounce', mail, bounce: bounceOf(kind, recipients, at, id) });
  }
  if (byFate.complained) {
    events.push({
      eventType: 'Complaint',
      mail,
      complaint: {
        complainedRecipients: byFate.complained.map((emailAddress) => ({ emailAddress })),
        timestamp: at,
        feedbackId: `${id}-complained`,
        complaintFeedbackType: 'abuse',
        userAgent: 'Amazon SES Mailbox Simulator',
        arrivalDate: at,
      },
    });
  }
  return events;
};
