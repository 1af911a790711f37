import { unmarshall } from '@aws-sdk/util-dynamodb';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { asAppError } from './errors.ts';
import { describeError, type Observer } from './observe.ts';

/** One change of an item: what it was, what it is; absent where it was not there. */
export interface Change {
  readonly sequenceNumber: string;
  readonly before: Readonly<Record<string, unknown>> | undefined;
  readonly after: Readonly<Record<string, unknown>> | undefined;
}

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];

const read = (image: Image) => image && unmarshall(image as Parameters<typeof unmarshall>[0]);

/** What a stream consumer needs beside its own work. */
export interface StreamConsumerOptions {
  /** Does the changes in their order; returns the first one that was not done, with the error, or nothing. */
  readonly handle: (
    changes: readonly Change[],
  ) => Promise<{ sequenceNumber: string; error: unknown } | undefined>;
  readonly observer: Observer;
}

/**
 * The way every stream is consumed: in order, and where a change fails, everything from it on is given again
 * (`batchItemFailures` names the first). The mapping bisects, retries and finally sets the change aside.
 */
export const createStreamConsumer = ({ handle, observer }: StreamConsumerOptions) =>
  middy(async ({ Records: records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const changes = records.map(({ dynamodb }) => ({
      sequenceNumber: dynamodb?.SequenceNumber ?? '',
      before: read(dynamodb?.OldImage),
      after: read(dynamodb?.NewImage),
    }));
    const failed = await handle(changes);
    if (!failed) return { batchItemFailures: [] };
    observer.log.warn('stream will be read again from a change', {
      sequenceNumber: failed.sequenceNumber,
      ...describeError(asAppError(failed.error)),
    });
    return { batchItemFailures: [{ itemIdentifier: failed.sequenceNumber }] };
  }).after(() => {
    observer.counter.flush();
  });
