import { type EventOf, isEvent, nameOf } from '../../shared/events/catalogue.ts';
import { parseBusMessage } from '../../shared/events/parse-event.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';

/**
 * The change of a member's address that a message tells of.
 *
 * @throws {InvalidInput} where the message is none, or tells of something else.
 */
export const parseAddressChanged = (body: string): EventOf<'member.address-changed'> => {
  const event = parseBusMessage(body);
  if (isEvent(event, 'member.address-changed')) return event;
  throw new InvalidInput(
    `event: type: reissue-credentials takes member.address-changed, not ${nameOf(event)}`,
    { field: 'type' },
  );
};
