import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters, inTurns } from '../../shared/platform/queue-consumer.ts';
import type { Delivery } from './deliver-notes.ts';
import { type SeeingTo, seeToEvent } from './on-event.ts';
import { readMessage } from './read-message.ts';
import { remindDue } from './remind.ts';
import { sendNotice } from './send-notice.ts';
import { type TellingHeld, tellHeld } from './tell-held.ts';

/** What this function needs. */
export interface Dependencies extends SeeingTo, Omit<TellingHeld, keyof SeeingTo> {
  readonly notes: SeeingTo['notes'] & TellingHeld['notes'];
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
}

const metrics: Readonly<Record<Delivery, string>> = {
  sent: 'NotificationsSent',
  held: 'NotificationsHeld',
  suppressed: 'NotificationsSuppressed',
  known: 'NotificationsKnown',
  'in-doubt': 'NotificationsInDoubt',
  nobody: 'NotificationsToNobody',
};

/** Tells members at once, or when their quiet hours are over; each message by itself, those of one text one by one. */
export const createHandler = (dependencies: Dependencies) => {
  const { deadLetters, observer } = dependencies;

  const seeTo = async (body: string): Promise<readonly Delivery[]> => {
    const message = readMessage(body);
    if (message.kind === 'event') return seeToEvent(message.event, dependencies);
    if (message.kind === 'page') return sendNotice(message.page, dependencies);
    const { due } = message;
    return due.kind === 'held' ? tellHeld(due, dependencies) : remindDue(due, dependencies);
  };

  return createQueueConsumer({
    deadLetters,
    observer,
    handle: inTurns(
      ({ body }) => body,
      async ({ body }) => {
        for (const delivery of await seeTo(body)) {
          observer.counter.count(metrics[delivery]);
          if (delivery === 'in-doubt')
            observer.log.error('notification perhaps sent: see the list of doubtful mail');
        }
      },
    ),
  });
};
