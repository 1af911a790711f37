import { type EventOf, isEvent } from '../../shared/events/catalogue.ts';
import { checkTime } from '../../shared/events/check-time.ts';
import { parseBusMessage } from '../../shared/events/parse-event.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';

/**
 * The attendance that a message tells of.
 *
 * @throws {InvalidInput} naming the field: no event, of another type, or from the future.
 */
export const attendanceOf = (body: string, now: Date): EventOf<'meeting.attended'> => {
  const event = parseBusMessage(body);
  if (!isEvent(event, 'meeting.attended')) {
    throw new InvalidInput(`event: type: ${event.type} tells of no attendance`, { field: 'type' });
  }
  checkTime(event, now);
  return event;
};

/** Whose ledger a message adds to; its own identifier where it tells of no attendance, for its work to say so. */
export const ledgerOf = ({
  body,
  messageId,
}: {
  readonly body: string;
  readonly messageId: string;
}): string => {
  try {
    const event = parseBusMessage(body);
    if (isEvent(event, 'meeting.attended')) return `${event.organization}#${event.data.member}`;
  } catch (thrown) {
    if (!(thrown instanceof InvalidInput)) throw thrown;
  }
  return messageId;
};
