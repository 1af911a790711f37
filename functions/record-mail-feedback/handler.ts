import type { SQSRecord } from 'aws-lambda';
import { readFeedback } from '../../shared/mail/feedback.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import {
  createQueueConsumer,
  type DeadLetters,
  type MessageFailure,
} from '../../shared/platform/queue-consumer.ts';
import { type Work, workOf, workThrough } from '../../shared/platform/work-through.ts';
import { isSetback, type RecordingSetback, recordSetback, type ToldSetback } from './record-setback.ts';

/** What this function needs. */
export interface Dependencies extends RecordingSetback {
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
}

/**
 * Records what became of mail: on the mail's claim, in the day's figures, and, where it came back, in how the member's
 * address stands. What SES tells of mail without a claim is let go. Nothing of an event is logged: it holds addresses.
 */
export const createHandler = (dependencies: Dependencies) => {
  const { feedback, deadLetters, observer } = dependencies;

  const handle = async (messages: readonly SQSRecord[]): Promise<MessageFailure[]> => {
    const { done, failures } = await workThrough(workOf(messages), ({ body }) =>
      Promise.resolve().then(() => readFeedback(body)),
    );
    const setbacks = done.filter((work): work is Work<ToldSetback> => isSetback(work.item));
    const others = done.filter(({ item }) => !isSetback(item));
    const failed = [...failures];
    for (const ofOrganization of Map.groupBy(others, ({ item }) => item.organization).values()) {
      try {
        const written = await feedback.record(ofOrganization.map(({ item }) => item));
        observer.counter.count('MailFeedbackRecorded', written.length);
      } catch (error) {
        failed.push(...ofOrganization.map(({ messageId }) => ({ messageId, error })));
      }
    }
    // One after the other: two of one address must not decide from the same standing.
    for (const work of setbacks) {
      const recorded = await workThrough([work], (told) => recordSetback(told, dependencies));
      failed.push(...recorded.failures);
      if (recorded.done[0]?.item === true) observer.counter.count('MailSetbacks');
    }
    return failed;
  };

  return createQueueConsumer({ deadLetters, observer, handle });
};
