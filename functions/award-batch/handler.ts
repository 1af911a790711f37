import { awardPart } from '../../shared/awards/award-part.ts';
import type { BatchesStore } from '../../shared/awards/batches-store.ts';
import type { AwardsStore } from '../../shared/awards/store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters, eachMessage } from '../../shared/platform/queue-consumer.ts';
import { findConfirmedPart } from './confirmed-part.ts';

/** What this function needs. */
export interface Dependencies {
  readonly batches: Pick<BatchesStore, 'get' | 'getPart' | 'report'>;
  readonly awards: Pick<AwardsStore, 'listRules' | 'grantsAt' | 'commit'>;
  readonly clock: Clock;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
}

/** Awards the lines of each part that was confirmed, and writes the part's report; what is done stays done. */
export const createHandler = ({ batches, awards, clock, deadLetters, observer }: Dependencies) => {
  const handle = eachMessage(async ({ body }) => {
    const { batch, part } = await findConfirmedPart(batches, body);
    if (part.doneAt !== undefined) return;
    const { lines, granted } = await awardPart(awards, batch, part);
    observer.counter.count('Grants', granted);
    await batches.report({ ...part, lines, doneAt: clock().toISOString() });
  });
  return createQueueConsumer({ handle, deadLetters, observer });
};
