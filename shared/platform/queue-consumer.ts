import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { asAppError, dispositions } from './errors.ts';
import { describeError, type Observer } from './observe.ts';
import { workOf, workThrough } from './work-through.ts';

/** What became of one message: nothing to say where it is done, the error where it is not. */
export interface MessageFailure {
  readonly messageId: string;
  readonly error: unknown;
}

/** Where messages go that cannot be done, and after how many receives. */
export interface DeadLetters {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly maxReceives: number;
}

/** What a queue consumer needs beside its own work. */
export interface QueueConsumerOptions {
  /** Does the whole batch and returns the messages that were not done; a throw fails them all. */
  readonly handle: (messages: readonly SQSRecord[]) => Promise<readonly MessageFailure[]>;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
}

/** Does each message by itself, side by side, and gathers the failures. */
export const eachMessage =
  (work: (message: SQSRecord) => Promise<void>) =>
  async (messages: readonly SQSRecord[]): Promise<MessageFailure[]> => {
    const { failures } = await workThrough(workOf(messages), work);
    return [...failures];
  };

/**
 * Does messages of one turn one after the other, in the order they came, and those of different turns side by side;
 * one that fails does not keep those after it from being done.
 *
 * @param turnOf - what must not be done twice at once: an identifier of what is written to.
 */
export const inTurns =
  (turnOf: (message: SQSRecord) => string, work: (message: SQSRecord) => Promise<void>) =>
  async (messages: readonly SQSRecord[]): Promise<MessageFailure[]> => {
    const turns = [...Map.groupBy(messages, turnOf).values()].map(async (turn) => {
      const failures: MessageFailure[] = [];
      for (const message of turn) failures.push(...(await eachMessage(work)([message])));
      return failures;
    });
    return (await Promise.all(turns)).flat();
  };

/**
 * The way every queue is consumed, with partial batch failures.
 *
 * A message that no retry can help (an {@link dispositions} without `retry`), or that fails on its last receive, is
 * moved to the dead-letter queue by the consumer itself, because only the consumer can say why: attributes `reason`,
 * `kind` and `field`. It leaves its own queue only after that send was acknowledged. Everything else that fails is
 * returned to the queue. SQS's own redrive stays as the net below (a consumer that dies has no reason to give).
 * Own code where Powertools' batch would do one record at a time: a consumer here may decide over the whole batch.
 */
export const createQueueConsumer = ({ handle, deadLetters, observer }: QueueConsumerOptions) => {
  const setAside = async (message: SQSRecord, thrown: unknown): Promise<boolean> => {
    const error = asAppError(thrown);
    const receives = Number(message.attributes.ApproximateReceiveCount);
    const last = !dispositions[error.kind].retry || receives >= deadLetters.maxReceives;
    observer.log[last ? 'error' : 'warn'](last ? 'message set aside' : 'message will be tried again', {
      messageId: message.messageId,
      ...describeError(error),
    });
    if (!last) return false;
    observer.counter.count('MessagesSetAside');
    const text = (value: string) => ({ DataType: 'String', StringValue: value.slice(0, 1000) || '-' });
    await deadLetters.client.send(
      new SendMessageCommand({
        QueueUrl: deadLetters.queueUrl,
        MessageBody: message.body,
        MessageAttributes: {
          reason: text(error.message),
          kind: text(error.kind),
          ...(error.field !== undefined && { field: text(error.field) }),
        },
      }),
    );
    return true;
  };

  return middy(async ({ Records: messages }: SQSEvent): Promise<SQSBatchResponse> => {
    const failures = await handle(messages).catch((error: unknown): MessageFailure[] =>
      messages.map(({ messageId }) => ({ messageId, error })),
    );
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const { messageId, error } of failures) {
      const message = messages.find((candidate) => candidate.messageId === messageId);
      const moved = message && (await setAside(message, error).catch(() => false));
      if (!moved) batchItemFailures.push({ itemIdentifier: messageId });
    }
    return { batchItemFailures };
  }).after(() => {
    observer.counter.flush();
  });
};
