import type { SQSRecord } from 'aws-lambda';
import type { MailCountsStore } from '../../shared/mail/mail-counts-store.ts';
import { openSkipTally } from '../../shared/mail/skip-tally.ts';
import { countUntold } from '../../shared/notifications/count-untold.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { createQueueConsumer, type DeadLetters, inTurns } from '../../shared/platform/queue-consumer.ts';
import type { Delivery } from './deliver-notes.ts';
import { type SeeingTo, seeToEvent } from './on-event.ts';
import { readMessage } from './read-message.ts';
import { remindDue, remindMembers } from './remind.ts';
import { sendNotice } from './send-notice.ts';
import { tellCoaches } from './tell-coaches.ts';
import { type TellingHeld, tellHeld } from './tell-held.ts';

/** What this function needs. */
export interface Dependencies extends SeeingTo, Omit<TellingHeld, keyof SeeingTo> {
  readonly notes: SeeingTo['notes'] & TellingHeld['notes'];
  readonly mailDays: Pick<MailCountsStore, 'add'>;
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
  'unknown-topic': 'NotificationsWithoutTopic',
};

/** Tells members at once, or when their quiet hours are over; each message by itself, those of one text one by one. */
export const createHandler = (dependencies: Dependencies) => {
  const { deadLetters, observer, mailDays, clock } = dependencies;

  const report = (delivery: Delivery): void => {
    observer.counter.count(metrics[delivery]);
    if (delivery === 'in-doubt')
      observer.log.error('notification perhaps sent: see the list of doubtful mail');
  };

  const seeTo = async (
    { body, attributes }: SQSRecord,
    telling: Dependencies,
  ): Promise<readonly Delivery[]> => {
    const message = readMessage(body);
    const isLast = Number(attributes.ApproximateReceiveCount) >= deadLetters.maxReceives;
    if (message.kind === 'event') return seeToEvent(message.event, telling, isLast);
    if (message.kind === 'page') return sendNotice(message.page, telling);
    if (message.kind === 'coaches') return tellCoaches(message.coaches, telling);
    if (message.kind === 'remind') return remindMembers(message.remind, telling);
    const { due } = message;
    return due.kind === 'held' ? tellHeld(due, telling) : remindDue(due, telling);
  };

  return createQueueConsumer({
    deadLetters,
    observer,
    handle: async (messages) => {
      const tally = openSkipTally('untold');
      const telling = { ...dependencies, notes: countUntold(dependencies.notes, tally.add) };
      const failures = await inTurns(
        ({ body }) => body,
        async (message) => {
          for (const delivery of await seeTo(message, telling)) report(delivery);
        },
      )(messages);
      await tally.write(mailDays, clock(), observer);
      return failures;
    },
  });
};
