import * as z from 'zod';
import { parse } from '../../shared/platform/parse.ts';
import type { Database } from '../system/database.ts';
import type { Machine } from '../system/machine.ts';
import type { ResolvedTemplate } from '../system/template.ts';
import { createObjectsHandler, type ObjectAnswer, type ObjectRequest } from './rest.ts';
import { type LocalObjects, type ObjectCreated, openObjects } from './store.ts';

/** S3 on one machine. */
export interface Objects extends LocalObjects {
  /** Answers a request of S3's REST protocol. */
  readonly handle: (request: ObjectRequest, body: Uint8Array) => ObjectAnswer;
}

const BucketProperties = z.object({
  NotificationConfiguration: z
    .object({
      EventBridgeConfiguration: z.object({ EventBridgeEnabled: z.boolean().default(true) }).optional(),
    })
    .optional(),
});

/** What EventBridge is told of a new object ("Amazon S3 event message structure" for EventBridge, S3 User Guide). */
const announcementOf = ({ bucket, key, size, etag }: ObjectCreated) => ({
  source: 'aws.s3',
  detailType: 'Object Created',
  detail: { version: '0', bucket: { name: bucket }, object: { key, size, etag }, reason: 'PutObject' },
});

/** Opens the buckets that a template describes; those that say so tell the default bus of every new object. */
export const openBuckets = (
  template: ResolvedTemplate,
  database: Database,
  announce: Machine['announce'],
): Objects => {
  const buckets = template.ofType('AWS::S3::Bucket');
  const telling = new Set(
    buckets
      .filter(
        ({ id, properties }) =>
          parse(BucketProperties, properties, `template: bucket ${id}`).NotificationConfiguration
            ?.EventBridgeConfiguration?.EventBridgeEnabled,
      )
      .map(({ id }) => id),
  );
  const objects = openObjects(database, new Set(buckets.map(({ id }) => id)), (created) => {
    if (telling.has(created.bucket)) announce(announcementOf(created));
  });
  return { ...objects, handle: createObjectsHandler(objects) };
};
