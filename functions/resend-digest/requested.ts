import { type EventOf, isEvent } from '../../shared/events/catalogue.ts';
import { parseBusMessage } from '../../shared/events/parse-event.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';

/** The request that a message tells of. @throws {InvalidInput} naming the field: no event, or of another type. */
export const requestedOf = (body: string): EventOf<'digest.requested'> => {
  const event = parseBusMessage(body);
  if (!isEvent(event, 'digest.requested')) {
    throw new InvalidInput(`event: type: ${event.type} asks for no digest`, { field: 'type' });
  }
  return event;
};
