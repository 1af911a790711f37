import { batchOutcome } from './batch-outcome.ts';
import { bodyToMatch } from './filter-criteria.ts';
import type { Functions } from './functions.ts';
import type { Log } from './log.ts';
import type { QueueMappingSettings } from './mapping-settings.ts';
import { queueEvent } from './queue-records.ts';
import type { Message, Queues } from './queues.ts';
import { createAlarm, retryWait, type Timers } from './timers.ts';

/** A mapping at work: it reads its queue whenever something can be received and an instance is free. */
export interface RunningMapping {
  /** Resolves when it does not touch the system any more; what runs is left to the functions to end. */
  stop(): Promise<void>;
}

/** What mappings work with. */
export interface MappingSurroundings {
  readonly queues: Queues;
  readonly functions: Functions;
  readonly timers: Timers;
  readonly log: Log;
  /** Called whenever a batch is finished. */
  readonly onSettled: () => void;
}

/**
 * Starts a mapping from a queue to a function.
 *
 * A message that failed comes back after {@link retryWait}, not after the queue's visibility timeout: on AWS that wait
 * gives a part that is down time to come up, here it would only keep a person waiting. How often it comes back, and
 * what happens then, is the template's. A message that is being worked on is hidden for the queue's own timeout.
 */
export const startQueueMapping = (
  settings: QueueMappingSettings,
  { queues, functions, timers, onSettled }: MappingSurroundings,
): RunningMapping => {
  const { queue, batchSize } = settings;
  const most = Math.min(functions.concurrency(settings.function), settings.maxConcurrency ?? Infinity);
  let running = 0;
  let stopped = false;
  /** When the oldest of what waits for its batch to fill was first seen. */
  let waitingSince: number | undefined;

  const giveBack = (message: Message): void => {
    const wait = Math.min(retryWait(message.receives), queues.settings(queue).visibility);
    queues.changeVisibility(queue, message.receipt, wait);
  };

  const runBatch = async (messages: readonly Message[]): Promise<void> => {
    const given = messages.map(({ id }) => id);
    const outcome = await functions.invoke(settings.function, queueEvent(queue, messages));
    if (stopped) return;
    const result = batchOutcome(outcome, given, settings.partial);
    queues.together(() => {
      for (const message of messages) {
        const failed = result.failed === 'all' || (result.failed === 'some' && result.items.has(message.id));
        if (failed) giveBack(message);
        else queues.remove(queue, message.receipt);
      }
    });
  };

  /** What the filter does not let through is deleted, as Lambda does. */
  const filtered = (messages: readonly Message[]): Message[] =>
    messages.filter((message) => {
      const passes = settings.lets({ body: bodyToMatch(message.body) });
      if (!passes) queues.remove(queue, message.receipt);
      return passes;
    });

  const isFull = (): boolean => {
    if (settings.window === 0) return true;
    const visible = queues.receivable(queue, batchSize);
    if (visible === 0) {
      waitingSince = undefined;
      return false;
    }
    waitingSince ??= timers.now();
    return visible >= batchSize || timers.now() - waitingSince >= settings.window;
  };

  const poll = (): void => {
    while (!stopped && running < most) {
      if (!isFull()) {
        if (waitingSince !== undefined) alarm.set(waitingSince + settings.window);
        return;
      }
      waitingSince = undefined;
      const received = queues.receive(queue, batchSize);
      if (received.length === 0) break;
      const messages = filtered(received);
      if (messages.length === 0) continue;
      running += 1;
      void runBatch(messages).finally(() => {
        running -= 1;
        if (!stopped) poll();
        onSettled();
      });
    }
    onSettled();
  };
  const alarm = createAlarm(timers, poll);

  queues.recover(queue);
  const stopListening = queues.listen(queue, poll);
  return {
    stop: () => {
      stopped = true;
      stopListening();
      alarm.clear();
      return Promise.resolve();
    },
  };
};
