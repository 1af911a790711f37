import { EventBus } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { CfnReceiptRule, CfnReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { Aws, CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { KEPT_DAYS } from '../shared/replies/model.ts';
import { Reaction } from './constructs/reaction.ts';
import type { Mail } from './mail.ts';
import { describe, type Parts } from './parts.ts';
import { sendersOf } from './senders.ts';
import { stackName } from './stage.ts';
import type { State } from './state.ts';

/** Where in the bucket SES puts mail. */
const INBOX = 'inbox/';

/**
 * Days that a mail is kept which was not received: as long as the dead letter that names it. What was received is
 * deleted at once.
 */
const KEPT = Duration.days(KEPT_DAYS);

/** A bucket that SES writes into and one function reads; it tells the account's default bus of every mail. */
const inboxBucket = (scope: Construct): { bucket: Bucket; logicalId: string } => {
  const bucket = new Bucket(scope, 'Inbox', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    lifecycleRules: [{ expiration: KEPT, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
  });
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket)) throw new Error(`${bucket.node.path} is no bucket`);
  // The property itself; CDK's own switch would deploy another function only to set it.
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Holds a mail for seconds until it is received, and for 14 days one that its author may ask for. An access log would keep for long which mail came when.',
  });
  return { bucket, logicalId: Stack.of(scope).getLogicalId(resource) };
};

/**
 * Answers by mail, from the stage's `replyDomain` to posts: SES → bucket → the default bus → queue → function.
 *
 * Two things no template can do. The domain's MX record must name SES (output `ReplyMx`). And SES receives by the one
 * rule set of a region that is active, which only a call makes so (output `ActivateReplies`), once; in an account that
 * has an active rule set already, its rule must be added to that one instead.
 */
export class Replies extends Construct {
  readonly receive: Reaction;

  constructor(
    scope: Construct,
    id: string,
    parts: Parts & { state: State; mail: Mail; publicUrl: string; replyDomain: string },
  ) {
    super(scope, id);
    const { stage, state, mail, publicUrl, replyDomain, alarmTopic } = parts;
    const { bucket, logicalId } = inboxBucket(this);
    const ruleSetName = `${stackName(stage.name)}-replies`;
    const ruleName = 'to-posts';
    const mayWrite = bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyOwnMailByOwnRule',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects(`${INBOX}*`)],
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Aws.ACCOUNT_ID,
            'aws:SourceArn': `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:receipt-rule-set/${ruleSetName}:receipt-rule/${ruleName}`,
          },
        },
      }),
    );
    const ruleSet = new CfnReceiptRuleSet(this, 'Rules', { ruleSetName });
    const rule = new CfnReceiptRule(this, 'ToPosts', {
      ruleSetName: ruleSet.ref,
      rule: {
        name: ruleName,
        enabled: true,
        recipients: [replyDomain],
        // Puts the verdicts on spam and viruses into the mail.
        scanEnabled: true,
        tlsPolicy: 'Require',
        actions: [{ s3Action: { bucketName: bucket.bucketName, objectKeyPrefix: INBOX } }],
      },
    });
    // SES tries the bucket when the rule is made.
    if (mayWrite.policyDependable) rule.node.addDependency(mayWrite.policyDependable);

    this.receive = new Reaction(this, 'ReceiveMail', {
      ...describe(parts, 'receive-mail', {
        COMMUNITY_TABLE: state.tables.community.tableName,
        INBOX_BUCKET: bucket.bucketName,
        PUBLIC_URL: publicUrl,
        ...mail.sender,
      }),
      bus: EventBus.fromEventBusName(this, 'DefaultBus', 'default'),
      events: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: INBOX }] } },
      },
      batchSize: 5,
      maxConcurrency: sendersOf(stage).refusals,
      alarm: {
        meaning:
          'Answers that members sent by mail were not posted. The mails are safe for 14 days; their authors have not been told.',
        action:
          'read the reason on the messages in the dead-letter queue, mend what it names, and redrive as "Redrive" in docs/operations.md says. Nothing is posted or answered twice.',
      },
      alarmTopic,
    });
    // The index is where a community's people are found, whom an answer may mention.
    state.allow(this.receive.consumer, 'community', ['BatchGetItem', 'GetItem', 'Query'], { index: true });
    // What it writes: posts, that a mail was received and answered, the schedule of whoever ends mail, and the day's
    // figures.
    state.allow(this.receive.consumer, 'community', ['PutItem'], {
      only: { partitions: ['ORG#*#MEMBER#*', 'ORG#*#TOPIC#*', 'REPLY_*'] },
    });
    state.allow(this.receive.consumer, 'community', ['UpdateItem'], {
      only: { partitions: ['ORG#*#MAIL-COUNTS', 'REPLY_*'] },
    });
    this.receive.consumer.may(['s3:GetObject', 's3:DeleteObject'], bucket.arnForObjects(`${INBOX}*`));
    // Without it, S3 answers "forbidden" for a mail that was received before, and "not there" with it.
    this.receive.consumer.may(['s3:ListBucket'], bucket.bucketArn);
    mail.allowSending(this.receive.consumer);
    Validations.of(this.receive.consumer.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${INBOX}*]`,
      reason: 'One function reads and deletes whatever mail is in the inbox.',
    });

    new CfnOutput(scope, 'ReplyInbox', { value: bucket.bucketName });
    new CfnOutput(scope, 'ReplyMx', {
      description: 'The MX record that brings answers by mail here',
      value: `${replyDomain} MX 10 inbound-smtp.${Aws.REGION}.amazonaws.com`,
    });
    new CfnOutput(scope, 'ActivateReplies', {
      description: 'Makes SES receive; once, after the first deployment',
      value: `aws ses set-active-receipt-rule-set --region ${Aws.REGION} --rule-set-name ${ruleSetName}`,
    });
  }
}
