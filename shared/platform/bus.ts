import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';

/** The bus as a publisher needs it. */
export interface Bus {
  readonly client: EventBridgeClient;
  readonly name: string;
}

/** An event in wire form, as the bus takes it. */
export interface Publishable {
  readonly source: string;
  readonly type: string;
  readonly time: string;
}

/** What one `PutEvents` call takes (service quota). */
export const PUT_EVENTS_LIMIT = 10;

const entryOf = (bus: Bus, event: Publishable): PutEventsRequestEntry => ({
  EventBusName: bus.name,
  Source: event.source,
  DetailType: event.type.replace(/^colloquy\./, '').replace(/\.v\d+$/, ''),
  Time: new Date(event.time),
  Detail: JSON.stringify(event),
});

/**
 * Publishes at most {@link PUT_EVENTS_LIMIT} events in one call.
 *
 * @returns for each event, in order, the bus's reason for refusing it, or undefined where it was taken.
 */
export const publish = async (bus: Bus, events: readonly Publishable[]): Promise<(string | undefined)[]> => {
  const { Entries = [] } = await bus.client.send(
    new PutEventsCommand({ Entries: events.map((event) => entryOf(bus, event)) }),
  );
  return events.map((_, i) => {
    const entry = Entries[i];
    if (entry?.EventId !== undefined) return undefined;
    return `${entry?.ErrorCode ?? 'NoAnswer'}: ${entry?.ErrorMessage ?? 'the bus did not say why'}`;
  });
};
