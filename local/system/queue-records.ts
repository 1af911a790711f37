import type { SQSEvent, SQSMessageAttribute, SQSRecord } from 'aws-lambda';
import { localArn, REGION } from './attributes.ts';
import { attributesDigest, bodyDigest, type MessageAttribute } from './message-digest.ts';
import type { Message } from './queues.ts';

/** The system attributes of a received message, by SQS's names. */
export const systemAttributesOf = (message: Message) => ({
  ApproximateReceiveCount: String(message.receives),
  SentTimestamp: String(message.sentAt),
  SenderId: 'AIDALOCAL',
  ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
  ...(message.origin !== undefined && {
    DeadLetterQueueSourceArn: localArn('AWS::SQS::Queue', message.origin),
  }),
});

const inRecord = ({ DataType, StringValue, BinaryValue }: MessageAttribute): SQSMessageAttribute => ({
  dataType: DataType,
  ...(StringValue !== undefined && { stringValue: StringValue }),
  ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
  stringListValues: [],
  binaryListValues: [],
});

/** A received message as Lambda hands it to a function. */
const recordOf = (queue: string, message: Message): SQSRecord => {
  const digest = attributesDigest(message.attributes);
  return {
    messageId: message.id,
    receiptHandle: message.receipt,
    body: message.body,
    attributes: systemAttributesOf(message),
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, attribute]) => [name, inRecord(attribute)]),
    ),
    md5OfBody: bodyDigest(message.body),
    ...(digest !== undefined && { md5OfMessageAttributes: digest }),
    eventSource: 'aws:sqs',
    eventSourceARN: localArn('AWS::SQS::Queue', queue),
    awsRegion: REGION,
  };
};

/** Received messages as the event of one invocation. */
export const queueEvent = (queue: string, messages: readonly Message[]): SQSEvent => ({
  Records: messages.map((message) => recordOf(queue, message)),
});
