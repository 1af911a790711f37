import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { EventOf } from '../../shared/events/catalogue.ts';
import { type Bus, PUT_EVENTS_LIMIT, publish } from '../../shared/platform/bus.ts';
import { AppError, Unavailable } from '../../shared/platform/errors.ts';

/** Calls under way at once: enough to keep one machine busy, few enough that its answer stays prompt. */
const CALLS_AT_ONCE = 8;

/** The bus of the system this process is connected to. */
export const connectBus = (name: string): Bus => ({ client: new EventBridgeClient({}), name });

/** Gathers what comes into groups of at most `size`; what came before an error is given before the error. */
async function* inGroups<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let group: Item[] = [];
  try {
    for await (const item of items) {
      group.push(item);
      if (group.length < size) continue;
      yield group;
      group = [];
    }
  } catch (error) {
    if (group.length > 0) yield group;
    throw error;
  }
  if (group.length > 0) yield group;
}

/**
 * Puts events on the bus in groups of {@link PUT_EVENTS_LIMIT}, several calls at once; memory stays at those calls.
 * An event may be put twice without harm: its source and id name it.
 *
 * @param onSent - told how many were taken so far.
 * @returns how many events the bus took.
 * @throws {Unavailable} where the bus refuses an event or does not answer; whatever `events` throws passes through
 *   after the events before it were put.
 */
export const play = async (
  bus: Bus,
  events: AsyncIterable<EventOf>,
  onSent: (sent: number) => void,
): Promise<number> => {
  let sent = 0;
  const failures: unknown[] = [];
  const underWay = new Set<Promise<void>>();
  const putOne = async (group: readonly EventOf[]): Promise<void> => {
    try {
      const refused = (await publish(bus, group)).find((reason) => reason !== undefined);
      if (refused !== undefined) throw new Unavailable(`the bus refused an event: ${refused}`);
      sent += group.length;
      onSent(sent);
    } catch (error) {
      failures.push(
        error instanceof AppError
          ? error
          : new Unavailable('the system stopped answering; start it again, then run the same command', {
              cause: error,
            }),
      );
    }
  };
  try {
    for await (const group of inGroups(events, PUT_EVENTS_LIMIT)) {
      const call = putOne(group).finally(() => underWay.delete(call));
      underWay.add(call);
      if (underWay.size >= CALLS_AT_ONCE) await Promise.race(underWay);
      if (failures.length > 0) break;
    }
  } finally {
    await Promise.all(underWay);
  }
  if (failures.length > 0) throw failures[0];
  return sent;
};
