import type { QueueStatus, Status, StreamStatus } from '../console/source.ts';
import type { DynamoDb } from '../dynamodb/index.ts';
import type { LocalClock } from './clock.ts';
import type { Machine } from './machine.ts';

/** What an overview is taken from. */
export interface Overlooked {
  readonly machine: Machine;
  readonly dynamoDb: DynamoDb;
  readonly clock: LocalClock;
  readonly outputs: Readonly<Record<string, string>>;
  readonly endpoints: Readonly<Record<string, string>>;
}

/** The whole system at this moment. */
export const overview = ({ machine, dynamoDb, clock, outputs, endpoints }: Overlooked): Status => {
  const { queues, deadLetters, streams, quiet } = machine;
  return {
    outputs,
    endpoints,
    now: clock.now().toISOString(),
    clockOffset: clock.offset(),
    queues: queues.names().map((name): QueueStatus => {
      const { visible, delayed, inFlight } = queues.counts(name);
      const held = visible + delayed;
      return {
        name,
        visible: held,
        inFlight,
        ...(deadLetters.queues.has(name) && { deadLetters: held + inFlight }),
      };
    }),
    streams: streams.map((mapping): StreamStatus => {
      const { table, function: consumer } = mapping.settings;
      // A write that failed leaves a gap in the numbers, so that only a reader knows when it has read everything.
      const behind = mapping.caughtUp() ? 0 : Math.max(1, dynamoDb.behind(table, mapping.checkpoint()));
      return { table, consumer, behind };
    }),
    idle: quiet.isIdle(),
  };
};
