import {
  AttributeType,
  Billing,
  CfnGlobalTable,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Match } from 'aws-cdk-lib/aws-events';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Aws, CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { NodeFunction } from './constructs/node-function.ts';
import type { StreamSource } from './constructs/stream-reaction.ts';
import type { Stage } from './stage.ts';

/** The index of `community` and `credentials`; `LOOKUP_INDEX` of the stores, which a test compares. */
export const LOOKUP_INDEX = 'lookup';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** What every table has: keys as text, paid by use, recoverable to any second of the last 35 days, kept for ever. */
const everyTable = {
  partitionKey: text('pk'),
  sortKey: text('sk'),
  billing: Billing.onDemand(),
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
  removalPolicy: RemovalPolicy.RETAIN,
} as const;

const lookupIndex = {
  indexName: LOOKUP_INDEX,
  partitionKey: text('lookupPk'),
  sortKey: text('lookupSk'),
  projectionType: ProjectionType.ALL,
} as const;

/**
 * Whoever asks, nobody deletes from this table, one item or many, by themselves or by letting items expire. An
 * explicit denial stands above every permission; a table's own policy reaches every role of the account.
 */
const nobodyDeletes = new PolicyDocument({
  statements: [
    new PolicyStatement({
      sid: 'NobodyDeletes',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: [
        'dynamodb:DeleteItem',
        'dynamodb:BatchWriteItem',
        'dynamodb:PartiQLDelete',
        'dynamodb:UpdateTimeToLive',
      ],
      // A table's policy reaches its own table only, whatever it names; naming it would be a circle.
      resources: ['*'],
    }),
  ],
});

/**
 * Encrypts a table with a key of its own. TableV2 asks for a literal region before it takes a key; a stage need not
 * name its region, so the key is set where CloudFormation reads it: on the replica that is the table itself.
 */
const encryptWith = (table: TableV2, key: Key): void => {
  const resource = table.node.defaultChild;
  if (!(resource instanceof CfnGlobalTable)) throw new Error(`${table.node.path} is no table`);
  resource.addPropertyOverride('Replicas.0.SSESpecification', { KMSMasterKeyId: key.keyArn });
};

/** What a function may do with items. Deletion is granted by itself, and never on `credentials`. */
export type ItemAction = 'BatchGetItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem' | 'DeleteItem';

/** To which items of a table a permission is limited. */
export interface ItemLimits {
  /** Patterns of partition keys, `*` for any text: each item's must be like one of them. */
  readonly partitions: readonly string[];
  /** The only attributes, keys among them, that a write may name. */
  readonly attributes?: readonly string[];
}

const conditionsOf = ({ partitions, attributes }: ItemLimits) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...partitions] },
  ...(attributes && { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': [...attributes] } }),
});

/** The three tables, by name. */
export type TableName = 'community' | 'engagement' | 'credentials';

const reading: readonly ItemAction[] = ['BatchGetItem', 'GetItem', 'Query'];

/** The system's memory: three tables, the bus and its archive. */
export class State extends Construct {
  readonly tables: Readonly<Record<TableName, TableV2>>;
  readonly bus: EventBus;
  private readonly credentialsKey: Key;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.credentialsKey = new Key(this, 'CredentialsKey', {
      description: 'Encrypts the credentials table',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.tables = {
      community: new TableV2(this, 'Community', {
        ...everyTable,
        encryption: TableEncryptionV2.awsManagedKey(),
        globalSecondaryIndexes: [lookupIndex],
        timeToLiveAttribute: 'expiresAt',
      }),
      engagement: new TableV2(this, 'Engagement', {
        ...everyTable,
        encryption: TableEncryptionV2.awsManagedKey(),
      }),
      credentials: new TableV2(this, 'Credentials', {
        ...everyTable,
        encryption: TableEncryptionV2.awsManagedKey(),
        globalSecondaryIndexes: [lookupIndex],
        deletionProtection: true,
        resourcePolicy: nobodyDeletes,
      }),
    };
    encryptWith(this.tables.credentials, this.credentialsKey);
    this.bus = new EventBus(this, 'Bus', { description: 'What members did and what came of it' });
    this.bus.archive('Archive', {
      description: 'Every event, to rebuild engagement from',
      eventPattern: { source: Match.prefix('') },
      retention: Duration.days(stage.archiveDays),
    });
    this.bus.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  /**
   * Lets a function do these actions on a table's items; `index` adds queries of {@link LOOKUP_INDEX}, `only` limits
   * the actions to some items.
   *
   * @throws {Error} where deletion from `credentials` is asked for.
   */
  allow(
    consumer: NodeFunction,
    name: TableName,
    actions: readonly ItemAction[],
    { index = false, only }: { index?: boolean; only?: ItemLimits } = {},
  ): void {
    if (name === 'credentials' && actions.includes('DeleteItem')) {
      throw new Error(`${consumer.node.path}: nobody deletes from the credentials table`);
    }
    const { tableArn } = this.tables[name];
    consumer.may(
      actions.map((action) => `dynamodb:${action}`),
      tableArn,
      only && conditionsOf(only),
    );
    if (index) consumer.may(['dynamodb:Query'], `${tableArn}/index/${LOOKUP_INDEX}`);
    if (name === 'credentials') {
      this.allowKey(consumer, { write: actions.some((action) => !reading.includes(action)) });
    }
  }

  /** A table's changes as a source; whoever reads those of `credentials` needs {@link allowKey}, too. */
  changesOf(name: TableName, filter?: Record<string, unknown>): StreamSource {
    const { tableStreamArn } = this.tables[name];
    if (tableStreamArn === undefined) throw new Error(`the table ${name} has no stream`);
    return { streamArn: tableStreamArn, ...(filter && { filter }) };
  }

  /** Lets a function use the key of `credentials`, through DynamoDB alone. */
  allowKey(consumer: NodeFunction, { write }: { write: boolean }): void {
    consumer.may(
      [
        'kms:Decrypt',
        'kms:DescribeKey',
        ...(write
          ? [
              'kms:Encrypt',
              'kms:GenerateDataKey',
              'kms:GenerateDataKeyWithoutPlaintext',
              'kms:ReEncryptFrom',
              'kms:ReEncryptTo',
            ]
          : []),
      ],
      this.credentialsKey.keyArn,
      { StringEquals: { 'kms:ViaService': `dynamodb.${Aws.REGION}.${Aws.URL_SUFFIX}` } },
    );
  }

  /** Tells the names of tables and bus to whoever deploys. */
  tell(scope: Construct): void {
    new CfnOutput(scope, 'CommunityTable', { value: this.tables.community.tableName });
    new CfnOutput(scope, 'EngagementTable', { value: this.tables.engagement.tableName });
    new CfnOutput(scope, 'CredentialsTable', { value: this.tables.credentials.tableName });
    new CfnOutput(scope, 'EventBus', { value: this.bus.eventBusName });
  }
}
