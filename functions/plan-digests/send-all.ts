import type { DigestDue } from '../../shared/digests/model.ts';
import { SEND_BATCH_LIMIT } from '../../shared/platform/queue.ts';

/** Sends a group in the queue's batches, side by side. @throws what the first batch that failed threw. */
export const sendAll = async (
  due: readonly DigestDue[],
  send: (batch: readonly DigestDue[]) => Promise<void>,
): Promise<void> => {
  const batches = Array.from({ length: Math.ceil(due.length / SEND_BATCH_LIMIT) }, (_, i) =>
    due.slice(i * SEND_BATCH_LIMIT, (i + 1) * SEND_BATCH_LIMIT),
  );
  await Promise.all(batches.map(send));
};
