import * as z from 'zod';
import { parse, parseJson } from '../../shared/platform/parse.ts';

/** What is read of the event that a bucket raises ("Object Created" in the S3 User Guide, EventBridge). */
const ObjectCreated = z.looseObject({
  source: z.literal('aws.s3'),
  'detail-type': z.literal('Object Created'),
  detail: z.looseObject({ object: z.looseObject({ key: z.string().min(1).max(1024) }) }),
});

/** What SES calls the file that it writes to see whether it may; there is no mail in it. */
const SETUP_NOTIFICATION = 'AMAZON_SES_SETUP_NOTIFICATION';

/**
 * The key of the mail that a message tells of; undefined where it is no mail.
 *
 * @throws {InvalidInput} naming the field: no event of a bucket.
 */
export const keyOfMail = (body: string): string | undefined => {
  const { key } = parse(ObjectCreated, parseJson(body), 'message').detail.object;
  return key.endsWith(SETUP_NOTIFICATION) ? undefined : key;
};
