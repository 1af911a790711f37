import { openReading, type Sources } from '../../shared/digests/reading.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters, eachMessage } from '../../shared/platform/queue-consumer.ts';
import { answerRequest } from './answer-request.ts';
import type { Answer, Answering } from './answering.ts';
import { requestedOf } from './requested.ts';

/** What this function needs. */
export interface Dependencies extends Sources, Answering {
  readonly members: Sources['members'] & Answering['members'];
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
}

const metrics: Readonly<Record<Answer, string>> = {
  sent: 'DigestsSentOnRequest',
  'not-sent': 'DigestsNotSentOnRequest',
  'in-doubt': 'DigestRequestsInDoubt',
  'answered-before': 'DigestRequestsKnown',
};

/** Sends the digests that staff ask for: again to their members, or to themselves as a test. */
export const createHandler = (dependencies: Dependencies) => {
  const { deadLetters, observer } = dependencies;
  return createQueueConsumer({
    deadLetters,
    observer,
    handle: (messages) => {
      const reading = openReading(dependencies);
      return eachMessage(async ({ body }) => {
        const event = requestedOf(body);
        const answer = await answerRequest(event, reading, dependencies);
        observer.counter.count(metrics[answer]);
        if (answer === 'in-doubt') {
          const { organization, data } = event;
          observer.log.error('digest asked for by staff was perhaps sent', {
            organization,
            member: data.member,
          });
        }
      })(messages);
    },
  });
};
