import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type AlarmText, raiseAlarm } from './alarm.ts';
import { NodeFunction, type NodeFunctionProps } from './node-function.ts';
import { deadLetterQueue, MAX_RECEIVES, workQueue } from './queues.ts';

/** What a queue reaction is. */
export interface QueueReactionProps extends NodeFunctionProps {
  /** Most messages of one invocation. */
  readonly batchSize: number;
  /** Seconds to wait for a batch to fill; needed above 10 messages. */
  readonly batchWindow?: number;
  /** Most invocations side by side, where what comes after the function needs sparing. */
  readonly maxConcurrency?: number;
  /** True for a function that hands itself what is left to do: it may send to its own queue (`OWN_QUEUE_URL`). */
  readonly feedsItself?: boolean;
  /** Told when a message was set aside. */
  readonly alarm: AlarmText;
  readonly alarmTopic: ITopic;
}

/** Seconds a message may wait before somebody is told: half an hour. */
const TOO_LONG = 1800;

/**
 * Queue → function → dead-letter queue → alarm. The function answers with the messages it could not do, and those
 * alone come again; it is told where its dead letters go (`DEAD_LETTER_QUEUE_URL`) and when (`MAX_RECEIVES`), because
 * it alone can write down the reason.
 */
export class QueueReaction extends Construct {
  readonly consumer: NodeFunction;
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: QueueReactionProps) {
    super(scope, id);
    const {
      batchSize,
      batchWindow,
      maxConcurrency,
      feedsItself = false,
      alarm,
      alarmTopic,
      ...settings
    } = props;
    this.deadLetters = deadLetterQueue(this, 'DeadLetters');
    this.queue = workQueue(this, 'Queue', Duration.seconds(settings.timeout), this.deadLetters);
    this.consumer = new NodeFunction(this, 'Consumer', {
      ...settings,
      environment: {
        ...settings.environment,
        DEAD_LETTER_QUEUE_URL: this.deadLetters.queueUrl,
        MAX_RECEIVES: String(MAX_RECEIVES),
        ...(feedsItself && { OWN_QUEUE_URL: this.queue.queueUrl }),
      },
    });
    this.consumer.may(['sqs:SendMessage'], this.deadLetters.queueArn);
    this.consumer.may(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      this.queue.queueArn,
    );
    if (feedsItself) this.consumer.may(['sqs:SendMessage'], this.queue.queueArn);
    new EventSourceMapping(this, 'Mapping', {
      target: this.consumer.function,
      eventSourceArn: this.queue.queueArn,
      batchSize,
      reportBatchItemFailures: true,
      ...(batchWindow !== undefined && { maxBatchingWindow: Duration.seconds(batchWindow) }),
      ...(maxConcurrency !== undefined && { maxConcurrency }),
    });
    raiseAlarm(this, 'SetAside', {
      ...alarm,
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      atLeast: 1,
      topic: alarmTopic,
    });
    raiseAlarm(this, 'Behind', {
      meaning: `Messages have waited for half an hour for the function that does this: "${settings.purpose}". Nothing is lost; it is late.`,
      action: `open the function's log and its Throttles and Errors; mend what fails, or ask for more Lambda concurrency, and the queue drains by itself. See "Behind" in docs/operations.md.`,
      metric: this.queue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(5),
        statistic: 'Maximum',
      }),
      atLeast: TOO_LONG,
      topic: alarmTopic,
    });
  }
}
