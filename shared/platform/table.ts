import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
} from '@aws-sdk/lib-dynamodb';

/** The client every store speaks through; where it connects is the SDK's own business (`AWS_ENDPOINT_URL_DYNAMODB`). */
export const createTableClient = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });

/** A table as a store needs it: the client and the table's physical name. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}

/** The overloaded index of `community` and `credentials`: partition `lookupPk`, sort `lookupSk`, all attributes. */
export const LOOKUP_INDEX = 'lookup';

/** True where a write did not happen because its condition did not hold. */
export const isConditionFailure = (thrown: unknown): boolean =>
  thrown instanceof ConditionalCheckFailedException ||
  (thrown instanceof TransactionCanceledException &&
    (thrown.CancellationReasons ?? []).some((reason) => reason.Code === 'ConditionalCheckFailed'));

/** Every item of a query, page by page; memory stays at one page (at most 1 MB). */
export async function* queryAll(
  table: Table,
  input: Omit<QueryCommandInput, 'TableName'>,
): AsyncGenerator<Record<string, unknown>> {
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await table.client.send(
      new QueryCommand({ ...input, TableName: table.name, ...(start && { ExclusiveStartKey: start }) }),
    );
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start);
}

/** Every item of a scan, page by page; it reads the whole table, or its segment: for commands and backfills alone. */
export async function* scanAll(
  table: Table,
  input: Omit<ScanCommandInput, 'TableName'>,
): AsyncGenerator<Record<string, unknown>> {
  let start: ScanCommandInput['ExclusiveStartKey'];
  do {
    const page = await table.client.send(
      new ScanCommand({ ...input, TableName: table.name, ...(start && { ExclusiveStartKey: start }) }),
    );
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start);
}
