import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type AlarmText, raiseAlarm } from './alarm.ts';
import { NodeFunction, type NodeFunctionProps } from './node-function.ts';
import { deadLetterQueue } from './queues.ts';

/** A table's stream as a source. */
export interface StreamSource {
  readonly streamArn: string;
  /** Which changes, in Lambda's filter language; without it, every change. */
  readonly filter?: Record<string, unknown>;
}

/** What a reaction to a table's changes is. */
export interface StreamReactionProps extends NodeFunctionProps {
  /** By name, which becomes part of the mapping's logical id. */
  readonly sources: Readonly<Record<string, StreamSource>>;
  /** Most changes of one invocation. */
  readonly batchSize: number;
  /** Seconds to wait for a batch to fill. */
  readonly batchWindow?: number;
  /** How often a change that fails is tried again before it is set aside. */
  readonly retryAttempts: number;
  /** Told when changes were set aside. */
  readonly alarm: AlarmText;
  readonly alarmTopic: ITopic;
}

/**
 * Older changes are set aside rather than tried again. A stream keeps a change for 24 hours; setting it aside after
 * 20 leaves a person four hours in which it can still be read.
 */
const MAX_AGE = Duration.hours(20);

/** Milliseconds the reader may be behind before somebody is told: half an hour. */
const TOO_LATE = 30 * 60 * 1000;

/**
 * Stream → function → failure queue → alarm. A batch that fails is halved until the change that fails stands alone,
 * tried again, and finally set aside: the failure queue then holds where in the stream it stands, not the change.
 * Each shard goes on only when its first change is done or set aside, so order is kept.
 */
export class StreamReaction extends Construct {
  readonly consumer: NodeFunction;

  constructor(scope: Construct, id: string, props: StreamReactionProps) {
    super(scope, id);
    const { sources, batchSize, batchWindow, retryAttempts, alarm, alarmTopic, ...settings } = props;
    this.consumer = new NodeFunction(this, 'Consumer', settings);
    const failures = deadLetterQueue(this, 'Failures');
    const streams = Object.values(sources).map(({ streamArn }) => streamArn);
    this.consumer.may(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      streams,
    );
    this.consumer.may(['dynamodb:ListStreams'], '*');
    for (const [name, { streamArn, filter }] of Object.entries(sources)) {
      new EventSourceMapping(this, name, {
        target: this.consumer.function,
        eventSourceArn: streamArn,
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts,
        maxRecordAge: MAX_AGE,
        onFailure: new SqsDlq(failures),
        ...(batchWindow !== undefined && { maxBatchingWindow: Duration.seconds(batchWindow) }),
        ...(filter && { filters: [FilterCriteria.filter(filter)] }),
      });
    }
    raiseAlarm(this, 'SetAside', {
      ...alarm,
      metric: failures.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      atLeast: 1,
      topic: alarmTopic,
    });
    raiseAlarm(this, 'Behind', {
      meaning: `Changes have waited for half an hour for the function that does this: "${settings.purpose}". Nothing is lost yet; a stream forgets after 24 hours.`,
      action: `open the function's log and its Throttles and Errors, and mend what fails the same day; the stream is then read from where it stood. See "Behind" in docs/operations.md.`,
      metric: this.consumer.function.metric('IteratorAge', {
        period: Duration.minutes(5),
        statistic: 'Maximum',
      }),
      atLeast: TOO_LATE,
      topic: alarmTopic,
    });
  }
}
