import { randomUUID } from 'node:crypto';
import PostalMime, { type Address, addressParser } from 'postal-mime';
import * as z from 'zod';
import type { Clock } from '../../shared/platform/clock.ts';
import { InvalidInput, NotFound } from '../../shared/platform/errors.ts';
import { parse } from '../../shared/platform/parse.ts';
import type { LocalObjects } from '../objects/store.ts';
import type { ResolvedTemplate } from '../system/template.ts';

const RuleProperties = z.object({
  Rule: z.object({
    Enabled: z.boolean().default(false),
    Recipients: z.array(z.string()).default([]),
    Actions: z
      .array(
        z.object({
          S3Action: z.object({ BucketName: z.string(), ObjectKeyPrefix: z.string().default('') }).optional(),
        }),
      )
      .default([]),
  }),
});

/** A rule by which mail is received: for whom, and into which bucket. */
interface Rule {
  readonly recipients: readonly string[];
  readonly bucket: string;
  readonly prefix: string;
}

const rulesIn = (template: ResolvedTemplate): Rule[] =>
  template.ofType('AWS::SES::ReceiptRule').flatMap(({ id, properties }) => {
    const { Rule: rule } = parse(RuleProperties, properties, `template: receipt rule ${id}`);
    const action = rule.Actions.find(({ S3Action }) => S3Action)?.S3Action;
    return rule.Enabled && action
      ? [{ recipients: rule.Recipients, bucket: action.BucketName, prefix: action.ObjectKeyPrefix }]
      : [];
  });

/** Whether a rule is for an address: for all of its domain, or for itself (SES Developer Guide, "Recipient conditions"). */
const isFor =
  (address: string) =>
  (recipient: string): boolean => {
    const lower = recipient.toLowerCase();
    return lower.includes('@') ? address === lower : address.endsWith(`@${lower}`);
  };

const mailboxes = (addresses: readonly Address[]): string[] =>
  addresses.flatMap((one) => one.group ?? [one]).map(({ address }) => address.toLowerCase());

/** The text that mail scanners take for spam, so that they can be tried (GTUBE), and the one for a virus (EICAR). */
const GTUBE = 'XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X';
const EICAR = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE';

/** A mail that came in: whom it is for, by the envelope, and its bytes. */
export interface InboundMail {
  readonly raw: Uint8Array;
  /** Whom it is for; whomever its headers name, where absent. */
  readonly recipients?: readonly string[] | undefined;
}

/** Takes mail in, as SES does. */
export type ReceiveMail = (mail: InboundMail) => Promise<{ readonly messageId: string }>;

/**
 * Makes what receives mail on one machine by the receipt rules of a template: the headers that SES adds are put above the
 * mail's own, and it is kept in the rule's bucket, which tells the bus. Who sends it on this machine is taken to be who
 * they say they are; the test texts for spam and viruses are recognised as such.
 */
export const createReceiveMail = (
  template: ResolvedTemplate,
  objects: Pick<LocalObjects, 'put'>,
  now: Clock,
): ReceiveMail => {
  const rules = rulesIn(template);
  return async ({ raw, recipients }) => {
    const mail = await PostalMime.parse(raw, { attachmentEncoding: 'base64' }).catch((cause: unknown) => {
      throw new InvalidInput(`The mail cannot be read: ${String(cause)}`, { cause });
    });
    const named = (name: string) =>
      mail.headers.filter(({ key }) => key === name).flatMap(({ value }) => mailboxes(addressParser(value)));
    const to = recipients?.map((one) => one.toLowerCase()) ?? [...named('to'), ...named('cc')];
    const taken = rules.flatMap((rule) => {
      const recipient = to.find((address) => rule.recipients.some(isFor(address)));
      return recipient === undefined ? [] : [{ rule, recipient }];
    })[0];
    if (!taken) {
      throw new NotFound(
        'No rule of this system receives mail for whom this mail is to. Send it to the Reply-To address of a mail in the outbox.',
      );
    }
    const sender = named('return-path')[0] ?? named('from')[0] ?? '';
    const text = Buffer.from(raw).toString('latin1');
    const messageId = randomUUID().replaceAll('-', '') + randomUUID().replaceAll('-', '').slice(0, 8);
    const verdict = (failed: boolean) => (failed ? 'FAIL' : 'PASS');
    const added = [
      `Return-Path: <${sender}>`,
      `Received: from localhost (localhost [127.0.0.1])\r\n by inbound-smtp.local with SMTP id ${messageId}\r\n for ${taken.recipient};\r\n ${now().toUTCString().replace('GMT', '+0000')}`,
      `X-SES-Spam-Verdict: ${verdict(text.includes(GTUBE))}`,
      `X-SES-Virus-Verdict: ${verdict(text.includes(EICAR))}`,
      `Received-SPF: pass (spfCheck: this machine) client-ip=127.0.0.1; envelope-from=${sender};`,
      `Authentication-Results: amazonses.com;\r\n spf=pass (spfCheck: this machine) client-ip=127.0.0.1;\r\n dkim=pass;\r\n dmarc=pass;`,
    ];
    const { bucket, prefix } = taken.rule;
    objects.put(
      bucket,
      `${prefix}${messageId}`,
      Buffer.concat([Buffer.from(`${added.join('\r\n')}\r\n`), raw]),
    );
    return { messageId };
  };
};
