import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Aws, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type AlarmText, raiseAlarm } from './alarm.ts';
import { NodeFunction, type NodeFunctionProps } from './node-function.ts';
import { deadLetterQueue } from './queues.ts';

/** What a schedule is. */
export interface ScheduleProps extends NodeFunctionProps {
  /** EventBridge Scheduler's language: `rate(15 minutes)`, `cron(…)`. */
  readonly expression: string;
  /** Minutes after which a run that could not be made is given up: the next one is due. */
  readonly giveUpAfter: number;
  /** Told when a run was given up. */
  readonly alarm: AlarmText;
  readonly alarmTopic: ITopic;
}

/**
 * Schedule → function → dead-letter queue → alarm.
 *
 * The scheduler hands a run over and does not wait for its end, so there are two ways to fail: the run cannot be
 * handed over (the schedule's retries and dead letters), or the function fails (Lambda's own retries and failure
 * destination). Both end in the one queue.
 */
export class Schedule extends Construct {
  readonly consumer: NodeFunction;

  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);
    const { expression, giveUpAfter, alarm, alarmTopic, ...settings } = props;
    this.consumer = new NodeFunction(this, 'Consumer', settings);
    const deadLetters = deadLetterQueue(this, 'DeadLetters');
    this.consumer.function.configureAsyncInvoke({
      maxEventAge: Duration.minutes(giveUpAfter),
      retryAttempts: 2,
      onFailure: new SqsDestination(deadLetters),
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      description: `What the schedule may do: start "${settings.purpose}"`,
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [this.consumer.function.functionArn],
      }),
    );
    role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
    );
    const schedule = new CfnSchedule(this, 'Schedule', {
      description: settings.purpose,
      scheduleExpression: expression,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.consumer.function.functionArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumEventAgeInSeconds: giveUpAfter * 60, maximumRetryAttempts: 3 },
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    });
    // The scheduler checks the role when the schedule is made.
    schedule.node.addDependency(role);
    raiseAlarm(this, 'SetAside', {
      ...alarm,
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      atLeast: 1,
      topic: alarmTopic,
    });
  }
}
