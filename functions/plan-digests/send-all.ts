import { chunksOf } from '../../shared/platform/chunks-of.ts';
import { SEND_BATCH_LIMIT } from '../../shared/platform/queue.ts';

/** Sends messages in the queue's batches, side by side. @throws what the first batch that failed threw. */
export const sendAll = async <Message>(
  messages: readonly Message[],
  send: (batch: readonly Message[]) => Promise<void>,
): Promise<void> => {
  await Promise.all(chunksOf(messages, SEND_BATCH_LIMIT).map(send));
};
