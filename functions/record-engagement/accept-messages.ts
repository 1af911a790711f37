import type { SQSRecord } from 'aws-lambda';
import type { EventOf } from '../../shared/events/catalogue.ts';
import { parseBusMessage } from '../../shared/events/parse-event.ts';
import type { MessageFailure } from '../../shared/platform/queue-consumer.ts';
import { sideBySide } from '../../shared/platform/side-by-side.ts';
import { createPlaceCheck, type Places } from './known-places.ts';

/** Look-ups under way at once. */
const CONCURRENCY = 20;

/** A message whose event can be recorded. */
interface Accepted {
  readonly messageId: string;
  readonly event: EventOf;
}

/** Makes the part that tells messages that can be recorded from those that cannot, and why not. */
export const createAcceptance = (places: Places) => {
  const check = createPlaceCheck(places);
  const accept = async (message: SQSRecord): Promise<EventOf> => {
    const event = parseBusMessage(message.body);
    await check(event);
    return event;
  };

  return async (messages: readonly SQSRecord[]) => {
    const outcomes = await sideBySide(messages, CONCURRENCY, accept);
    const accepted: Accepted[] = [];
    const refused: MessageFailure[] = [];
    for (const [i, { messageId }] of messages.entries()) {
      const outcome = outcomes[i];
      if (outcome?.status === 'fulfilled') accepted.push({ messageId, event: outcome.value });
      else refused.push({ messageId, error: outcome?.reason });
    }
    return { accepted, refused };
  };
};
