import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { raiseAlarm } from './constructs/alarm.ts';

/** How often a rate is looked at; SES brings it up to date more seldom than that where little is sent. */
const PERIOD = Duration.hours(1);

/** Whose mail a rate is of. `mail` ends the words "mails". */
interface Part {
  readonly id: string;
  readonly mail: string;
  readonly metric: (name: string) => IMetric;
}

/** The parts of an account's mail whose rates are watched: what is shared, each that is not, and all of it. */
const partsOf = (shared: string): Part[] => [
  {
    id: 'Shared',
    mail: 'of the organizations that share the stage’s reputation',
    metric: (metricName) =>
      new Metric({
        namespace: 'AWS/SES',
        metricName,
        dimensionsMap: { 'ses:configuration-set': shared },
        statistic: 'Maximum',
        period: PERIOD,
      }),
  },
  {
    id: 'Own',
    mail: 'of one organization that has a reputation of its own (/staff/mail of each says whose)',
    // Sets come and go without a deployment, so the worst of all that there are is asked for: one alarm for any number.
    metric: (name) =>
      new MathExpression({
        expression: `SELECT MAX("${name}") FROM SCHEMA("AWS/SES", "ses:configuration-set") WHERE "ses:configuration-set" != '${shared}'`,
        usingMetrics: {},
        label: name,
        period: PERIOD,
      }),
  },
  {
    id: 'Account',
    mail: 'of the whole account, by which SES judges all of its mail, whichever organization sent it',
    // Without a dimension: what SES itself goes by.
    metric: (metricName) =>
      new Metric({ namespace: 'AWS/SES', metricName, statistic: 'Maximum', period: PERIOD }),
  },
];

/** Alarms on the rates by which SES judges mail, of each part of it by itself and of the account. */
export class MailReputation extends Construct {
  constructor(scope: Construct, id: string, props: { readonly shared: string; readonly alarmTopic: ITopic }) {
    super(scope, id);
    for (const { id: part, mail, metric } of partsOf(props.shared)) {
      raiseAlarm(this, `${part}Bounces`, {
        meaning: `At least 4 of 100 mails ${mail} come back because the address does not exist. At 5 SES reviews the account, at 10 it may stop its mail.`,
        action:
          'stop sending for now ("Mail" in docs/operations.md), find out at /staff/mail which addresses these are and which import brought them, and correct or remove them before you switch sending on again.',
        metric: metric('Reputation.BounceRate'),
        atLeast: 0.04,
        topic: props.alarmTopic,
      });
      raiseAlarm(this, `${part}Complaints`, {
        meaning: `At least 8 of 10,000 mails ${mail} are marked as spam by those who get them. At 10 SES reviews the account and mailboxes begin to refuse its mail.`,
        action:
          'see at /staff/mail who complained, find out who was added lately without having asked for mail, set their digests to none, and check that the unsubscribe link works. See "Mail" in docs/operations.md.',
        metric: metric('Reputation.ComplaintRate'),
        atLeast: 0.0008,
        topic: props.alarmTopic,
      });
    }
  }
}
