import * as z from 'zod';
import type { EventOf } from '../../shared/events/catalogue.ts';
import { parseEvent } from '../../shared/events/parse-event.ts';
import type { Change } from '../../shared/platform/stream-consumer.ts';

/** An event, and the change of an item that it rode on. */
export interface Raised {
  readonly sequenceNumber: string;
  readonly event: EventOf;
}

/** A change that could not be done, and why. */
export interface FailedChange {
  readonly sequenceNumber: string;
  readonly error: unknown;
}

const Carrier = z.looseObject({ event: z.looseObject({ id: z.unknown() }) });
const carried = (image: Change['after']) => {
  const carrier = Carrier.safeParse(image);
  return carrier.success ? carrier.data.event : undefined;
};

/**
 * The event that a change of an item is, if it is one: the new image carries an event that the old one did not.
 * A change that leaves the event as it was (a schedule moved on, say) is none.
 *
 * @throws {InvalidInput} where what the item carries is no event of the catalogue.
 */
const raisedEvent = ({ before, after }: Pick<Change, 'before' | 'after'>): EventOf | undefined => {
  const event = carried(after);
  return event === undefined || event.id === carried(before)?.id ? undefined : parseEvent(event);
};

/** The events of a batch of changes, up to the first change that carries something that is no event. */
export const raisedEvents = (
  changes: readonly Change[],
): { readonly raised: readonly Raised[]; readonly unreadable: FailedChange | undefined } => {
  const raised: Raised[] = [];
  for (const change of changes) {
    const { sequenceNumber } = change;
    try {
      const event = raisedEvent(change);
      if (event) raised.push({ sequenceNumber, event });
    } catch (error) {
      return { raised, unreadable: { sequenceNumber, error } };
    }
  }
  return { raised, unreadable: undefined };
};
