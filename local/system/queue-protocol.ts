import * as z from 'zod';
import { localArn, type Place, queueUrl } from './attributes.ts';
import { type Operation, ServiceError } from './aws-protocol.ts';
import { attributesDigest, bodyDigest, MessageAttribute } from './message-digest.ts';
import { systemAttributesOf } from './queue-records.ts';
import type { Message, Queues } from './queues.ts';
import type { Timers } from './timers.ts';

/** Most bytes of a message, its attributes included, and of a batch (SQS quota). */
const MAX_MESSAGE_BYTES = 1_048_576;

const Attributes = z.record(z.string().min(1).max(256), MessageAttribute).default({});
const Visibility = z.number().int().min(0).max(43_200);
const QueueUrl = z.object({ QueueUrl: z.string().min(1) });
const Send = z.object({
  MessageBody: z.string().min(1),
  DelaySeconds: z.number().int().min(0).max(900).optional(),
  MessageAttributes: Attributes,
});
const EntryId = z.string().regex(/^[\w-]{1,80}$/);
const Receipt = z.object({ ReceiptHandle: z.string().min(1) });
const Receive = z.object({
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  VisibilityTimeout: Visibility.optional(),
  WaitTimeSeconds: z.number().int().min(0).max(20).default(0),
  AttributeNames: z.array(z.string()).default([]),
  MessageSystemAttributeNames: z.array(z.string()).default([]),
  MessageAttributeNames: z.array(z.string()).default([]),
});

const read = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> => {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ServiceError(
    'com.amazonaws.sqs#InvalidParameterValue',
    `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'is wrong'}`,
    'InvalidParameterValue',
  );
};

const batchOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.object({ Entries: z.array(z.intersection(z.object({ Id: EntryId }), entry)) });

/** What SQS asks of every batch: one to ten entries, ids of their own. */
const checkBatch = (entries: readonly { Id: string }[]): void => {
  const refuse = (name: string, message: string): never => {
    throw new ServiceError(`com.amazonaws.sqs#${name}`, message, `AWS.SimpleQueueService.${name}`);
  };
  if (entries.length === 0) refuse('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > 10) {
    refuse(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    refuse('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
};

const sizeOf = ({ MessageBody, MessageAttributes }: z.output<typeof Send>): number =>
  Object.entries(MessageAttributes).reduce(
    (size, [name, { DataType, StringValue = '', BinaryValue = '' }]) =>
      size +
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      Buffer.byteLength(StringValue + BinaryValue),
    Buffer.byteLength(MessageBody),
  );

const checkSize = (messages: readonly z.output<typeof Send>[]): void => {
  const size = messages.reduce((total, message) => total + sizeOf(message), 0);
  if (size <= MAX_MESSAGE_BYTES) return;
  const why = `${size} bytes are more than the ${MAX_MESSAGE_BYTES} that can be sent at once.`;
  if (messages.length > 1) {
    throw new ServiceError(
      'com.amazonaws.sqs#BatchRequestTooLong',
      why,
      'AWS.SimpleQueueService.BatchRequestTooLong',
    );
  }
  throw new ServiceError('com.amazonaws.sqs#InvalidParameterValue', why, 'InvalidParameterValue');
};

const wanted = (names: readonly string[], name: string): boolean =>
  names.some(
    (asked) =>
      asked === 'All' || asked === name || (asked.endsWith('.*') && name.startsWith(asked.slice(0, -2))),
  );

const only = <T>(
  values: Readonly<Record<string, T>>,
  names: readonly string[],
): Record<string, T> | undefined => {
  const entries = Object.entries(values).filter(([name]) => wanted(names, name));
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
};

const asAnswer = (message: Message, asked: z.output<typeof Receive>) => {
  const attributes = only(message.attributes, asked.MessageAttributeNames);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    MD5OfBody: bodyDigest(message.body),
    Body: message.body,
    Attributes: only(systemAttributesOf(message), [
      ...asked.AttributeNames,
      ...asked.MessageSystemAttributeNames,
    ]),
    MessageAttributes: attributes,
    MD5OfMessageAttributes: attributes && attributesDigest(attributes),
  };
};

/** The operations of SQS (JSON protocol) over the local queues, by name. */
export const queueOperations = (queues: Queues, timers: Timers, place: Place): Record<string, Operation> => {
  /** A queue is named by the last part of its URL's path. */
  const queueOf = (input: unknown): string => {
    const name = read(QueueUrl, input).QueueUrl.split('/').at(-1) ?? '';
    if (queues.has(name)) return name;
    throw new ServiceError(
      'com.amazonaws.sqs#QueueDoesNotExist',
      'The specified queue does not exist.',
      'AWS.SimpleQueueService.NonExistentQueue',
    );
  };

  const send = (queue: string, message: z.output<typeof Send>) => ({
    MessageId: queues.send(queue, {
      body: message.MessageBody,
      attributes: message.MessageAttributes,
      ...(message.DelaySeconds !== undefined && { delay: message.DelaySeconds * 1000 }),
    }),
    MD5OfMessageBody: bodyDigest(message.MessageBody),
    MD5OfMessageAttributes: attributesDigest(message.MessageAttributes),
  });

  const receive = async (queue: string, asked: z.output<typeof Receive>): Promise<Message[]> => {
    const visibility = asked.VisibilityTimeout === undefined ? undefined : asked.VisibilityTimeout * 1000;
    const now = () => queues.receive(queue, asked.MaxNumberOfMessages, visibility);
    const found = now();
    if (found.length > 0 || asked.WaitTimeSeconds === 0) return found;
    return new Promise((done) => {
      const finish = (messages: Message[]): void => {
        cancel();
        stopListening();
        done(messages);
      };
      const cancel = timers.after(asked.WaitTimeSeconds * 1000, () => {
        finish([]);
      });
      const stopListening = queues.listen(queue, () => {
        const messages = now();
        if (messages.length > 0) finish(messages);
      });
    });
  };

  const staleReceipt = () =>
    new ServiceError(
      'com.amazonaws.sqs#ReceiptHandleIsInvalid',
      'The receipt handle is not that of a message in flight.',
      'ReceiptHandleIsInvalid',
    );

  return {
    GetQueueUrl: (input) => {
      const { QueueName } = read(z.object({ QueueName: z.string() }), input);
      return { QueueUrl: queueUrl(place, queueOf({ QueueUrl: QueueName })) };
    },
    SendMessage: (input) => {
      const message = read(Send, input);
      checkSize([message]);
      return send(queueOf(input), message);
    },
    SendMessageBatch: (input) => {
      const queue = queueOf(input);
      const { Entries } = read(batchOf(Send), input);
      checkBatch(Entries);
      checkSize(Entries);
      return { Successful: Entries.map((entry) => ({ Id: entry.Id, ...send(queue, entry) })), Failed: [] };
    },
    ReceiveMessage: async (input) => {
      const asked = read(Receive, input);
      const messages = await receive(queueOf(input), asked);
      return messages.length === 0 ? {} : { Messages: messages.map((message) => asAnswer(message, asked)) };
    },
    DeleteMessage: (input) => {
      // Deleting what is gone already is success, as in SQS.
      queues.remove(queueOf(input), read(Receipt, input).ReceiptHandle);
      return {};
    },
    DeleteMessageBatch: (input) => {
      const queue = queueOf(input);
      const { Entries } = read(batchOf(Receipt), input);
      checkBatch(Entries);
      for (const { ReceiptHandle } of Entries) queues.remove(queue, ReceiptHandle);
      return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
    },
    ChangeMessageVisibility: (input) => {
      const { ReceiptHandle, VisibilityTimeout } = read(
        Receipt.extend({ VisibilityTimeout: Visibility }),
        input,
      );
      if (!queues.changeVisibility(queueOf(input), ReceiptHandle, VisibilityTimeout * 1000))
        throw staleReceipt();
      return {};
    },
    PurgeQueue: (input) => {
      queues.purge(queueOf(input));
      return {};
    },
    GetQueueAttributes: (input) => {
      const queue = queueOf(input);
      const { AttributeNames } = read(z.object({ AttributeNames: z.array(z.string()).default([]) }), input);
      const { visible, delayed, inFlight } = queues.counts(queue);
      const { visibility, delay, retention, redrive } = queues.settings(queue);
      const all = {
        ApproximateNumberOfMessages: String(visible),
        ApproximateNumberOfMessagesNotVisible: String(inFlight),
        ApproximateNumberOfMessagesDelayed: String(delayed),
        VisibilityTimeout: String(visibility / 1000),
        DelaySeconds: String(delay / 1000),
        MessageRetentionPeriod: String(retention / 1000),
        MaximumMessageSize: String(MAX_MESSAGE_BYTES),
        QueueArn: localArn('AWS::SQS::Queue', queue),
        ...(redrive && {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: localArn('AWS::SQS::Queue', redrive.queue),
            maxReceiveCount: redrive.maxReceives,
          }),
        }),
      };
      return { Attributes: only(all, AttributeNames) };
    },
  };
};
