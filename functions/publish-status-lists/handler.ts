import type { SQSRecord } from 'aws-lambda';
import type { PublishList } from '../../shared/badges/status/status-publication.ts';
import type { CredentialsStore } from '../../shared/badges/store.ts';
import { NotFound } from '../../shared/platform/errors.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import {
  createQueueConsumer,
  type DeadLetters,
  type MessageFailure,
} from '../../shared/platform/queue-consumer.ts';
import { type Work, workOf, workThrough } from '../../shared/platform/work-through.ts';
import { parseStandingChanged } from './standing-changed.ts';

/** What this function needs. */
export interface Dependencies {
  readonly credentials: Pick<CredentialsStore, 'get'>;
  readonly publish: PublishList;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
}

/** A list that is to be published. */
interface List {
  readonly organization: string;
  readonly list: number;
}

/**
 * Publishes the status lists in which a credential's bit changed: each list once for a whole batch, however many of its
 * bits. A message that comes again publishes the same list again, which changes nothing but its date.
 */
export const createHandler = ({ credentials, publish, deadLetters, observer }: Dependencies) => {
  /** The list that a message asks for; undefined where its credential is from before there were lists. */
  const find = async ({ body }: SQSRecord): Promise<List | undefined> => {
    const { organization, data } = parseStandingChanged(body);
    const issued = await credentials.get(data.credential);
    if (issued?.organization !== organization) {
      throw new NotFound(`event: data.credential: ${organization} issued no ${data.credential}`, {
        field: 'data.credential',
      });
    }
    return issued.status && { organization, list: issued.status.list };
  };

  const publishOne = async (asked: readonly Work<List>[]): Promise<MessageFailure[]> => {
    const [first] = asked;
    if (first === undefined) return [];
    try {
      await publish(first.item.organization, first.item.list);
      observer.counter.count('StatusListsPublished');
      return [];
    } catch (error) {
      return asked.map(({ messageId }) => ({ messageId, error }));
    }
  };

  const handle = async (messages: readonly SQSRecord[]): Promise<MessageFailure[]> => {
    const { done, failures } = await workThrough(workOf(messages), find);
    const lists = Map.groupBy(done, ({ item }) => `${item.organization} ${String(item.list)}`);
    return [...failures, ...(await Promise.all([...lists.values()].map(publishOne))).flat()];
  };
  return createQueueConsumer({ handle, deadLetters, observer });
};
