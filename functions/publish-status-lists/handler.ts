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
import { parseStandingChanged } from './standing-changed.ts';

/** What this function needs. */
export interface Dependencies {
  readonly credentials: Pick<CredentialsStore, 'get'>;
  readonly publish: PublishList;
  readonly deadLetters: DeadLetters;
  readonly observer: Observer;
}

/** A list that is to be published, and the message that asks for it. */
interface Asked {
  readonly messageId: string;
  readonly organization: string;
  readonly list: number;
}

/**
 * Publishes the status lists in which a credential's bit changed: each list once for a whole batch, however many of its
 * bits. A message that comes again publishes the same list again, which changes nothing but its date.
 */
export const createHandler = ({ credentials, publish, deadLetters, observer }: Dependencies) => {
  /** The list that a message asks for; undefined where its credential is from before there were lists. */
  const find = async ({ body, messageId }: SQSRecord): Promise<Asked | undefined> => {
    const { organization, data } = parseStandingChanged(body);
    const issued = await credentials.get(data.credential);
    if (issued?.organization !== organization) {
      throw new NotFound(`event: data.credential: ${organization} issued no ${data.credential}`, {
        field: 'data.credential',
      });
    }
    return issued.status && { messageId, organization, list: issued.status.list };
  };

  const handle = async (messages: readonly SQSRecord[]): Promise<MessageFailure[]> => {
    const failures: MessageFailure[] = [];
    const asked = await Promise.all(
      messages.map((message) =>
        find(message).catch((error: unknown) => {
          failures.push({ messageId: message.messageId, error });
          return undefined;
        }),
      ),
    );
    const lists = Map.groupBy(
      asked.filter((one) => one !== undefined),
      ({ organization, list }) => `${organization} ${String(list)}`,
    );
    await Promise.all(
      [...lists.values()].map(async (group) => {
        const [first] = group;
        if (first === undefined) return;
        try {
          await publish(first.organization, first.list);
          observer.counter.count('StatusListsPublished');
        } catch (error) {
          failures.push(...group.map(({ messageId }) => ({ messageId, error })));
        }
      }),
    );
    return failures;
  };
  return createQueueConsumer({ handle, deadLetters, observer });
};
