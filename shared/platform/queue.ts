import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { Unavailable } from './errors.ts';

/** A queue as somebody who sends to it needs it. */
export interface Queue {
  readonly client: SQSClient;
  readonly url: string;
}

/** What one `SendMessageBatch` call takes (service quota). */
export const SEND_BATCH_LIMIT = 10;

/**
 * Sends at most {@link SEND_BATCH_LIMIT} messages, as JSON, in one call.
 *
 * @throws {Unavailable} where the queue did not take one of them; the others may have arrived, so that whoever sends
 *   again sends some of them twice.
 */
export const enqueue = async ({ client, url }: Queue, messages: readonly unknown[]): Promise<void> => {
  if (messages.length === 0) return;
  const { Failed = [] } = await client.send(
    new SendMessageBatchCommand({
      QueueUrl: url,
      Entries: messages.map((message, i) => ({ Id: String(i), MessageBody: JSON.stringify(message) })),
    }),
  );
  if (Failed.length > 0) {
    throw new Unavailable(
      `the queue did not take ${Failed.length} of ${messages.length} messages: ${Failed[0]?.Code ?? 'no reason given'}`,
    );
  }
};
