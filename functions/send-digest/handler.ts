import { KEPT, openReading, type Sources } from '../../shared/digests/reading.ts';
import { createKept } from '../../shared/platform/kept.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters, eachMessage } from '../../shared/platform/queue-consumer.ts';
import { readDue } from './read-due.ts';
import { reportDelivery } from './report-delivery.ts';
import { type SendingDue, sendDue } from './send-due.ts';

/** What this function needs. */
export interface Dependencies extends Sources, SendingDue {
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
}

/** Sends the members that a batch names their digests; what several of them are told is read once, and kept a while. */
export const createHandler = (dependencies: Dependencies) => {
  const { deadLetters, observer, clock } = dependencies;
  const reading = openReading(dependencies, createKept({ ...KEPT, clock }));
  return createQueueConsumer({
    deadLetters,
    observer,
    handle: eachMessage(async ({ body }) => {
      const due = readDue(body);
      reportDelivery(observer, due, await sendDue(due, reading, dependencies));
    }),
  });
};
