import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** What an alarm says to the person it wakes. Both are sentences; the second begins with what to do first. */
export interface AlarmText {
  /** What has happened, to whom, and what is not at risk. */
  readonly meaning: string;
  /** What to do, in the order in which to do it. */
  readonly action: string;
}

/** When an alarm goes off, and what it says. */
export interface AlarmProps extends AlarmText {
  readonly metric: IMetric;
  /** The alarm goes off at this value. */
  readonly atLeast: number;
  /** Periods of the metric in a row that must reach it. */
  readonly periods?: number;
  readonly topic: ITopic;
}

/** The most that CloudWatch takes as an alarm's description. */
const MAX_DESCRIPTION = 1024;

/**
 * An alarm that tells a person what happened and what to do, when it starts and when it is over.
 *
 * A metric that is not there is good news: it counts failures.
 *
 * @throws {Error} where a text is too short to help anybody, or longer than CloudWatch takes.
 */
export const raiseAlarm = (scope: Construct, id: string, props: AlarmProps): Alarm => {
  const { meaning, action, metric, atLeast, periods = 1, topic } = props;
  const description = `${meaning} What to do: ${action}`;
  if (meaning.length < 20 || action.length < 20 || description.length > MAX_DESCRIPTION) {
    throw new Error(
      `${scope.node.path}/${id}: an alarm needs a meaning and an action of a sentence each, ${MAX_DESCRIPTION} characters at most together`,
    );
  }
  const alarm = new Alarm(scope, id, {
    metric,
    threshold: atLeast,
    evaluationPeriods: periods,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: description,
  });
  const tell = new SnsAction(topic);
  alarm.addAlarmAction(tell);
  alarm.addOkAction(tell);
  return alarm;
};

/** Whose mail may be in doubt, how it is counted, and what its alarm says. */
export interface DoubtAlarmProps extends AlarmText {
  /** The function that counts, as it names itself. */
  readonly service: string;
  readonly metricName: string;
  readonly topic: ITopic;
}

/** The alarm of a function whose mail was perhaps sent and perhaps not: one such is enough for a person to look. */
export const raiseDoubtAlarm = (
  scope: Construct,
  { meaning, action, service, metricName, topic }: DoubtAlarmProps,
): Alarm =>
  raiseAlarm(scope, 'InDoubt', {
    meaning,
    action,
    metric: new Metric({
      namespace: 'Colloquy',
      metricName,
      dimensionsMap: { service },
      statistic: 'Sum',
      period: Duration.minutes(5),
    }),
    atLeast: 1,
    topic,
  });
