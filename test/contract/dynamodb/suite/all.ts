import { describe } from 'vitest';
import type { Engine } from '../engine.ts';
import { describeCapacity } from './capacity.ts';
import { describeConditions } from './conditions.ts';
import { describeItems } from './items.ts';
import { describeQueries } from './queries.ts';
import { describeTimeToLive } from './time-to-live.ts';
import { describeTransactions } from './transactions.ts';
import { describeUpdates } from './updates.ts';

/** What the stores of this system ask of DynamoDB, whichever engine answers; the engine must be empty. */
export const describeDynamoDb = (engine: Engine): void => {
  describe(`DynamoDB as ${engine.name} does it`, () => {
    describeItems(engine);
    describeConditions(engine);
    describeUpdates(engine);
    describeQueries(engine);
    describeTransactions(engine);
    describeCapacity(engine);
    describeTimeToLive(engine);
  });
};
