import { MAX_ITEM_BYTES } from './capacity.ts';
import type { WriteRequest } from './decide.ts';
import { rules, validations } from './engine.ts';
import type { ReadRequest } from './ranges.ts';
import type { Item } from './values.ts';

/** Newer than dynalite, which would drop it. */
const onConditionFailure = {
  ReturnValuesOnConditionCheckFailure: { type: 'String', enum: ['ALL_OLD', 'NONE'] },
};

const checks = {
  PutItem: { ...rules.putItem, types: { ...rules.putItem.types, ...onConditionFailure } },
  UpdateItem: { ...rules.updateItem, types: { ...rules.updateItem.types, ...onConditionFailure } },
  DeleteItem: { ...rules.deleteItem, types: { ...rules.deleteItem.types, ...onConditionFailure } },
  BatchWriteItem: rules.batchWriteItem,
  GetItem: rules.getItem,
  BatchGetItem: rules.batchGetItem,
  Query: rules.query,
  Scan: rules.scan,
} as const;

/** Several writes that stand or fall each by itself. */
interface BatchWriteRequest {
  readonly RequestItems: Readonly<
    Record<
      string,
      readonly {
        readonly PutRequest?: { readonly Item: Item };
        readonly DeleteRequest?: { readonly Key: Item };
      }[]
    >
  >;
  readonly ReturnConsumedCapacity?: string;
}

/** Several reads, by table. */
interface BatchGetRequest {
  readonly RequestItems: Readonly<
    Record<string, Omit<ReadRequest, 'TableName'> & { readonly Keys: readonly Item[] }>
  >;
  readonly ReturnConsumedCapacity?: string;
}

interface Requests {
  PutItem: WriteRequest;
  UpdateItem: WriteRequest;
  DeleteItem: WriteRequest;
  BatchWriteItem: BatchWriteRequest;
  GetItem: ReadRequest;
  BatchGetItem: BatchGetRequest;
  Query: ReadRequest;
  Scan: ReadRequest;
}

/** What dynalite's checks ask of its store. */
const limits = { options: { maxItemSize: MAX_ITEM_BYTES } };

/**
 * A request in the shape its operation asks, with its expressions parsed; dynalite's own checks, which follow
 * DynamoDB's messages word by word. Reads and changes `body`.
 *
 * @throws with DynamoDB's own refusal where the request breaks a rule.
 */
export const checkRequest = <Operation extends keyof Requests>(
  operation: Operation,
  body: unknown,
): Requests[Operation] => {
  const { types, custom } = checks[operation];
  const request = validations.checkTypes(body, types);
  validations.checkValidations(request, types, custom, limits);
  return request as unknown as Requests[Operation];
};
