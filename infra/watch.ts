import { Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Aws, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Address } from './address.ts';
import type { AskedDigests } from './asked-digests.ts';
import type { Digests } from './digests.ts';
import type { MailFeedback } from './mail-feedback.ts';
import type { Notifications } from './notifications.ts';
import type { Reactions } from './reactions.ts';
import type { Replies } from './replies.ts';
import type { Stage } from './stage.ts';

/** Where every alarm is told; mailed where the stage says to whom. */
export const alarmTopic = (scope: Construct, stage: Stage): Topic => {
  const topic = new Topic(scope, 'Alarms', { displayName: `Colloquy ${stage.name}`, enforceSSL: true });
  // A topic with a policy of its own loses the one it is born with, so CloudWatch has to be let in by name.
  topic.addToResourcePolicy(
    new PolicyStatement({
      actions: ['sns:Publish'],
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  if (stage.alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(stage.alarmEmail));
  return topic;
};

/** One page with what a person looks at first: is anything late, is anything failing, do pages answer. */
export class Overview extends Construct {
  constructor(
    scope: Construct,
    id: string,
    {
      reactions,
      digests,
      notifications,
      asked,
      feedback,
      replies,
      address,
    }: {
      reactions: Reactions;
      digests: Digests;
      notifications: Notifications;
      asked: AskedDigests;
      feedback: MailFeedback;
      /** Where the stage receives mail. */
      replies: Replies | undefined;
      address: Address;
    },
  ) {
    super(scope, id);
    const period = Duration.minutes(5);
    const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 8, height: 6 });
    const streams = { 'publish-events': reactions.publishEvents, award: reactions.award };
    const queues = {
      'record-engagement': reactions.recordEngagement,
      'record-feed': reactions.recordFeed,
      'award-batch': reactions.awardBatch,
      'issue-credential': reactions.issueCredential,
      'publish-status-lists': reactions.publishStatusLists,
      'reissue-credentials': reactions.reissueCredentials,
      'credit-meeting': reactions.creditMeeting,
      'send-digest': digests.send,
      notify: notifications.notify,
      'resend-digest': asked.resend,
      'record-mail-feedback': feedback.record,
      ...(replies && { 'receive-mail': replies.receive }),
    };
    new Dashboard(this, 'Dashboard', {
      widgets: [
        [
          graph('Oldest message waiting (seconds)', [
            ...Object.entries(queues).map(([label, { queue }]) =>
              queue.metricApproximateAgeOfOldestMessage({ label, period }),
            ),
          ]),
          graph('Streams behind (milliseconds)', [
            ...Object.entries(streams).map(([label, { consumer }]) =>
              consumer.function.metric('IteratorAge', { label, period, statistic: 'Maximum' }),
            ),
          ]),
          graph('Pages', [
            address.stage.metricCount({ label: 'requests', period }),
            address.stage.metricServerError({ label: 'our errors (5xx)', period }),
            address.stage.metricLatency({ label: 'p95 (ms)', period, statistic: 'p95' }),
          ]),
        ],
      ],
    });
  }
}
