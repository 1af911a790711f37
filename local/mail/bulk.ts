import * as z from 'zod';
import { checkSendEmail, readBody, type SendEmailRequest } from './request.ts';
import { SesError } from './ses-error.ts';

/** Most destinations of one call (SES service quota). */
const MAX_ENTRIES = 50;

const Tags = z.array(z.object({ Name: z.string(), Value: z.string() })).default([]);
const Headers = z.array(z.object({ Name: z.string(), Value: z.string() })).default([]);

/** Template data as SES takes it: JSON, of which the local machine fills in strings and numbers. */
const Data = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('is not JSON');
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.union([z.string(), z.number().transform(String)])));

const SendBulkEmail = z.object({
  FromEmailAddress: z.string(),
  ReplyToAddresses: z.array(z.string()).optional(),
  DefaultEmailTags: Tags,
  DefaultContent: z.object({
    Template: z.object({
      TemplateContent: z.object(
        { Subject: z.string(), Html: z.string().optional(), Text: z.string().optional() },
        'kept templates are not offered on the local machine; send TemplateContent',
      ),
      TemplateData: Data,
      Headers,
    }),
  }),
  BulkEmailEntries: z
    .array(
      z.object({
        Destination: z.unknown(),
        ReplacementTags: Tags,
        ReplacementHeaders: Headers,
        ReplacementEmailContent: z
          .object({ ReplacementTemplate: z.object({ ReplacementTemplateData: Data }) })
          .optional(),
      }),
    )
    .min(1)
    .max(MAX_ENTRIES),
  ConfigurationSetName: z.string().optional(),
});

/** One mail of a bulk request, as if it had been sent by itself; or why it cannot be one. */
export type BulkEntry = SendEmailRequest | SesError;

/** Fills a template's places, `{{name}}`; what is put in is not escaped, as with SES. */
const filled = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/{{\s*(\w+)\s*}}/g, (_, name: string) => {
    const value = values[name];
    if (value !== undefined) return value;
    // SES takes such a mail, and tells of a rendering failure later; said at once, it is noticed.
    throw new SesError('BadRequestException', `Attribute '${name}' is not present in the rendering data.`);
  });

/** The later of two lists' items where both have one of a name. */
const replaced = <Pair extends { readonly Name: string }>(
  defaults: readonly Pair[],
  own: readonly Pair[],
) => [...new Map([...defaults, ...own].map((pair) => [pair.Name, pair])).values()];

/**
 * Reads the body of `POST /v2/email/outbound-bulk-emails`, each entry filled in and by itself.
 *
 * @throws {SesError} `BadRequestException` where the request as a whole is wrong; what is wrong with an entry alone
 *   stands in that entry's place.
 */
export const readSendBulkEmail = (body: string): BulkEntry[] => {
  const request = readBody(SendBulkEmail, body);
  const { TemplateContent, TemplateData, Headers: headers } = request.DefaultContent.Template;
  return request.BulkEmailEntries.map((entry) => {
    const own = entry.ReplacementEmailContent?.ReplacementTemplate.ReplacementTemplateData;
    const values = { ...TemplateData, ...own };
    const part = (template: string | undefined) =>
      template === undefined ? undefined : { Data: filled(template, values) };
    try {
      return checkSendEmail({
        FromEmailAddress: request.FromEmailAddress,
        Destination: entry.Destination,
        ReplyToAddresses: request.ReplyToAddresses,
        ConfigurationSetName: request.ConfigurationSetName,
        EmailTags: replaced(request.DefaultEmailTags, entry.ReplacementTags),
        Content: {
          Simple: {
            Subject: part(TemplateContent.Subject),
            Body: { Html: part(TemplateContent.Html), Text: part(TemplateContent.Text) },
            Headers: replaced(headers, entry.ReplacementHeaders),
          },
        },
      });
    } catch (error) {
      if (error instanceof SesError) return error;
      throw error;
    }
  });
};
