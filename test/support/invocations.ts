import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Context, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';

/** What Lambda tells a function of itself; nothing here reads more of it. */
export const context = {
  functionName: 'test',
  awsRequestId: 'request',
  getRemainingTimeInMillis: () => 30_000,
} as Context;

/** A batch from a queue; the messages are called m0, m1, … */
export const queueBatch = (bodies: readonly string[], receives = 1): SQSEvent => ({
  Records: bodies.map((body, i) => ({
    messageId: `m${i}`,
    receiptHandle: `r${i}`,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: '0',
      SenderId: 'sender',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:queue',
    awsRegion: 'eu-west-1',
  })),
});

type Image = Readonly<Record<string, AttributeValue>>;

/** A batch from a stream; the changes' sequence numbers are 1, 2, … where the images do not tell their own. */
export const streamBatch = (
  changes: readonly { before?: Image | undefined; after?: Image | undefined; sequenceNumber?: string }[],
): DynamoDBStreamEvent => ({
  Records: changes.map(({ before, after, sequenceNumber }, i) => ({
    dynamodb: {
      SequenceNumber: sequenceNumber ?? String(i + 1),
      ...(before && { OldImage: before }),
      ...(after && { NewImage: after }),
    },
  })) as DynamoDBStreamEvent['Records'],
});

/** An item as a stream's image shows it. */
export const imageOf = (item: Readonly<Record<string, unknown>>): Image => marshall({ ...item });
