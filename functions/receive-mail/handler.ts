import { createQueueConsumer, type DeadLetters, eachMessage } from '../../shared/platform/queue-consumer.ts';
import { type Receiving, receiveOne } from './receive-one.ts';
import { keyOfMail } from './stored-mail.ts';

/** What this function needs. */
export interface Dependencies extends Receiving {
  readonly deadLetters: DeadLetters;
}

/**
 * Makes a post of every answer by mail that is a member's own, and tells a member why theirs was not posted. What
 * programs and strangers send is counted, answered by nothing and deleted.
 */
export const createHandler = (dependencies: Dependencies) =>
  createQueueConsumer({
    deadLetters: dependencies.deadLetters,
    observer: dependencies.observer,
    handle: eachMessage(async ({ body }) => {
      const key = keyOfMail(body);
      if (key !== undefined) await receiveOne(key, dependencies);
    }),
  });
