import { type ServiceInputTypes, SQSClient } from '@aws-sdk/client-sqs';

/** A dead-letter queue that keeps what it is sent: the real client, stopped before it would speak to anybody. */
export const createDeadLetters = () => {
  const setAside: ServiceInputTypes[] = [];
  const client = new SQSClient({ region: 'eu-west-1' });
  client.middlewareStack.add(
    () => (args) => {
      setAside.push(args.input);
      return Promise.resolve({ output: { $metadata: {} }, response: {} });
    },
    { step: 'initialize' },
  );
  return {
    /** What was sent to the queue. */
    setAside,
    deadLetters: { client, queueUrl: 'https://queue.example.org/dead', maxReceives: 5 },
  };
};
