import { type Bus, PUT_EVENTS_LIMIT, publish } from '../../shared/platform/bus.ts';
import { Unavailable } from '../../shared/platform/errors.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import { type Change, createStreamConsumer } from '../../shared/platform/stream-consumer.ts';
import { type FailedChange, type Raised, raisedEvents } from './raised-events.ts';

/** What this function needs. */
export interface Dependencies {
  readonly bus: Bus;
  readonly observer: Observer;
}

/** Publishes the events that ride on changed items, in their order; stops at the first that the bus did not take. */
export const createHandler = ({ bus, observer }: Dependencies) => {
  const publishChunk = async (chunk: readonly Raised[]): Promise<FailedChange | undefined> => {
    const refusals = await publish(
      bus,
      chunk.map(({ event }) => event),
    );
    observer.counter.count('EventsPublished', refusals.filter((why) => why === undefined).length);
    const first = refusals.findIndex((why) => why !== undefined);
    const refused = chunk[first];
    if (!refused) return undefined;
    const error = new Unavailable(`the bus did not take event ${refused.event.id}: ${refusals[first] ?? ''}`);
    return { sequenceNumber: refused.sequenceNumber, error };
  };
  const handle = async (changes: readonly Change[]) => {
    const { raised, unreadable } = raisedEvents(changes);
    // One call after the other: where the bus is short of breath, a retry then repeats no more than one call.
    for (let i = 0; i < raised.length; i += PUT_EVENTS_LIMIT) {
      const chunk = raised.slice(i, i + PUT_EVENTS_LIMIT);
      const lost = (error: unknown) => ({ sequenceNumber: chunk[0]?.sequenceNumber ?? '', error });
      const failed = await publishChunk(chunk).catch(lost);
      if (failed) return failed;
    }
    return unreadable;
  };
  return createStreamConsumer({ handle, observer });
};
