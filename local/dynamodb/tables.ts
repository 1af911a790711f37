import * as z from 'zod';
import { InvalidInput } from '../../shared/platform/errors.ts';
import { parse } from '../../shared/platform/parse.ts';
import type { IndexDescription, TableDescription, ViewType } from './values.ts';

const keySchema = z
  .array(z.object({ AttributeName: z.string().min(1), KeyType: z.enum(['HASH', 'RANGE']) }))
  .min(1)
  .max(2);

const index = z.object({
  IndexName: z.string().regex(/^[a-zA-Z0-9_.-]{3,255}$/),
  KeySchema: keySchema,
  Projection: z.object({
    ProjectionType: z.enum(['ALL', 'INCLUDE', 'KEYS_ONLY']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});

/**
 * What a table is made from: the properties that CloudFormation's `AWS::DynamoDB::Table` and `GlobalTable` and the
 * operation `CreateTable` have in common. Others (encryption, recovery, throughput) mean nothing on one machine.
 */
const tableProperties = z.object({
  TableName: z.string().regex(/^[a-zA-Z0-9_.-]{3,255}$/),
  KeySchema: keySchema,
  AttributeDefinitions: z
    .array(z.object({ AttributeName: z.string().min(1), AttributeType: z.enum(['S', 'N', 'B']) }))
    .min(1),
  BillingMode: z.string().optional(),
  GlobalSecondaryIndexes: z.array(index).optional(),
  LocalSecondaryIndexes: z.array(index).optional(),
  StreamSpecification: z
    .object({
      StreamEnabled: z.boolean().default(true),
      StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']).optional(),
    })
    .optional(),
  TimeToLiveSpecification: z
    .object({ AttributeName: z.string().optional(), Enabled: z.boolean() })
    .optional(),
});

/** The properties of a table before they are checked. */
export type TableProperties = z.input<typeof tableProperties>;

/** A table in use: its description, its settings, and the number of its newest stream record. */
export interface Table {
  description: TableDescription;
  /** Every index, local ones too. */
  indexes: readonly (IndexDescription & { readonly local: boolean })[];
  view: ViewType | undefined;
  /** The attribute that says when an item expires, in epoch seconds. */
  timeToLive: string | undefined;
  /** Number of the newest stream record decided. */
  sequence: number;
}

/** What is kept of a table on disk. */
export interface StoredTable {
  readonly description: TableDescription;
  readonly timeToLive?: string;
}

const REGION = 'us-east-1';
const ACCOUNT = '000000000000';

/** A table in use from what is kept of it. */
export const openTable = ({ description, timeToLive }: StoredTable, sequence: number): Table => ({
  description,
  indexes: [
    ...(description.GlobalSecondaryIndexes ?? []).map((global) => ({ ...global, local: false })),
    ...(description.LocalSecondaryIndexes ?? []).map((local) => ({ ...local, local: true })),
  ],
  view: description.StreamSpecification?.StreamEnabled
    ? description.StreamSpecification.StreamViewType
    : undefined,
  timeToLive,
  sequence,
});

const describeIndex = (table: string, spec: z.output<typeof index>, global: boolean) => ({
  IndexName: spec.IndexName,
  KeySchema: spec.KeySchema,
  Projection: {
    ProjectionType: spec.Projection.ProjectionType,
    ...(spec.Projection.NonKeyAttributes && { NonKeyAttributes: spec.Projection.NonKeyAttributes }),
  },
  IndexArn: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${table}/index/${spec.IndexName}`,
  IndexSizeBytes: 0,
  ItemCount: 0,
  ...(global && { IndexStatus: 'ACTIVE' }),
});

/**
 * The description of a table from its properties.
 *
 * @throws {InvalidInput} that names the property that is wrong.
 */
export const describeTable = (properties: unknown, id: string, now: Date): StoredTable => {
  const wanted = parse(tableProperties, properties, 'table');
  const defined = new Set(wanted.AttributeDefinitions.map(({ AttributeName }) => AttributeName));
  const schemas = [wanted, ...(wanted.GlobalSecondaryIndexes ?? []), ...(wanted.LocalSecondaryIndexes ?? [])];
  for (const { AttributeName } of schemas.flatMap(({ KeySchema }) => KeySchema)) {
    if (!defined.has(AttributeName)) {
      throw new InvalidInput(
        `table ${wanted.TableName}: the key attribute ${AttributeName} has no type; add it to AttributeDefinitions`,
        { field: 'AttributeDefinitions' },
      );
    }
  }
  const arn = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${wanted.TableName}`;
  const label = now.toISOString().replace('Z', '');
  const { StreamSpecification: stream, TimeToLiveSpecification: expiry } = wanted;
  const name = wanted.TableName;
  return {
    description: {
      TableName: name,
      TableArn: arn,
      TableId: id,
      TableStatus: 'ACTIVE',
      CreationDateTime: now.getTime() / 1000,
      ItemCount: 0,
      TableSizeBytes: 0,
      KeySchema: wanted.KeySchema,
      AttributeDefinitions: wanted.AttributeDefinitions,
      BillingModeSummary: { BillingMode: wanted.BillingMode ?? 'PAY_PER_REQUEST' },
      ...(wanted.GlobalSecondaryIndexes && {
        GlobalSecondaryIndexes: wanted.GlobalSecondaryIndexes.map((spec) => describeIndex(name, spec, true)),
      }),
      ...(wanted.LocalSecondaryIndexes && {
        LocalSecondaryIndexes: wanted.LocalSecondaryIndexes.map((spec) => describeIndex(name, spec, false)),
      }),
      ...(stream?.StreamEnabled && {
        StreamSpecification: {
          StreamEnabled: true,
          StreamViewType: stream.StreamViewType ?? 'NEW_AND_OLD_IMAGES',
        },
        LatestStreamArn: `${arn}/stream/${label}`,
        LatestStreamLabel: label,
      }),
    },
    ...(expiry?.Enabled && expiry.AttributeName !== undefined && { timeToLive: expiry.AttributeName }),
  };
};

/** What decides where items and index entries lie; where it is equal, two descriptions can share a folder. */
const layout = ({ KeySchema, AttributeDefinitions }: TableDescription): string =>
  JSON.stringify(
    KeySchema.map(({ AttributeName }) => [
      AttributeName,
      AttributeDefinitions.find((definition) => definition.AttributeName === AttributeName)?.AttributeType,
    ]),
  );

/** True where the key of two tables is the same, so that the items of one can be read as the other's. */
export const sameKey = (a: TableDescription, b: TableDescription): boolean => layout(a) === layout(b);

/** What an index is built from, as text; entries must be built anew where it differs. */
export const indexLayout = (table: Table): string =>
  JSON.stringify([
    table.timeToLive,
    table.indexes.map(({ IndexName, KeySchema, Projection }) => [
      IndexName,
      KeySchema,
      Projection,
      layout({ ...table.description, KeySchema }),
    ]),
  ]);
