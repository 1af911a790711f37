import { type EventOf, isEvent, nameOf } from '../../shared/events/catalogue.ts';
import { parseBusMessage } from '../../shared/events/parse-event.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';

/**
 * The change of a member's address that a message tells of, or the reinstatement of a credential, whose member's address
 * may have changed while it was suspended.
 *
 * @throws {InvalidInput} where the message is none, or tells of something else.
 */
export const parseReason = (
  body: string,
): EventOf<'member.address-changed'> | EventOf<'credential.reinstated'> => {
  const event = parseBusMessage(body);
  if (isEvent(event, 'member.address-changed')) return event;
  if (isEvent(event, 'credential.reinstated')) return event;
  throw new InvalidInput(
    `event: type: reissue-credentials takes member.address-changed and credential.reinstated, not ${nameOf(event)}`,
    { field: 'type' },
  );
};
