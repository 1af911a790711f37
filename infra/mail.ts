import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { EventBus } from 'aws-cdk-lib/aws-events';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  DkimIdentity,
  EasyDkimSigningKeyLength,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Aws, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { raiseAlarm } from './constructs/alarm.ts';
import type { NodeFunction } from './constructs/node-function.ts';
import { addressOf, type Stage } from './stage.ts';

/** Sending mail: the domain that signs it (DKIM) and the set of rules under which it is sent. */
export class Mail extends Construct {
  readonly identity: EmailIdentity;
  readonly configurationSet: ConfigurationSet;
  private readonly from: string;

  constructor(scope: Construct, id: string, props: { stage: Stage; alarmTopic: ITopic }) {
    super(scope, id);
    const { stage, alarmTopic } = props;
    this.from = addressOf(stage.mailFrom);
    this.configurationSet = new ConfigurationSet(this, 'Digests', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      // SES itself stops writing to an address that bounced for good or complained.
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.configurationSet.addEventDestination('Feedback', {
      // SES can tell the account's default bus and no other; from there a rule takes what it needs. These events
      // carry addresses, so they are kept off the system's own bus, whose archive never forgets.
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    });
    this.identity = new EmailIdentity(this, 'Sender', {
      identity: Identity.domain(this.from.slice(this.from.lastIndexOf('@') + 1)),
      dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
      configurationSet: this.configurationSet,
      feedbackForwarding: false,
    });
    const reputation = (metricName: string) =>
      new Metric({
        namespace: 'AWS/SES',
        metricName,
        dimensionsMap: { 'ses:configuration-set': this.configurationSet.configurationSetName },
        statistic: 'Maximum',
        period: Duration.hours(1),
      });
    raiseAlarm(this, 'Bounces', {
      meaning:
        'At least 4 of 100 digests come back because the address does not exist. At 5 SES reviews the account, at 10 it may stop its mail.',
      action:
        'stop sending for now ("Mail" in docs/operations.md), find out which import brought the wrong addresses, and correct or remove them before you switch sending on again.',
      metric: reputation('Reputation.BounceRate'),
      atLeast: 0.04,
      topic: alarmTopic,
    });
    raiseAlarm(this, 'Complaints', {
      meaning:
        'At least 8 of 10,000 digests are marked as spam by those who get them. At 10 SES reviews the account and mailboxes begin to refuse its mail.',
      action:
        'see who was added lately without having asked for mail, set their digests to none, and check that the unsubscribe link works. See "Mail" in docs/operations.md.',
      metric: reputation('Reputation.ComplaintRate'),
      atLeast: 0.0008,
      topic: alarmTopic,
    });
  }

  /** Lets a function send mail, from the stage's own address alone. */
  allowSending(consumer: NodeFunction): void {
    consumer.may(
      ['ses:SendEmail'],
      [
        this.identity.emailIdentityArn,
        `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:configuration-set/${this.configurationSet.configurationSetName}`,
      ],
      { StringEquals: { 'ses:FromAddress': this.from } },
    );
  }
}
