import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { CfnOutput } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { CURSOR_KEY } from '../shared/digests/keys.ts';
import { raiseDoubtAlarm } from './constructs/alarm.ts';
import { QueueReaction } from './constructs/queue-reaction.ts';
import { Schedule } from './constructs/schedule.ts';
import type { Mail } from './mail.ts';
import { describe, type Parts } from './parts.ts';
import { sendersOf } from './senders.ts';
import type { State } from './state.ts';

/** Digests: every quarter of an hour those that are due are planned, and each is sent by itself. */
export class Digests extends Construct {
  readonly plan: Schedule;
  readonly send: QueueReaction;

  constructor(
    scope: Construct,
    id: string,
    parts: Parts & { state: State; mail: Mail; publicUrl: string; notifyQueue: Queue },
  ) {
    super(scope, id);
    const { stage, state, mail, publicUrl, notifyQueue, alarmTopic } = parts;
    const { community, credentials } = state.tables;

    this.send = new QueueReaction(this, 'SendDigest', {
      ...describe(parts, 'send-digest', {
        COMMUNITY_TABLE: community.tableName,
        CREDENTIALS_TABLE: credentials.tableName,
        PUBLIC_URL: publicUrl,
        ...mail.sender,
      }),
      batchSize: 10,
      maxConcurrency: sendersOf(stage).digests,
      alarm: {
        meaning:
          'Digests could not be sent to some members. No member gets one twice; these get none for this period unless you act.',
        action:
          'read the reason on the messages in the dead-letter queue; mend what it names (an SES limit, a sandboxed account, an unverified domain) and redrive as "Redrive" in docs/operations.md says.',
      },
      alarmTopic,
    });
    state.allow(this.send.consumer, 'community', ['BatchGetItem', 'GetItem', 'Query']);
    // What it writes: the schedule and the claim of a member, and the day's figures.
    state.allow(this.send.consumer, 'community', ['PutItem'], { only: { partitions: ['ORG#*#MEMBER#*'] } });
    state.allow(this.send.consumer, 'community', ['UpdateItem'], {
      only: { partitions: ['ORG#*#MEMBER#*', 'ORG#*#MAIL-COUNTS'] },
    });
    state.allow(this.send.consumer, 'credentials', ['Query']);
    mail.allowSending(this.send.consumer);

    this.plan = new Schedule(this, 'PlanDigests', {
      ...describe(parts, 'plan-digests', {
        COMMUNITY_TABLE: community.tableName,
        DIGEST_QUEUE_URL: this.send.queue.queueUrl,
        NOTIFY_QUEUE_URL: notifyQueue.queueUrl,
      }),
      // A minute past each quarter of an hour: what is due on the quarter has settled by then.
      expression: 'cron(1,16,31,46 * * * ? *)',
      giveUpAfter: 15,
      alarm: {
        meaning:
          'A run that plans the digests due could not be made. The next run, a quarter of an hour later, takes over what was due; digests are late rather than lost.',
        action:
          'if it comes once, nothing but delete the message; if it comes again, read the log of plan-digests for the reason and mend it. See "Digests" in docs/operations.md.',
      },
      alarmTopic,
    });
    // It finds what is due in the index, and reads and writes where it got to.
    state.allow(this.plan.consumer, 'community', ['GetItem', 'PutItem'], {
      index: true,
      only: { partitions: [CURSOR_KEY.pk] },
    });
    this.plan.consumer.may(['sqs:SendMessage'], [this.send.queue.queueArn, notifyQueue.queueArn]);

    raiseDoubtAlarm(this, {
      meaning:
        'A digest was perhaps sent and perhaps not: the connection to SES broke off, or the function ended, while it was on its way. It is not sent again by itself, so that nobody gets it twice.',
      action:
        'open the review list of the organization, ask the member whether it arrived and say so there, as "Digests" in docs/operations.md says; the next digest goes on from there either way.',
      service: 'send-digest',
      metricName: 'DigestsInDoubt',
      topic: alarmTopic,
    });
    new CfnOutput(scope, 'DigestQueue', { value: this.send.queue.queueUrl });
  }
}
