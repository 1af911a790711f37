import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createTableClient } from '../../shared/platform/table.ts';

/** What calls of a table cost, in DynamoDB's own units: half a unit for 4 KB read as it was a moment ago, one for 1 KB written. */
export interface Units {
  readonly reads: number;
  readonly writes: number;
  readonly calls: number;
}

interface Consumed {
  readonly CapacityUnits?: number;
}

const writing = /^(Put|Update|Delete|BatchWrite|TransactWrite)/;

/** A client that asks of every call what it cost, and adds it up. */
export const createCountedClient = (): {
  readonly client: DynamoDBDocumentClient;
  readonly taken: () => Units;
} => {
  const client = createTableClient();
  const units = { reads: 0, writes: 0, calls: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(args);
      const { ConsumedCapacity = [] } = answer.output as { ConsumedCapacity?: Consumed | Consumed[] };
      const consumed = [ConsumedCapacity]
        .flat()
        .reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
      units.calls += 1;
      units[writing.test(context.commandName ?? '') ? 'writes' : 'reads'] += consumed;
      return answer;
    },
    { step: 'initialize' },
  );
  return { client, taken: () => ({ ...units }) };
};
