import { KEPT, openReading, type Sources } from '../../shared/digests/reading.ts';
import type { MailCountsStore } from '../../shared/mail/mail-counts-store.ts';
import { openSkipTally } from '../../shared/mail/skip-tally.ts';
import { createKept } from '../../shared/platform/kept.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters, eachMessage } from '../../shared/platform/queue-consumer.ts';
import { readDue } from './read-due.ts';
import { reportDelivery } from './report-delivery.ts';
import { type SendingDue, sendDue } from './send-due.ts';

/** What this function needs. */
export interface Dependencies extends Sources, Omit<SendingDue, 'skipped'> {
  readonly mailDays: Pick<MailCountsStore, 'add'>;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
}

/** Sends the members that a batch names their digests; what several of them are told is read once, and kept a while. */
export const createHandler = (dependencies: Dependencies) => {
  const { deadLetters, observer, clock, mailDays } = dependencies;
  const reading = openReading(dependencies, createKept({ ...KEPT, clock }));
  return createQueueConsumer({
    deadLetters,
    observer,
    handle: async (messages) => {
      const tally = openSkipTally('skipped');
      const failures = await eachMessage(async ({ body }) => {
        const due = readDue(body);
        const delivery = await sendDue(due, reading, { ...dependencies, skipped: tally.add });
        reportDelivery(observer, due, delivery);
      })(messages);
      await tally.write(mailDays, clock(), observer);
      return failures;
    },
  });
};
