import type { DigestDue } from '../../shared/digests/model.ts';
import { chunksOf } from '../../shared/platform/chunks-of.ts';
import { SEND_BATCH_LIMIT } from '../../shared/platform/queue.ts';

/** Sends a group in the queue's batches, side by side. @throws what the first batch that failed threw. */
export const sendAll = async (
  due: readonly DigestDue[],
  send: (batch: readonly DigestDue[]) => Promise<void>,
): Promise<void> => {
  await Promise.all(chunksOf(due, SEND_BATCH_LIMIT).map(send));
};
