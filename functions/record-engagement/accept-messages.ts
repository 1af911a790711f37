import type { SQSRecord } from 'aws-lambda';
import { isActivity } from '../../shared/engagement/activities-of.ts';
import type { EventOf } from '../../shared/events/catalogue.ts';
import { checkTime } from '../../shared/events/check-time.ts';
import { parseBusMessage } from '../../shared/events/parse-event.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { MessageFailure } from '../../shared/platform/queue-consumer.ts';
import { sideBySide } from '../../shared/platform/side-by-side.ts';
import { createPlaceCheck, type Places } from './known-places.ts';

/** Look-ups under way at once. */
const CONCURRENCY = 20;

/** A message whose event is to be recorded. */
interface Accepted {
  readonly messageId: string;
  readonly event: EventOf;
}

/**
 * Makes the part that tells messages that are to be recorded from those that are refused, and why. An event that
 * tells what the system itself did is in neither: it is checked like any other, and then there is nothing to record.
 */
export const createAcceptance = (places: Places, clock: Clock) => {
  const check = createPlaceCheck(places);
  const accept = async (message: SQSRecord): Promise<EventOf> => {
    const event = parseBusMessage(message.body);
    checkTime(event, clock());
    await check(event);
    return event;
  };

  return async (messages: readonly SQSRecord[]) => {
    const outcomes = await sideBySide(messages, CONCURRENCY, accept);
    const accepted: Accepted[] = [];
    const refused: MessageFailure[] = [];
    for (const [i, { messageId }] of messages.entries()) {
      const outcome = outcomes[i];
      if (outcome?.status !== 'fulfilled') refused.push({ messageId, error: outcome?.reason });
      else if (isActivity(outcome.value)) accepted.push({ messageId, event: outcome.value });
    }
    return { accepted, refused };
  };
};
