import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { LocalSystem } from '../../../local/index.ts';

/** The real SDK clients, pointed at a local system. */
export const clientsOf = (system: Pick<LocalSystem, 'endpoints'>) => {
  const endpoint = system.endpoints['AWS_ENDPOINT_URL_SQS'] ?? '';
  const settings = {
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  };
  const events = new EventBridgeClient(settings);
  const queues = new SQSClient(settings);
  return {
    events,
    queues,
    tables: new DynamoDBClient(settings),
    /** Puts events of source `test` on the bus, ten at a time; returns how many were taken. */
    put: async (details: readonly object[], detailType = 'thing.happened'): Promise<number> => {
      let taken = 0;
      for (let i = 0; i < details.length; i += 10) {
        const { Entries = [] } = await events.send(
          new PutEventsCommand({
            Entries: details.slice(i, i + 10).map((detail) => ({
              EventBusName: 'Bus',
              Source: 'test',
              DetailType: detailType,
              Detail: JSON.stringify(detail),
            })),
          }),
        );
        taken += Entries.filter(({ EventId }) => EventId !== undefined).length;
      }
      return taken;
    },
    /** How many messages a queue holds, visible and in flight. */
    held: async (QueueUrl: string | undefined): Promise<number> => {
      const { Attributes } = await queues.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
      );
      return (
        Number(Attributes?.ApproximateNumberOfMessages) +
        Number(Attributes?.ApproximateNumberOfMessagesNotVisible)
      );
    },
  };
};
