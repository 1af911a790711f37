import { SESv2Client, SendBulkEmailCommand, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { InvalidInput } from './errors.ts';
import { failureOf, outcomeOfEntry } from './mail-failure.ts';
import type { BulkEntry, BulkMail, Mail, MailRoute, OutgoingHeader, SendOutcome } from './mail-port.ts';
import { placesIn, sendSingly } from './send-singly.ts';

export type { BulkEntry, BulkMail, Mail, MailRoute, SendOutcome } from './mail-port.ts';

/** The way mail leaves: the client, and the route that each organization's mail takes. */
export interface Mailer {
  readonly client: SESv2Client;
  readonly routeOf: (organization: string, own: boolean) => MailRoute;
}

/** Most entries of one {@link sendBulk} (SES API v2, SendBulkEmail: 50 destinations). */
const MAX_BULK = 50;

/**
 * A client that tries once. SES has no idempotency token, so that a retry inside the SDK after a broken connection
 * would mail twice; and a fresh connection per mail, because one kept alive over a pause of the function breaks at
 * its next use, which looks like a mail perhaps sent.
 */
export const createMailClient = (): SESv2Client =>
  new SESv2Client({
    maxAttempts: 1,
    requestHandler: {
      httpAgent: { keepAlive: false },
      httpsAgent: { keepAlive: false },
      connectionTimeout: 3_000,
      requestTimeout: 20_000,
      throwOnRequestTimeout: true,
    },
  });

const along = ({ configurationSet, tenant }: MailRoute) => ({
  ConfigurationSetName: configurationSet,
  ...(tenant !== undefined && { TenantName: tenant }),
});

const namesAndValues = (pairs: readonly OutgoingHeader[]) =>
  pairs.map(({ name, value }) => ({ Name: name, Value: value }));

const tagsOf = (tags: Mail['tags']) => Object.entries(tags).map(([Name, Value]) => ({ Name, Value }));

/** Sends a mail, once. Never throws: what can become of it is in {@link SendOutcome}. */
export const sendMail = async ({ client, routeOf }: Mailer, mail: Mail): Promise<SendOutcome> => {
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  try {
    const { MessageId = '' } = await client.send(
      new SendEmailCommand({
        FromEmailAddress: mail.from,
        Destination: { ToAddresses: [mail.to] },
        ...(mail.replyTo !== undefined && { ReplyToAddresses: [mail.replyTo] }),
        ...along(routeOf(mail.organization, mail.ownMail === true)),
        Content: {
          Simple: {
            Subject: utf8(mail.subject),
            Body: { Html: utf8(mail.html), Text: utf8(mail.text) },
            Headers: namesAndValues(mail.headers),
          },
        },
        EmailTags: tagsOf(mail.tags),
      }),
    );
    return { kind: 'accepted', messageId: MessageId };
  } catch (cause) {
    return failureOf(cause);
  }
};

const requestOf = (mailer: Mailer, bulk: BulkMail, entries: readonly BulkEntry[]): SendBulkEmailCommand =>
  new SendBulkEmailCommand({
    FromEmailAddress: bulk.from,
    ...along(mailer.routeOf(bulk.organization, bulk.ownMail === true)),
    DefaultContent: {
      Template: {
        TemplateContent: {
          Subject: bulk.template.subject,
          Html: bulk.template.html,
          Text: bulk.template.text,
        },
        // Required, although every entry brings all of its own.
        TemplateData: '{}',
      },
    },
    BulkEmailEntries: entries.map(({ to, values, headers, tags }) => ({
      Destination: { ToAddresses: [to] },
      ReplacementTags: tagsOf(tags),
      ReplacementHeaders: namesAndValues(headers),
      ReplacementEmailContent: {
        ReplacementTemplate: { ReplacementTemplateData: JSON.stringify(values) },
      },
    })),
  });

/**
 * Sends one body to many, in one call and once; an outcome for each entry, in their order. What the service says of
 * one entry says nothing of another; a connection that broke leaves all of them unknown. A call that it refuses as a
 * whole it took nothing of, be the fault of one entry or of the template: each entry is then sent as a mail of its own.
 * An entry that lacks a value is refused here: the service would take it and lose it while it fills in the template.
 *
 * @throws {InvalidInput} where there are more than {@link MAX_BULK} entries; nothing was sent.
 */
export const sendBulk = async (mailer: Mailer, bulk: BulkMail): Promise<SendOutcome[]> => {
  if (bulk.entries.length > MAX_BULK) {
    throw new InvalidInput(
      `A mail to ${bulk.entries.length} people was to go out in one call of ${MAX_BULK}.`,
    );
  }
  const places = placesIn(bulk.template);
  const lackOf = ({ values }: BulkEntry) => places.find((place) => values[place] === undefined);
  const whole = bulk.entries.filter((entry) => lackOf(entry) === undefined);
  const sent = new Map<BulkEntry, SendOutcome>();
  if (whole.length > 0) {
    try {
      const { BulkEmailEntryResults = [] } = await mailer.client.send(requestOf(mailer, bulk, whole));
      whole.forEach((entry, i) => sent.set(entry, outcomeOfEntry(BulkEmailEntryResults[i])));
    } catch (cause) {
      const outcome = failureOf(cause);
      const outcomes =
        outcome.kind === 'refused'
          ? await sendSingly((mail) => sendMail(mailer, mail), bulk, whole)
          : whole.map(() => outcome);
      whole.forEach((entry, i) => sent.set(entry, outcomes[i] ?? outcome));
    }
  }
  return bulk.entries.map((entry) => {
    const error = new InvalidInput(`the mail has nothing to put into its place ${lackOf(entry) ?? ''}`);
    return sent.get(entry) ?? { kind: 'refused', error };
  });
};
