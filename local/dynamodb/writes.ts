import { describeUsage, describeUsages, usageMode } from './capacity.ts';
import { type Database, findTable, settle, stageWrites } from './database.ts';
import { createWrite, returnedAttributes, type Write } from './decide.ts';
import { validationFailure } from './failures.ts';
import { checkRequest } from './requests.ts';

const operations = { PutItem: 'Put', UpdateItem: 'Update', DeleteItem: 'Delete' } as const;

/** `PutItem`, `UpdateItem` and `DeleteItem`: decided in one turn, answered when it is on disk. */
export const writeItem = async (
  database: Database,
  operation: keyof typeof operations,
  body: unknown,
): Promise<Record<string, unknown>> => {
  const request = checkRequest(operation, body);
  const write = createWrite(operations[operation], findTable(database, request.TableName), request);
  try {
    const outcomes = stageWrites(database, [write]);
    await settle(database, outcomes);
    const [outcome] = outcomes;
    const attributes = outcome && returnedAttributes(write, outcome.before, outcome.after);
    const usage = outcome && describeUsage(outcome.usage, usageMode(request.ReturnConsumedCapacity));
    return { ...(attributes && { Attributes: attributes }), ...(usage && { ConsumedCapacity: usage }) };
  } catch (error) {
    await database.commit.settled();
    throw error;
  }
};

/** `BatchWriteItem`: at most 25 puts and deletes of different items; here they reach the disk together. */
export const batchWriteItem = async (database: Database, body: unknown): Promise<Record<string, unknown>> => {
  const { RequestItems, ReturnConsumedCapacity } = checkRequest('BatchWriteItem', body);
  const writes: Write[] = Object.entries(RequestItems).flatMap(([name, requests]) => {
    const table = findTable(database, name);
    return requests.map(({ PutRequest, DeleteRequest }) =>
      PutRequest
        ? createWrite('Put', table, { TableName: name, Item: PutRequest.Item })
        : createWrite('Delete', table, { TableName: name, Key: DeleteRequest?.Key ?? {} }),
    );
  });
  if (writes.length > 25) throw validationFailure('Too many items requested for the BatchWriteItem call');
  const places = new Set(writes.map(({ table, key }) => `${table.description.TableName} ${key}`));
  if (places.size < writes.length) throw validationFailure('Provided list of item keys contains duplicates');
  const outcomes = stageWrites(database, writes);
  await settle(database, outcomes);
  const usage = describeUsages(
    outcomes.map((outcome) => outcome.usage),
    usageMode(ReturnConsumedCapacity),
  );
  return { UnprocessedItems: {}, ...(usage && { ConsumedCapacity: usage }) };
};
