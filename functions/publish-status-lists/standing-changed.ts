import type { StandingEvent } from '../../shared/badges/life.ts';
import { isEvent, nameOf } from '../../shared/events/catalogue.ts';
import { parseBusMessage } from '../../shared/events/parse-event.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';

/**
 * The change of a credential's standing that a message tells of.
 *
 * @throws {InvalidInput} where the message is none, or tells of something else.
 */
export const parseStandingChanged = (body: string): StandingEvent => {
  const event = parseBusMessage(body);
  if (isEvent(event, 'credential.revoked')) return event;
  if (isEvent(event, 'credential.suspended')) return event;
  if (isEvent(event, 'credential.reinstated')) return event;
  throw new InvalidInput(
    `event: type: publish-status-lists takes changes of a credential's standing, not ${nameOf(event)}`,
    { field: 'type' },
  );
};
