import { type EventOf, isEvent, nameOf } from '../../shared/events/catalogue.ts';
import { parseBusMessage } from '../../shared/events/parse-event.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';

/**
 * The grant of a badge that a message tells of.
 *
 * @throws {InvalidInput} where the message is none, or tells of something else.
 */
export const parseBadgeGranted = (body: string): EventOf<'badge.granted'> => {
  const event = parseBusMessage(body);
  if (isEvent(event, 'badge.granted')) return event;
  throw new InvalidInput(`event: type: issue-credential takes badge.granted, not ${nameOf(event)}`, {
    field: 'type',
  });
};
