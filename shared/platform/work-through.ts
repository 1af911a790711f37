import type { SQSRecord } from 'aws-lambda';
import type { MessageFailure } from './queue-consumer.ts';

/** Something a message asks for, at one step of its way. */
export interface Work<Item> {
  readonly messageId: string;
  readonly item: Item;
}

/** What came of a step for a batch: what goes on to the next one, and the messages that failed at this one. */
export interface Worked<Item> {
  readonly done: readonly Work<Item>[];
  readonly failures: readonly MessageFailure[];
}

/** A batch at the beginning of its way: each message asks for what is in itself. */
export const workOf = (messages: readonly SQSRecord[]): Work<SQSRecord>[] =>
  messages.map((message) => ({ messageId: message.messageId, item: message }));

/** Takes one step for every message of a batch, side by side; a message whose step gives nothing is done with. */
export const workThrough = async <Item, Next>(
  work: readonly Work<Item>[],
  step: (item: Item) => Promise<Next>,
): Promise<Worked<NonNullable<Next>>> => {
  const done: Work<NonNullable<Next>>[] = [];
  const failures: MessageFailure[] = [];
  const outcomes = await Promise.allSettled(work.map(({ item }) => step(item)));
  for (const [i, { messageId }] of work.entries()) {
    const outcome = outcomes[i];
    if (outcome?.status === 'rejected') failures.push({ messageId, error: outcome.reason as unknown });
    else if (outcome?.value !== undefined && outcome.value !== null)
      done.push({ messageId, item: outcome.value });
  }
  return { done, failures };
};
