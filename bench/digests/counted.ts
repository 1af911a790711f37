import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createMeter, type Meter } from '../../local/dynamodb/meter.ts';
import { createTableClient } from '../../shared/platform/table.ts';

/** A client that asks of every call what it cost, and adds it up. */
export const createCountedClient = (): {
  readonly client: DynamoDBDocumentClient;
  readonly taken: Meter['spent'];
} => {
  const client = createTableClient();
  const meter = createMeter();
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        Object.assign(args.input, meter.ask(args.input));
        const answer = await next(args);
        meter.add(commandName, { ...answer.output });
        return answer;
      },
    { step: 'initialize' },
  );
  return { client, taken: meter.spent };
};
